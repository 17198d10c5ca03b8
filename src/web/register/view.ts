/** The register's pages: its tables, the rows of one, all about one employer or organism, what must be announced. */

import { plain } from "../../domain/declaration.ts";
import { limits } from "../../domain/limits.ts";
import { type Entry, isAbout, valueOf } from "../../domain/register/entry.ts";
import {
  columnsOf,
  keysOf,
  type RegisterTable,
  registerTableNames,
  registerTables,
} from "../../domain/register/kinds.ts";
import { type Html, html } from "../html.ts";
import { shellWords } from "../shell-words.ts";
import { choiceField, fileField, textField } from "../visit/fields.ts";
import { french } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import { namesIn, rowHref, rowTitle } from "./places.ts";
import { registerWords } from "./words.ts";

export const mayEdit = ({ session }: Visit): boolean => session.role === "administrator";

export const overview = (
  visit: Visit,
  entries: readonly Entry[],
  announce: Html | undefined,
): Html => {
  const { language } = visit;
  const w = registerWords[language];
  const counts = new Map<RegisterTable, number>();
  for (const { table } of entries) counts.set(table, (counts.get(table) ?? 0) + 1);
  return html`<p class="facts">${w.intro}</p>
${entries.length === 0 && html`<p class="empty">${w.empty}</p>`}
<form class="search card" action="/register/about"><p class="grow"><label for="subject">${w.subject}</label><input id="subject" name="subject" type="search" required placeholder="${w.subjectHint}" autocomplete="off"></p><p><button class="button">${w.show}</button></p></form>
<section aria-labelledby="tables"><h2 id="tables">${w.tables}</h2><table class="deposits"><thead><tr>${w.tableColumns.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${registerTableNames.map(
    (table) =>
      html`<tr><th scope="row"><a href="/register/${table}">${table}</a><span class="small">${french(registerTables[table].told[language])}</span></th><td>${w.rows(counts.get(table) ?? 0)}</td><td><span class="papers"><a href="/register/${table}.csv" aria-label="${w.csv} ${table}">${w.csv}</a>${mayEdit(visit) && html` <a href="/register/${table}/new" aria-label="${w.add} ${table}">${w.add}</a>`}</span></td></tr>`,
  )}</tbody></table></section>
${announce}
${mayEdit(visit) ? importForm(visit) : html`<p class="small after">${w.adminOnly}</p>`}`;
};

const importForm = (visit: Visit): Html => {
  const { language, session } = visit;
  const w = registerWords[language].import;
  const tables = [{ value: "", text: w.byName }].concat(
    registerTableNames.map((table) => ({ value: table, text: table })),
  );
  const body = html`<p>${w.what}</p><div class="fields">${fileField({ id: "import-files", name: "files", label: w.files, several: true, needed: true })}
${choiceField({ id: "import-table", name: "table", label: w.table, options: tables })}
${textField({ id: "import-why", name: "reason", label: registerWords[language].reason })}
<p><button class="button">${w.button}</button> <button class="quiet" name="check" value="yes">${w.check}</button></p></div>`;
  return html`<section aria-labelledby="bring"><h2 id="bring">${w.title}</h2>${press({ session, action: "/register/tables", upload: true, body })}</section>`;
};

export interface TableShown {
  readonly visit: Visit;
  readonly table: RegisterTable;
  readonly entries: readonly Entry[];
}

export const tableView = ({ visit, table, entries }: TableShown): Html => {
  const { language, query } = visit;
  const w = registerWords[language];
  const asked = (query.get("q") ?? "").trim();
  const nameOf = namesIn(entries);
  const all = entries.filter((e) => e.table === table && holds(e, asked, nameOf));
  const page = Math.max(0, Math.trunc(Number(query.get("page") ?? 0)) || 0);
  const shown = all.slice(page * limits.pageRowsMax, (page + 1) * limits.pageRowsMax);
  const at = (n: number): string =>
    `/register/${table}?${new URLSearchParams({ q: asked, page: String(n) }).toString()}`;
  const more = (page + 1) * limits.pageRowsMax < all.length;
  return html`<p class="facts">${french(registerTables[table].told[language])} · ${w.rows(all.length)}</p>
<p class="papers"><a href="/register">${w.all}</a> <a href="/register/${table}.csv">${w.csv}</a>${mayEdit(visit) && html` <a href="/register/${table}/new">${w.add}</a>`}</p>
<form class="search card" action="/register/${table}"><p class="grow"><label for="q">${w.filter}</label><input id="q" name="q" type="search" value="${asked}" autocomplete="off"></p><p><button class="button">${w.show}</button></p></form>
${rowTable(visit, shown, nameOf)}
<p class="ways">${page > 0 && html`<a href="${at(page - 1)}">${w.earlier}</a>`}${more && html`<a href="${at(page + 1)}">${w.later}</a>`}</p>`;
};

