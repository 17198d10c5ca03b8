/** What organisms must be told of the register, the letters that do so, and a person's word that one is gone. */

import { limits } from "../../domain/limits.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { imposedModes } from "../../domain/register/announce.ts";
import { type Entry, employerIn, organismIn } from "../../domain/register/entry.ts";
import { announcementLetter, changeText } from "../../domain/register/letter.ts";
import { asError } from "../../foundation/errors.ts";
import { announcements, unusedAdhesions } from "../../journey/register/announce.ts";
import { standing } from "../../journey/register.ts";
import { documentAnswer } from "../deposit/documents.ts";
import { type Html, html } from "../html.ts";
import { textField, wrongLine } from "../visit/fields.ts";
import { textOf } from "../visit/kept.ts";
import { dayText, french, inFrench } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import { type Answer, missing, type Route, type Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { namesIn } from "./places.ts";
import { registerWords } from "./words.ts";

export const announceRoutes: readonly Route[] = [
  { method: "GET", path: "/register/announce", answer: (page, visit) => list(page, visit) },
  { method: "GET", path: "/register/letter/:name", answer: (page, visit) => letter(page, visit) },
  {
    method: "POST",
    path: "/register/announced",
    at: () => "/register/announce",
    answer: (page, visit) => gone(page, visit),
  },
];

/** On the register's own page: where to look, once there is an employer at all. */
export const announceSection = (visit: Visit, entries: readonly Entry[]): Html | undefined => {
  const w = registerWords[visit.language].announce;
  if (!entries.some((e) => e.table === "employeurs")) return undefined;
  return html`<section aria-labelledby="announce"><h2 id="announce">${w.title}</h2><p>${w.what}</p><p class="after"><a class="button" href="/register/announce">${registerWords[visit.language].show}</a></p></section>`;
};

const worldOf = ({ world }: PageWorld) => ({
  journal: world.journal,
  store: world.store,
  key: world.agent.key,
  now: world.clock.now(),
});

const list = async (page: PageWorld, visit: Visit, wrong?: string): Promise<Answer> => {
  const { language } = visit;
  const w = registerWords[language];
  const world = worldOf(page);
  const entries = await standing(page.world);
  const nameOf = namesIn(entries);
  const found = await announcements(world);
  const unused = await unusedAdhesions(world);
  const imposed = imposedModes(entries, page.world.known.tables, parisDay(world.now));
  const whom = (siret: string): string => [nameOf(siret), siret].filter(Boolean).join(", ");
  const body = html`<h1>${w.announce.title}</h1><p class="facts">${w.announce.what}</p><p class="papers"><a href="/register">${w.all}</a></p>
${wrongLine(wrong)}
${found.length + unused.length + imposed.length === 0 && html`<p class="empty">${w.announce.none}</p>`}
<ul class="needs">${found.map(
    (
      one,
      n,
    ) => html`<li class="need attention"><span class="sign" aria-hidden="true">!</span><div><h3>${one.organism} <span class="small">${whom(one.siret)}</span></h3><p class="small">${w.announce.since} ${dayText(parisDay(one.since), language)}</p>
<ul${inFrench(language)}>${one.changes.map((change) => html`<li>${french(changeText(change))}</li>`)}</ul>
<p class="papers"><a href="${letterHref(one, "pdf")}">${w.announce.letter}</a> <a href="${letterHref(one, "html")}">HTML</a> <a href="${letterHref(one, "txt")}">TXT</a></p>
${press({ session: visit.session, action: "/register/announced", hidden: { siret: one.siret, organism: one.organism }, body: html`<div class="fields">${textField({ id: `why-${n}`, name: "reason", label: w.reason })}<p><button class="button" aria-label="${w.announce.button} : ${one.organism}, ${whom(one.siret)}">${w.announce.button}</button></p></div>` })}</div></li>`,
  )}
${imposed.map((one) => html`<li class="need attention"><span class="sign" aria-hidden="true">!</span><div><h3>${one.organism} <span class="small">${whom(one.siret)}</span></h3><p${inFrench(language)}>${french(one.said)}</p><p class="small">${one.euros} € (${one.year}) · <span${inFrench(language)}>${french(one.source)}</span></p></div></li>`)}
${unused.map((one) => html`<li class="need waiting"><span class="sign" aria-hidden="true">…</span><div><h3>${one.organism} <span class="small">${whom(one.siret)}</span></h3><p>${w.announce.unused[one.is]}</p></div></li>`)}</ul>`;
  const status = wrong === undefined ? {} : { status: 409 };
  return { is: "page", here: "register", title: w.announce.title, body, ...status };
};

const letterHref = (
  { siret, organism }: { readonly siret: string; readonly organism: string },
  ending: string,
): string =>
  `/register/letter/lettre.${ending}?${new URLSearchParams({ siret, organism }).toString()}`;

/** Only of what stands to be announced now. */
const letter = async (page: PageWorld, { query, params }: Visit): Promise<Answer> => {
  const [siret, organism] = [query.get("siret"), query.get("organism")];
  const world = worldOf(page);
  const all = await announcements(world);
  const found = all.find((one) => one.siret === siret && one.organism === organism);
  if (!found) return missing;
  const today = parisDay(world.now);
  const made = announcementLetter({ ...found, entries: await standing(page.world), today });
  const name = `${today}-${found.organism}-${found.siret}.pdf`;
  return documentAnswer(page.papers.letter(made, world.now), params["name"] ?? "", name);
};

const gone = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const { fields } = visit.form;
  const [siret = "", organism = ""] = [fields.get("siret"), fields.get("organism")];
  const entries = await standing(page.world);
  const isKnown =
    employerIn(entries, siret) !== undefined && organismIn(entries, organism) !== undefined;
  if (!isKnown) return missing;
  const reason = textOf(visit, "reason", limits.orderReasonCharsMax);
  try {
    await page.order("announced", { siret, organism, by: visit.session.name, reason });
  } catch (cause) {
    return list(page, visit, asError(cause).message);
  }
  return { is: "go", to: "/register?done=announced" };
};
