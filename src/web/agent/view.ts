/** The agent's page: its problems first, each with what to do, then its dossiers, then what an administrator may change. */

import { subjectText } from "../../domain/due/alarms.ts";
import { faults } from "../../domain/faults.ts";
import { type Health, healthOf, type Weighed, weighed } from "../../domain/health.ts";
import type { ClientHold } from "../../domain/hold/client.ts";
import type { Instant } from "../../domain/ids.ts";
import { changedPrograms, type SealProgram } from "../../domain/seal.ts";
import type { Tone } from "../../domain/situations.ts";
import { knownPrograms } from "../../journey/known-programs.ts";
import { type Html, html, type Part } from "../html.ts";
import { type Said, saidLine } from "../visit/fields.ts";
import { french, hour } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageProblem, PageWorld } from "../world.ts";
import { known } from "./scopes.ts";
import { agentWords } from "./words.ts";

interface About {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly now: Instant;
}

export const agentView = async (
  given: Omit<About, "now"> & { readonly said: Said | undefined },
): Promise<Html> => {
  const { page, visit, said } = given;
  const about = { ...given, now: page.world.clock.now() };
  const w = agentWords[visit.language];
  const problems = weighed(page.problems());
  const { is, critical, warnings } = healthOf(problems);
  const tone = tones[is];
  const title =
    is === "fails" ? w.fails(critical, warnings) : is === "warns" ? w.warns(warnings) : w.works;
  const mayChange = visit.session.role === "administrator";
  return html`<div id="live" data-live><h1>${w.title}</h1>
${saidLine(said)}
<section class="answer ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div><h2>${title}</h2><p class="small">Facteur ${page.version}</p></div></section>
${problems.length > 0 && html`<section aria-labelledby="problems"><h2 id="problems">${w.problems}</h2><ul class="needs">${problems.map((p) => problem(p, about, mayChange))}</ul></section>`}
${mayChange && (await seals(about))}
<section aria-labelledby="dossiers"><h2 id="dossiers">${w.dossiers}</h2>${dossiers(about)}</section>
${holds(about, mayChange)}
${mayChange ? hold(about) : html`<p class="small after">${w.clerk}</p>`}
<section aria-labelledby="identities"><h2 id="identities">${w.identities}</h2>${trips(about)}</section></div>`;
};

const tones: Readonly<Record<Health["is"], Tone>> = {
  works: "good",
  warns: "attention",
  fails: "bad",
};

/** When each identity last did what it is there for. */
const trips = ({ page, visit, now }: About): Html => {
  const { language } = visit;
  const w = agentWords[language].trips;
  const of = new Map(page.trips().map((trip) => [trip.identity, trip]));
  const at = (instant: Instant | undefined): Part =>
    instant === undefined ? w.never : hour(instant, { now, language });
  return html`<table class="deposits"><thead><tr><th scope="col">${w.identity}</th><th scope="col" class="hour">${w.read}</th><th scope="col" class="hour">${w.accepted}</th><th scope="col" class="hour">${w.answered}</th></tr></thead>
<tbody>${[...page.world.senders.values()].map((s) => {
    const trip = of.get(s.name);
    return html`<tr><th scope="row">${s.name}<span class="small">${s.displayName} &lt;${s.address}&gt;</span></th><td>${at(trip?.readAt)}</td><td>${at(trip?.acceptedAt)}</td><td>${at(trip?.answeredAt)}</td></tr>`;
  })}</tbody></table>`;
};

const problem = (
  p: Weighed<PageProblem>,
  { page, visit, now }: About,
  mayChange: boolean,
): Html => {
  const { language, session } = visit;
  const w = agentWords[language];
  const { what, next } = faults[p.code][language];
  const isMarked = p.code === "dossier-taken" || p.code === "dossier-copy";
  const deposit = /^(D\d+)/u.exec(p.about)?.[1];
  const body = html`<p>${w.takeWhat(p.about)}</p><p><button class="button risky">${w.take}</button></p>`;
  const tone = p.severity === "critical" ? "bad" : "attention";
  const { times = 1, stands = true, dependsOn } = p;
  return html`<li class="need ${tone}"><span class="sign" aria-hidden="true">${page.papers.sign(tone)}</span><div>
<h3>${deposit === undefined ? subjectText(p, language) : html`<a href="/deposits/${deposit}">${p.about}</a>`} <span class="small">${tone === "bad" && html`${w.critical}, `}<code>${p.code}</code>, ${w.since} ${hour(p.since, { now, language })}</span></h3>
<p>${french(what)}</p><p class="small"><code>${p.said}</code></p>${dependsOn ? html`<p class="next">${w.follows} ${dependsOn.about} <code>${dependsOn.code}</code></p>` : html`<p class="next">${french(next)}</p>`}${times > 1 && html`<p class="small">${w.comesAndGoes(times, stands)}</p>`}
${mayChange && isMarked && press({ session, action: "/agent/dossiers", hidden: { name: p.about }, body })}
</div></li>`;
};