export const rowTable = (
  visit: Visit,
  entries: readonly Entry[],
  nameOf: (siret: string) => string,
): Html => {
  const w = registerWords[visit.language];
  if (entries.length === 0) return html`<p class="empty">${w.none}</p>`;
  return html`<table class="deposits register"><thead><tr><th scope="col">${w.columns[0]}</th><th scope="col">${w.columns[1]}</th></tr></thead><tbody>${entries.map(
    (e) =>
      html`<tr><th scope="row"><a href="${rowHref(e)}">${rowTitle(e, nameOf)}</a></th><td>${saysOf(e, visit)}</td></tr>`,
  )}</tbody></table>`;
};

/** All but its keys, each with its column's name. */
const saysOf = (entry: Entry, { language }: Visit): readonly Html[] => {
  const keys = keysOf(entry.table);
  return columnsOf(entry.table)
    .filter(({ name }) => !keys.includes(name) && valueOf(entry, name) !== "")
    .map(
      ({ name }) =>
        html`<span class="pair"><span class="small">${name}</span> ${name === "fichier" ? registerWords[language].scan.label : valueOf(entry, name)}</span> `,
    );
};

const holds = (entry: Entry, asked: string, nameOf: (siret: string) => string): boolean => {
  if (asked === "") return true;
  const wanted = plain(asked);
  const texts = [...Object.values(entry.values), nameOf(valueOf(entry, "siret"))];
  return texts.some((text) => plain(text).includes(wanted));
};

/** The employers and organisms that a number, a code or a part of a name means. */
export const subjectsNamed = (entries: readonly Entry[], asked: string): readonly string[] => {
  const digits = asked.replace(/\s/gu, "");
  const wanted = plain(asked);
  const fits = (id: string, name: string): boolean =>
    id === asked || id === digits || plain(id) === wanted || plain(name).includes(wanted);
  return entries.flatMap((e) => {
    if (e.table === "employeurs" && fits(valueOf(e, "siret"), valueOf(e, "raison_sociale")))
      return [valueOf(e, "siret")];
    if (e.table === "organismes" && fits(valueOf(e, "code"), valueOf(e, "nom")))
      return [valueOf(e, "code")];
    return [];
  });
};

/** All rows that name it, table by table. */
export const subjectView = (visit: Visit, entries: readonly Entry[], subject: string): Html => {
  const w = registerWords[visit.language];
  const nameOf = namesIn(entries);
  const own = entries.filter((e) => isAbout(e, subject));
  const isEmployer = own.some((e) => e.table === "employeurs");
  const prefill = isEmployer ? { siret: subject } : { organisme: subject };
  const column = isEmployer ? "siret" : "organisme";
  const addable = registerTableNames.filter((t) =>
    columnsOf(t).some((c) => c.name === column && c.refers !== undefined),
  );
  return html`<p class="papers"><a href="/register">${w.all}</a>${isEmployer && html` <a href="/qualification?q=${subject}">${shellWords[visit.language].places.qualification}</a>`}</p>
${registerTableNames.map((table) => {
  const rows = own.filter((e) => e.table === table).slice(0, limits.pageRowsMax);
  if (rows.length === 0) return undefined;
  return html`<section aria-labelledby="t-${table}"><h2 id="t-${table}">${table} <span class="small">${french(registerTables[table].told[visit.language])}</span></h2>${rowTable(visit, rows, nameOf)}</section>`;
})}
${mayEdit(visit) && html`<section aria-labelledby="add"><h2 id="add">${w.add}</h2><ul class="chips">${addable.map((table) => html`<li><a href="/register/${table}/new?${new URLSearchParams(prefill).toString()}">${table}</a></li>`)}</ul></section>`}`;
};
