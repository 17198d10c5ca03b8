/** `/`: the day at a glance, and what needs somebody first. */
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import { dayOf, paris } from "../../domain/calendar/zoned-time.ts";
import { subjectText } from "../../domain/due/alarms.ts";
import type { OpenAlarm } from "../../domain/due/open-alarms.ts";
import { faults } from "../../domain/faults.ts";
import { halfSentNext } from "../../domain/half-sent.ts";
import { healthOf } from "../../domain/health.ts";
import { situation } from "../../domain/rollup.ts";
import { situationText, situationTone, type Tone } from "../../domain/situations.ts";
import { groupTone } from "../deposits/groups.ts";
import { depositTable } from "../deposits/table.ts";
import { type Html, html } from "../html.ts";
import { dayText, french, hour, isForTerminal, weekdayText } from "../visit/marks.ts";
import type { Route, Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { gatherToday, type Need, type Today } from "./gather.ts";
import { todayWords } from "./words.ts";

export const todayRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/",
    answer: async (page, visit) => ({
      is: "page",
      here: "today",
      title: todayWords[visit.language].today,
      body: view({ page, visit, today: await gatherToday(page) }),
    }),
  },
];

interface About {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly today: Today;
}

const view = (about: About): Html => {
  const { page, visit, today } = about;
  const { language } = visit;
  const w = todayWords[language];
  const day = dayOf(today.now, paris);
  return html`<div id="live" data-live>
<header><p class="kicker">${w.today}</p><h1 class="day">${weekdayText(day, language)} ${dayText(day, language)}</h1></header>
${answer(about)}
<section aria-labelledby="glance"><h2 id="glance" class="hidden">${w.glance}</h2>${tiles(about)}<p class="after"><a href="/reports/today">${w.leaving}</a></p></section>
${today.alarms.length > 0 && html`<section aria-labelledby="alarms"><h2 id="alarms">${w.alarmsTitle}</h2><ul class="needs">${today.alarms.map((a) => alarm(a, about))}</ul></section>`}
${today.held.length > 0 && html`<section aria-labelledby="held"><h2 id="held">${w.heldTitle}</h2><ul class="plain">${today.held.map((h) => html`<li><strong>${h.name}</strong> ${w.heldBy(h.by, h.reason)}, ${hour(h.at, { now: today.now, language })}</li>`)}</ul></section>`}
${today.needs.length > 0 && html`<section aria-labelledby="needs"><h2 id="needs">${w.first}</h2><ul class="needs">${today.needs.map((n) => need(n, about))}</ul>${today.more && html`<p class="small">${w.more}</p>`}</section>`}
<section aria-labelledby="latest"><h2 id="latest">${w.latest}</h2>${depositTable(today.latest, { page, visit, now: today.now })}<p class="after"><a href="/deposits">${w.all}</a></p></section>
</div>`;
};

const answer = ({ page, visit, today }: About): Html => {
  const w = todayWords[visit.language];
  const { needs, alarms, counts, problems, toAssign } = today;
  const under = counts.leaving + counts.sent;
  const titles = [
    ...(needs.length > 0 ? [w.answer.needs(needs.length)] : []),
    ...(alarms.length > 0 ? [w.answer.alarms(alarms.length)] : []),
  ];
  const quiet = under > 0 ? w.answer.waiting(under) : w.answer.good;
  const tone: Tone = toneOf(today);
  return html`<section class="answer ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div><h2>${titles.length > 0 ? titles.join(", ") : quiet}</h2>
${problems.length > 0 && html`<p><a href="/agent">${w.lines.problems(problems.length)}</a></p>`}
${toAssign > 0 && html`<p><a href="/receipts">${w.lines.toAssign(toAssign)}</a></p>`}
</div></section>`;
};

const toneOf = ({ needs, alarms, counts, problems, toAssign }: Today): Tone => {
  const tones = needs.map((n) => situationTone(situation(n.deposit).is));
  if (tones.includes("bad") || alarms.some((a) => a.cause !== "ar-late")) return "bad";
  if (healthOf(problems).is === "fails") return "bad";
  if (needs.length + alarms.length + problems.length + toAssign > 0) return "attention";
  return counts.leaving + counts.sent > 0 ? "waiting" : "good";
};

