/** One row of the register: what it says and who wrote it; for an administrator, a form with each error beside its field. */
import { parisDay, parisIso } from "../../domain/paris-time.ts";
import { day, text } from "../../domain/register/column.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { type Column, columnsOf, type RegisterTable } from "../../domain/register/kinds.ts";
import type { RegisterProblem } from "../../domain/register/problem.ts";
import { naming } from "../../journey/register.ts";
import { type Html, html } from "../html.ts";
import { choiceField, fileField, textField } from "../visit/fields.ts";
import { dayText, facts, french } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import type { Visit } from "../visit/visit.ts";
import { mayEdit } from "./view.ts";
import { registerWords } from "./words.ts";

/** Who wrote a row last. */
export interface Written {
  readonly by: string;
  readonly reason: string;
  readonly at: number;
}

export interface RowShown {
  readonly visit: Visit;
  readonly table: RegisterTable;
  /** All that stands in the register. */
  readonly entries: readonly Entry[];
  /** Absent: a row to be added. */
  readonly row:
    | { readonly entry: Entry; readonly seq: number; readonly written: Written }
    | undefined;
  /** What the fields hold: the row, or what somebody typed and must correct. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly RegisterProblem[];
}

export const rowView = (shown: RowShown): Html => {
  const { visit, table, row } = shown;
  const w = registerWords[visit.language];
  return html`<p class="papers"><a href="/register/${table}">${w.back(table)}</a> <a href="/register">${w.all}</a></p>
${mayEdit(visit) ? editForm(shown) : row && readOnly(visit, row.entry)}
${row && writtenLine(visit, row.written)}
${scanLink(shown)}
${mayEdit(visit) && row && removeForm(shown, row)}`;
};

const readOnly = (visit: Visit, entry: Entry): Html => {
  const rows = columnsOf(entry.table)
    .filter(({ name }) => valueOf(entry, name) !== "" && name !== "fichier")
    .map((c) => [c.told[visit.language], valueOf(entry, c.name)] as const);
  return html`${facts(rows)}<p class="small after">${registerWords[visit.language].adminOnly}</p>`;
};

const writtenLine = ({ language }: Visit, { by, reason, at }: Written): Html => {
  const when = `${dayText(parisDay(at), language)}, ${parisIso(at).slice(11, 16)}`;
  return html`<p class="small after">${registerWords[language].changed(by, reason)} ${when}</p>`;
};

const scanLink = ({ visit, row }: RowShown): Html | undefined => {
  const hash = row && scanIn(row.entry);
  const w = registerWords[visit.language].scan;
  return hash
    ? html`<p class="papers"><a href="/register/scan/${hash}">${w.read}</a></p>`
    : undefined;
};

export const scanIn = (entry: Entry): string | undefined =>
  /^sha256:([0-9a-f]{64})$/u.exec(valueOf(entry, "fichier"))?.[1];

const editForm = (shown: RowShown): Html => {
  const { visit, table, row } = shown;
  const { language, session } = visit;
  const w = registerWords[language];
  const columns = columnsOf(table);
  const body = html`<div class="grid">${columns.map((c) => field(c, shown))}</div>
<div class="fields">${textField({ id: "reason", name: "reason", label: w.reason })}<p><button class="button">${w.save}</button></p></div>`;
  const upload = columns.some((c) => c.name === "fichier") ? { upload: true as const } : {};
  const hidden = row ? { seen: String(row.seq) } : {};
  return html`<div class="card">${press({ session, action: `/register/${table}`, hidden, body, ...upload })}</div>`;
};

/** One list to choose from holds so many; beyond, one types. */
const listedMax = 300;

const field = (c: Column, shown: RowShown): Html => {
  const { visit, row, values, problems, entries } = shown;
  const { language } = visit;
  const value = values[c.name] ?? "";
  const wrong = problems.find((p) => p.column === c.name)?.told[language];
  const needed = c.is !== undefined;
  const about = {
    id: `f-${c.name}`,
    name: c.name,
    label: labelOf(c, visit),
    value,
    needed,
    ...(wrong === undefined ? {} : { wrong }),
  };
  if (c.name === "fichier") return scanField(shown, about);
  if (row && c.is === "key") return textField({ ...about, readOnly: true });
  const words = c.refers === "organismes" ? organismsIn(entries) : c.cell.words;
  if (words && words.length > 0 && words.length <= listedMax) {
    const known = value === "" || words.includes(value) ? words : [value, ...words];
    const options = [
      { value: "", text: "–" },
      ...known.map((word) => ({ value: word, text: word })),
    ];
    return choiceField({ ...about, options });
  }
  // What a browser's calendar could not show is typed again, and told what was wrong with it.
  if (c.cell === day && wrong === undefined) return textField({ ...about, type: "date" });
  // Any line of text may stand there: nothing to explain.
  return c.cell === text
    ? textField(about)
    : textField({ ...about, hint: french(c.cell.told[language]) });
};

const labelOf = (c: Column, { language }: Visit): string => {
  const told = french(c.told[language]);
  const needed = c.is === undefined ? "" : `, ${registerWords[language].needed}`;
  return `${told.slice(0, 1).toUpperCase()}${told.slice(1)} (${c.name}${needed})`;
};

const scanField = (
  { visit, row }: RowShown,
  { id, label }: { readonly id: string; readonly label: string },
): Html => {
  const w = registerWords[visit.language].scan;
  const kept = row && scanIn(row.entry);
  return html`${fileField({ id, name: "fichier", label: kept ? `${w.replace} (fichier)` : label })}${kept && html`<p><label class="tick"><input type="checkbox" name="drop" value="yes"> ${w.drop}</label></p>`}`;
};

const organismsIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap((e) => (e.table === "organismes" ? [valueOf(e, "code")] : []));

const removeForm = (
  { visit, table, entries }: RowShown,
  { entry, seq }: { readonly entry: Entry; readonly seq: number },
): Html => {
  const { language, session } = visit;
  const w = registerWords[language];
  const isNamed = table === "organismes" || table === "employeurs";
  const others = isNamed ? naming(entry, entries).length : 0;
  const keys = Object.fromEntries(
    columnsOf(table)
      .filter((c) => c.is === "key")
      .map((c) => [c.name, valueOf(entry, c.name)]),
  );
  const body = html`<p>${w.removeWhat}</p>${others > 0 && html`<p><label class="tick"><input type="checkbox" name="all" value="yes"> ${w.removeAll(others)}</label></p>`}
${textField({ id: "remove-why", name: "reason", label: w.reason })}<p><button class="button risky">${w.remove}</button></p>`;
  const hidden = { ...keys, seen: String(seq) };
  return html`<section class="choose quiet"><details><summary>${w.remove}</summary>${press({ session, action: `/register/${table}/remove`, hidden, body })}</details></section>`;
};
