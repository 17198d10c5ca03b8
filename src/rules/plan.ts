/**
 * The addressing plan (seed 002 §3.3.2: « plan d'adressage »): which address an organism takes declarations
 * at, by family, organism, format and environment. Rows are tried in order, the first that fits counts. It
 * comes from a CSV table or from sections `[adresse …]`; both are read by the same keys.
 */
import { limits } from "../domain/limits.ts";
import { type Environment, environments } from "../domain/mode.ts";
import { addressKey, type DeclaredAddress } from "../domain/wall.ts";
import { closest } from "../foundation/closest.ts";
import { decodeRuleBytes } from "./encoding.ts";
import type { Fields } from "./fields.ts";
import { told } from "./key.ts";
import { addressKeys, type RuleKeyName, ruleKeyOf } from "./keys/all.ts";
import type { MatchValues } from "./keys/match.ts";
import type { SendValues } from "./keys/send.ts";
import { type Condition, conditionsOf, implies } from "./match.ts";
import { type RuleProblem, ruleError, ruleWarning } from "./problem.ts";
import type { Entry, Section } from "./source.ts";

export interface PlanRow {
  readonly name: string;
  readonly file: string | undefined;
  readonly line: number;
  readonly conditions: readonly Condition[];
  readonly environment: Environment;
  readonly address: string;
  readonly shared: boolean;
  /** Empty: an essai is known by the file's own flag only. */
  readonly mark: string;
}

export type PlanRead = {
  readonly rows: readonly PlanRow[];
  readonly problems: readonly RuleProblem[];
};

type RowValues = Pick<MatchValues, "famille" | "organisme" | "type" | "environnement"> &
  Pick<SendValues, "a" | "partage" | "marque">;

/** A row from a section or from a line of the table. */
const rowOf = (
  values: RowValues,
  about: { readonly name: string; readonly file: string | undefined; readonly line: number },
): PlanRead => {
  const { file, line } = about;
  const problems: RuleProblem[] = [];
  if (values.environnement === undefined)
    problems.push(
      ruleError("plan-environnement-absent", {
        file,
        line,
        key: "environnement",
        value: values.a ?? "",
      }),
    );
  if (values.a === undefined)
    problems.push(ruleError("destinataire-absent", { file, line, key: "a" }));
  if (values.partage && values.environnement === "test")
    problems.push(
      ruleWarning("partage-sans-marque", { file, line, key: "partage", value: "test" }),
    );
  if (values.partage && values.environnement === "reel" && values.marque === undefined)
    problems.push(
      ruleWarning("partage-sans-marque", { file, line, key: "partage", value: values.a ?? "" }),
    );
  if (values.environnement === undefined || values.a === undefined) return { rows: [], problems };
  const { famille, organisme, type } = values;
  const conditions = conditionsOf({
    ...(famille ? { famille } : {}),
    ...(organisme ? { organisme } : {}),
    ...(type ? { type } : {}),
  });
  const row: PlanRow = {
    ...about,
    conditions,
    environment: values.environnement,
    address: values.a,
    shared: values.partage === true && values.environnement === "reel",
    mark: values.marque ?? "",
  };
  return { rows: [row], problems };
};

export const planSection = (section: Section): PlanRead =>
  rowOf(valuesOf(section.entries), {
    name: section.name,
    file: section.file,
    line: section.line,
  });