const tiles = ({ visit, today }: About): Html => {
  const w = todayWords[visit.language];
  const day = dayOf(today.now, paris);
  const shown = [
    ["leaving", today.counts.leaving, "/deposits?group=leaving"],
    ["sent", today.counts.sent, "/deposits?group=sent"],
    ["registered", today.counts.registered, `/deposits?group=registered&moved=${day}`],
    ["refused", today.counts.refused, `/deposits?group=refused&moved=${day}`],
    ["late", today.late, today.late > 0 ? "#alarms" : "/deposits?group=sent"],
    ["read", today.counts.read, "/deposits?group=read"],
    ["uncertain", today.counts.uncertain, "/deposits?group=uncertain"],
    ["held", today.counts.held, "/deposits?group=held"],
  ] as const;
  return html`<ul class="tiles">${shown.map(([name, count, href]) => {
    const [title, what] = w.tiles[name];
    const tone = name === "late" ? "bad" : groupTone[name];
    return html`<li><a class="tile ${count > 0 ? tone : "none"}" href="${href}"><span class="n">${count}</span> <span class="name">${title}</span> <span class="small">${what}</span></a></li>`;
  })}</ul>`;
};

const alarm = (a: OpenAlarm, { page, visit, today }: About): Html => {
  const { language } = visit;
  const w = todayWords[language];
  const { what, next } = faults[a.cause][language];
  const contact = a.address === undefined ? undefined : page.papers.contactOf(a.address);
  const tone: Tone = a.cause === "ar-late" || a.cause === "deadline-near" ? "attention" : "bad";
  return html`<li class="need ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div>
<h3>${subjectText({ code: a.cause, about: a.about }, language)}</h3><p>${french(what)}</p><p class="next">${isForTerminal(next) ? w.callAndAnswer : french(next)}</p>
<p class="small">${w.declarations(a.count)}, ${w.since} ${hour(a.due, { now: today.now, language })}${a.deposits.map((id) => html` <a href="/deposits/${id}">${id}</a>`)}${contact !== undefined && html` · ${w.call} ${contact}`}${a.cause === "not-produced" && html` · <a href="/reports/missing">${w.otherwise}</a>`}</p>
</div></li>`;
};

const need = ({ deposit, until }: Need, { page, visit, today }: About): Html => {
  const { language } = visit;
  const w = todayWords[language];
  const s = situation(deposit);
  const { title, sentence, next } = situationText(s, language);
  const tone = situationTone(s.is);
  const { stage, claimed, id } = deposit;
  // Why it is held says more than that it is.
  const held = stage.is === "held" ? faults[stage.hold.because][language] : undefined;
  const isBack = s.is === "refuse-par-le-serveur" || s.is === "non-remis";
  const rest = isBack ? halfSentNext(deposit, language) : undefined;
  const calendar = page.world.dossiers.get(claimed.dossier)?.calendar ?? frenchCalendar;
  const steps = page.papers.steps({ deposit, calendar, language });
  const advice = held?.next ?? steps?.join(" ") ?? rest ?? next;
  const isAsked = s.is === "incertain" || stage.is === "held" || deposit.heldBy !== undefined;
  return html`<li class="need ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div>
<h3><a href="/deposits/${id}">${claimed.name}</a> <span class="small">${id} · ${claimed.dossier}</span></h3>
<p><strong>${title}.</strong> ${french(held?.what ?? sentence)}</p><p class="next">${isForTerminal(advice) ? w.answerHere : french(advice)}</p>
<p class="small">${hour(deposit.lastAt, { now: today.now, language })}${until !== undefined && html` · ${until < today.now ? w.untilPast : w.until} ${hour(until, { now: today.now, language })}`}</p>
</div><a class="button" href="/deposits/${id}${isAsked && "#decision"}" aria-label="${isAsked ? w.decide : w.see} ${id}">${isAsked ? w.decide : w.see}</a></li>`;
};
