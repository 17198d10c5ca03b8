/** What an administrator sends about the register: a row added or changed, a row removed, whole tables. */
import { limits } from "../../domain/limits.ts";
import { type Entry, keyText, valueOf } from "../../domain/register/entry.ts";
import { columnsOf, isRegisterTable, type RegisterTable } from "../../domain/register/kinds.ts";
import type { RegisterProblem } from "../../domain/register/problem.ts";
import { asError } from "../../foundation/errors.ts";
import { standing, standingRows } from "../../journey/register.ts";
import { html } from "../html.ts";
import type { Said } from "../visit/fields.ts";
import { keptFile } from "../visit/kept.ts";
import { type Answer, missing, type Route, type Upload, type Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { type Changed, importTables, putRow, removeRow, standsThere } from "./change.ts";
import { entryNamed, rowHref } from "./places.ts";
import { rowView } from "./row.ts";
import { registerWords } from "./words.ts";

export interface RowAsked {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly named: Entry;
  /** What somebody typed; absent: what stands there. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly problems: readonly RegisterProblem[];
  readonly said: Said | undefined;
  readonly status?: number;
}

/** The pages that an answer is shown on. */
interface Pages {
  index(
    page: PageWorld,
    visit: Visit,
    problems?: readonly RegisterProblem[],
    said?: Said,
  ): Promise<Answer>;
  row(asked: RowAsked): Promise<Answer>;
}

const role = "administrator";

export const editRoutes = (pages: Pages): readonly Route[] => [
  {
    method: "GET",
    path: "/register/:table/new",
    role,
    answer: (page, visit) => fresh(page, visit),
  },
  {
    method: "POST",
    path: "/register/tables",
    at: () => "/register",
    role,
    // Tables, and the scans that they name.
    uploadBytesMax: limits.registerTableBytesMax + limits.mailBytesMax,
    answer: (page, visit) => imported(pages, page, visit),
  },
  {
    method: "POST",
    path: "/register/:table",
    at: rowPage,
    role,
    uploadBytesMax: limits.mailBytesMax,
    answer: (page, visit) => saved(pages, page, visit),
  },
  {
    method: "POST",
    path: "/register/:table/remove",
    at: rowPage,
    role,
    answer: (page, visit) => removed(pages, page, visit),
  },
];

/** A row that did not stand there yet has no page of its own. */
const rowPage = (visit: Visit): string => {
  const { form, params } = visit;
  const table = tableOf(visit);
  if (!table || !form.fields.has("seen")) return `/register/${params["table"] ?? ""}/new`;
  return rowHref(entryNamed(table, (name) => form.fields.get(name)));
};

const tableOf = ({ params }: Visit): RegisterTable | undefined => {
  const name = params["table"] ?? "";
  return isRegisterTable(name) ? name : undefined;
};

/** An empty row; what the address says of it is filled in. */
const fresh = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const table = tableOf(visit);
  if (!table) return missing;
  const w = registerWords[visit.language];
  const entries = await standing(page.world);
  const values = Object.fromEntries(
    columnsOf(table).map((c) => [c.name, visit.query.get(c.name) ?? ""]),
  );
  const shown = { visit, table, entries, row: undefined, values, problems: [] };
  const body = html`<h1>${w.add} <span class="small">${table}</span></h1>${rowView(shown)}`;
  return { is: "page", here: "register", title: `${w.add} ${table}`, body };
};

const saved = async (pages: Pages, page: PageWorld, visit: Visit): Promise<Answer> => {
  const table = tableOf(visit);
  if (!table) return missing;
  const { fields } = visit.form;
  const w = registerWords[visit.language];
  const named = entryNamed(table, (name) => fields.get(name));
  const rows = await standingRows(page.world);
  const before = rows.find((one) => keyText(one.entry) === keyText(named));
  const scan = await scanGiven(page, visit, before?.entry);
  const typed = { ...typedIn(table, fields), ...("value" in scan ? { fichier: scan.value } : {}) };
  const refuse = (text: string, problems: readonly RegisterProblem[] = []): Promise<Answer> =>
    pages.row({ page, visit, named, typed, problems, said: { tone: "bad", text }, status: 409 });
  if ("wrong" in scan) return refuse(scan.wrong);
  const seen = fields.get("seen");
  if (seen === undefined && before) return refuse(w.there);
  if (seen !== undefined && !before) return refuse(w.gone);
  if (before && seen !== String(before.row.seq)) return refuse(w.moved);
  const entry = { table, values: { ...typed, ...named.values } };
  const asked = { page, visit, standing: rows.map((one) => one.entry) };
  const changed = await attempted(() => putRow(asked, entry));
  if ("failed" in changed) return refuse(changed.failed);
  if (changed.is === "refused") return refuse("", changed.problems);
  return { is: "go", to: rowHref(entry, { done: changed.is === "same" ? "same" : "yes" }) };
};

/** Longer than any cell may be: what is wrong with it is told, and it is not stored. */
const cellCharsMax = 2_000;

const typedIn = (
  table: RegisterTable,
  fields: ReadonlyMap<string, string>,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    columnsOf(table)
      .filter((c) => c.name !== "fichier")
      .map((c) => [c.name, (fields.get(c.name) ?? "").trim().slice(0, cellCharsMax)]),
  );

/** The paper that is named from now on: another one, the same, or none. */
const scanGiven = async (
  page: PageWorld,
  visit: Visit,
  before: Entry | undefined,
): Promise<{ readonly value: string } | { readonly wrong: string } | object> => {
  const w = registerWords[visit.language].scan;
  const kept = await keptFile(page, visit, "fichier");
  switch (kept.is) {
    case "kept":
      return { value: `sha256:${kept.sha256}` };
    case "none":
      return visit.form.fields.get("drop") === "yes" || !before
        ? {}
        : { value: valueOf(before, "fichier") };
    case "large":
      return { wrong: w.large };
    case "empty":
      return { wrong: w.empty };
  }
};

const removed = async (pages: Pages, page: PageWorld, visit: Visit): Promise<Answer> => {
  const table = tableOf(visit);
  if (!table) return missing;
  const { fields } = visit.form;
  const w = registerWords[visit.language];
  const rows = await standingRows(page.world);
  const entries = rows.map((one) => one.entry);
  const named = entryNamed(table, (name) => fields.get(name));
  const entry = standsThere(entries, named);
  if (!entry) return { is: "go", to: `/register/${table}?done=removed` };
  const refuse = (text: string, problems: readonly RegisterProblem[] = []): Promise<Answer> =>
    pages.row({ page, visit, named, problems, said: { tone: "bad", text }, status: 409 });
  const seq = rows.find((one) => one.entry === entry)?.row.seq;
  if (fields.get("seen") !== String(seq)) return refuse(w.moved);
  const all = fields.get("all") === "yes";
  const changed = await attempted(() => removeRow({ page, visit, standing: entries }, entry, all));
  if ("failed" in changed) return refuse(changed.failed);
  if (changed.is === "refused") return refuse("", changed.problems);
  return { is: "go", to: `/register/${table}?done=removed` };
};

const imported = async (pages: Pages, page: PageWorld, visit: Visit): Promise<Answer> => {
  const { form, language } = visit;
  const w = registerWords[language];
  const files = form.files.get("files") ?? [];
  const tables = files.filter(isTable);
  const bad = (text: string): Promise<Answer> =>
    pages.index(page, visit, [], { tone: "bad", text });
  if (tables.length === 0) return bad(w.import.noFile);
  const large = tables.find((f) => f.bytes.length > limits.registerTableBytesMax);
  if (large) return bad(`${large.name} ${w.import.large}`);
  const named = form.fields.get("table") ?? "";
  const only = isRegisterTable(named) && tables.length === 1 ? { table: named } : {};
  const given = tables.map(({ name, bytes }) => ({ file: name, bytes, ...only }));
  const papers = files.filter((f) => !isTable(f) && f.bytes.length <= limits.mailBytesMax);
  const checkOnly = form.fields.get("check") === "yes";
  const asked = { page, visit, standing: await standing(page.world) };
  const changed = await attempted(() => importTables(asked, { tables: given, papers, checkOnly }));
  if ("failed" in changed) return bad(changed.failed);
  if (changed.is === "refused") return pages.index(page, visit, changed.problems);
  if (changed.is === "checked")
    return pages.index(page, visit, [], { tone: "good", text: w.import.right(changed.put) });
  return { is: "go", to: `/register?done=${changed.is === "same" ? "same" : "yes"}` };
};

const isTable = ({ name }: Upload): boolean => /\.(?:csv|tsv|txt)$/iu.test(name);

const attempted = async (
  change: () => Promise<Changed>,
): Promise<Changed | { readonly failed: string }> => {
  try {
    return await change();
  } catch (cause) {
    return { failed: asError(cause).message };
  }
};