const valuesOf = (entries: ReadonlyMap<RuleKeyName, Entry>): RowValues =>
  Object.fromEntries(
    addressKeys.flatMap((name) => {
      const value = entries.get(name)?.value;
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** Names of columns as people write them. */
const columns: ReadonlyMap<string, (typeof addressKeys)[number]> = new Map([
  ...addressKeys.map((name) => [name, name] as const),
  ["adresse", "a"],
  ["format", "type"],
]);

export const planTable = (bytes: Uint8Array, file: string): PlanRead => {
  if (bytes.length > limits.ruleBytesMax)
    return failed("fichier-trop-gros", {
      file,
      line: 0,
      value: `> ${limits.ruleBytesMax / 1024} Kio`,
    });
  const decoded = decodeRuleBytes(bytes);
  if (decoded.is !== "sure") {
    const code = decoded.is === "ambiguous" ? "encodage-ambigu" : "encodage-inconnu";
    return failed(code, { file, line: 0, key: "encodage" });
  }
  const lines = tableLines(decoded.text);
  const [head, ...body] = lines;
  if (!head || body.length === 0) return failed("plan-vide", { file, line: 0 });
  const separator = [";", "\t", ","].find((each) => head.text.includes(each)) ?? ";";
  const names = cellsOf(head.text, separator).map((name) => name.toLowerCase());
  const problems: RuleProblem[] = [...headProblems(names, { file, line: head.line })];
  const rows: PlanRow[] = [];
  for (const { line, text } of body) {
    const read = readRow(cellsOf(text, separator), names, { file, line });
    rows.push(...read.rows);
    problems.push(...read.problems);
  }
  return { rows, problems: [...problems, ...planProblems(rows)] };
};

const failed = (code: RuleProblem["code"], place: Parameters<typeof ruleError>[1]): PlanRead => ({
  rows: [],
  problems: [ruleError(code, place)],
});

const headProblems = (
  names: readonly string[],
  place: { readonly file: string; readonly line: number },
): readonly RuleProblem[] => {
  const known = [...columns.keys()];
  const list = told(known.join(", "), known.join(", "));
  const unknown = names
    .filter((name) => name !== "" && !columns.has(name))
    .map((name) => {
      const meant = closest(name, known);
      return ruleError("plan-colonne-inconnue", {
        ...place,
        key: meant ?? "",
        value: name,
        expected: list,
      });
    });
  const has = (name: string) => names.some((each) => columns.get(each) === name);
  const missing = (["environnement", "a"] as const)
    .filter((name) => !has(name))
    .map((name) =>
      ruleError("plan-colonne-absente", { ...place, key: name === "a" ? "adresse" : name }),
    );
  // Of two columns that say the same thing, only one could count.
  const meaning = names.map((name) => columns.get(name));
  const doubled = names
    .filter((_, at) => meaning[at] !== undefined && meaning.indexOf(meaning[at]) < at)
    .map((name) => ruleError("plan-colonne-double", { ...place, key: name, value: name }));
  return [...unknown, ...missing, ...doubled];
};

const readRow = (
  cells: readonly string[],
  names: readonly string[],
  place: { readonly file: string; readonly line: number },
): PlanRead => {
  const problems: RuleProblem[] = [];
  const values: Partial<Record<RuleKeyName, unknown>> = {};
  // What stands under no name would narrow nothing: its row would take what another was meant for.
  const homeless = cells.find((text, index) => text !== "" && (names[index] ?? "") === "");
  if (homeless !== undefined)
    problems.push(
      ruleError("plan-cellule-sans-colonne", { ...place, value: homeless.slice(0, 100) }),
    );
  for (const [index, name] of names.entries()) {
    const column = columns.get(name);
    const text = cells[index] ?? "";
    if (!column || text === "" || text === "*") continue;
    const read = ruleKeyOf(column).parse(text);
    if ("value" in read) values[column] = read.value;
    else
      problems.push(
        ruleError(read.code ?? "valeur-invalide", {
          ...place,
          key: name,
          value: text,
          expected: read.wrong,
        }),
      );
  }
  // What a cell got wrong is not told a second time as missing.
  if (problems.length > 0) return { rows: [], problems };
  if (
    !names.some((n) => columns.get(n) === "environnement") ||
    !names.some((n) => columns.get(n) === "a")
  )
    return { rows: [], problems };
  return rowOf(values as RowValues, { name: "", ...place });
};

/** DOS editors end a file with the byte 0x1A (Ctrl-Z). */
const dosEnd = "\u001a";

const tableLines = (text: string): readonly { readonly line: number; readonly text: string }[] =>
  text
    .split(/\r\n|\n|\r/u)
    .map((line, index) => ({
      line: index + 1,
      text: line.endsWith(dosEnd) ? line.slice(0, -1) : line,
    }))
    .filter(({ text: line }) => line.trim() !== "" && !line.startsWith("#"));

/** Quotes as spreadsheets write them: a quoted cell may hold the separator, and `""` for one quote. */
const cellsOf = (line: string, separator: string): readonly string[] => {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? "";
    if (quoted && char === '"' && line[at + 1] === '"') {
      cell += char;
      at += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === separator && !quoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += char;
  }
  return [...cells, cell.trim()];
};

export type PlanAnswer = { readonly is: "found"; readonly row: PlanRow } | { readonly is: "none" };

/**
 * The real environment takes real rows only. The test one takes test rows, and where there is none a real row
 * that is declared shared: the wall then asks for the mark or the file's own flag.
 */
export const addressFor = (
  plan: readonly PlanRow[],
  fields: Fields,
  environment: Environment,
): PlanAnswer => {
  const fits = (row: PlanRow) => row.conditions.every((condition) => condition.holds(fields));
  const own = plan.find((row) => row.environment === environment && fits(row));
  const row = own ?? (environment === "test" ? plan.find((r) => r.shared && fits(r)) : undefined);
  return row ? { is: "found", row } : { is: "none" };
};

export const declaredBy = (row: PlanRow): DeclaredAddress => ({
  address: row.address,
  environments: [row.environment],
  shared: row.shared,
  mark: row.mark,
});

/** Rows that say two things of one case, rows that no case reaches, and addresses on both sides of the wall. */
export const planProblems = (plan: readonly PlanRow[]): readonly RuleProblem[] => {
  const first = new Map<string, PlanRow>();
  return plan.flatMap((row): readonly RuleProblem[] => {
    const place = { file: row.file, line: row.line, key: "a", value: row.address };
    const key = [row.environment, ...row.conditions.map((c) => `${c.key}=${c.text}`)].join("|");
    const before = first.get(key);
    if (before)
      return addressKey(before.address) === addressKey(row.address)
        ? [ruleWarning("plan-ligne-masquee", place)]
        : [ruleError("plan-double", { ...place, expected: told(before.address, before.address) })];
    const wider = [...first.values()].find(
      (other) => other.environment === row.environment && implies(row.conditions, other.conditions),
    );
    first.set(key, row);
    return wider ? [ruleWarning("plan-ligne-masquee", { ...place, expected: lineOf(wider) })] : [];
  });
};

const lineOf = (row: PlanRow) =>
  told(
    `avant la ligne ${row.line}, qui prend ces cas`,
    `before line ${row.line}, which takes these cases`,
  );

export const environmentsOf = (environment: Environment | undefined): readonly Environment[] =>
  environment === undefined ? environments : [environment];