const dossiers = ({ page, visit, now }: About): Html => {
  const { language } = visit;
  const w = agentWords[language];
  const { world } = page;
  return html`<table class="deposits"><thead><tr><th scope="col">${w.columns.dossier}</th><th scope="col">${w.columns.client}</th><th scope="col">${w.columns.mode}</th><th scope="col">${w.columns.held}</th></tr></thead>
<tbody>${[...world.dossiers.values()].map((d) => {
    const hold = world.holds.on(d.name);
    return html`<tr><th scope="row"><a href="/deposits?dossier=${encodeURIComponent(d.name)}">${d.name}</a></th><td>${d.client ?? "–"}</td><td>${w.modes[d.mode]}</td><td>${hold ? html`${w.heldBy(hold.by, hold.reason)}, ${hour(hold.at, { now, language })}` : "–"}</td></tr>`;
  })}</tbody></table>`;
};

const nameOf = ({ scope, name }: Pick<ClientHold, "scope" | "name">, visit: Visit): string =>
  agentWords[visit.language][scope](name);

const holds = ({ page, visit, now }: About, mayChange: boolean): Html | undefined => {
  const { language, session } = visit;
  const w = agentWords[language];
  const { open } = page.world.holds;
  if (open.length === 0) return undefined;
  return html`<section aria-labelledby="held"><h2 id="held">${w.held}</h2><ul class="needs">${open.map(
    (h, n) => {
      const hidden = { order: "release", scope: `${h.scope} ${h.name}` };
      const body = html`<p class="why"><label for="release-${n}">${w.reason}</label><input id="release-${n}" name="reason" required maxlength="1000" autocomplete="off"></p><p><button class="button" aria-label="${w.release} ${nameOf(h, visit)}">${w.release}</button></p>`;
      return html`<li class="need attention rows"><span class="sign" aria-hidden="true">!</span><div><h3>${nameOf(h, visit)}</h3><p>${w.heldBy(h.by, h.reason)}, ${hour(h.at, { now, language })}</p>${mayChange && press({ session, action: "/agent/holds", hidden, body })}</div></li>`;
    },
  )}</ul></section>`;
};

const hold = ({ page, visit }: About): Html => {
  const { session, language } = visit;
  const w = agentWords[language];
  const body = html`<div class="fields"><p><label for="scope">${w.scope}</label><select id="scope" name="scope">${known(page).map((s) => html`<option value="${s.scope} ${s.name}">${nameOf(s, visit)}</option>`)}</select></p>
<p class="why"><label for="hold-why">${w.reason}</label><input id="hold-why" name="reason" required maxlength="1000" autocomplete="off"></p><p><button class="button risky">${w.hold}</button></p></div>`;
  return html`<section class="choose quiet"><details><summary>${w.hold}</summary><p>${w.holdWhat}</p>${press({ session, action: "/agent/holds", hidden: { order: "hold" }, body })}</details></section>`;
};

/** Only what a person must look at: an external sealing whose programs or keys are not those that are known. */
const seals = async ({ page, visit, now }: About): Promise<Html | undefined> => {
  const w = agentWords[visit.language];
  const shown: Html[] = [];
  for (const sealer of page.world.sealers.values()) {
    const before = await knownPrograms(page.world, sealer.name);
    if (!before) continue;
    const { programs } = await sealer.inspect(now);
    const changes = changedPrograms(before.programs, programs);
    if (changes.length > 0)
      shown.push(changedSeal(visit, { name: sealer.name, changes, programs }));
  }
  if (shown.length === 0) return undefined;
  return html`<section aria-labelledby="seals"><h2 id="seals">${w.seals}</h2><ul class="choices">${shown}</ul></section>`;
};

const changedSeal = (
  { session, language }: Visit,
  about: {
    readonly name: string;
    readonly changes: readonly string[];
    readonly programs: readonly SealProgram[];
  },
): Html => {
  const w = agentWords[language];
  const { name, changes, programs } = about;
  const body = html`<p>${w.changed(name)}</p><ul>${changes.map((line) => html`<li>${line}</li>`)}</ul><p class="why"><label for="seal-${name}">${w.reason}</label><input id="seal-${name}" name="reason" required maxlength="1000" autocomplete="off"></p><p><button class="button risky">${w.accept}</button></p>`;
  const hidden = { sealer: name, programs: JSON.stringify(programs) };
  return html`<li>${press({ session, action: "/agent/keys", hidden, body })}</li>`;
};
