/** Where a row of the register is on the page, and which row an address or a form names. */
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { columnsOf, keysOf, type RegisterTable } from "../../domain/register/kinds.ts";

export const rowHref = (entry: Entry, more: Readonly<Record<string, string>> = {}): string => {
  const query = new URLSearchParams({ ...keysIn(entry), ...more });
  return `/register/${entry.table}/row?${query.toString()}`;
};

const keysIn = (entry: Entry): Record<string, string> =>
  Object.fromEntries(keysOf(entry.table).map((name) => [name, valueOf(entry, name)]));

/** Its keys in the form in which they are kept, whatever a person typed. */
export const entryNamed = (
  table: RegisterTable,
  read: (name: string) => string | undefined | null,
): Entry => {
  const values = keysOf(table).map((name) => {
    const text = (read(name) ?? "").trim();
    const cell = columnsOf(table)
      .find((c) => c.name === name)
      ?.cell.read(text);
    return [name, cell && "value" in cell ? cell.value : text] as const;
  });
  return { table, values: Object.fromEntries(values) };
};

/** The keys as people read them: an employer by its name too. */
export const rowTitle = (entry: Entry, nameOf: (siret: string) => string): string =>
  keysOf(entry.table)
    .map((name) => {
      const value = valueOf(entry, name);
      const known = name === "siret" ? nameOf(value) : "";
      return known === "" ? value : `${known} (${value})`;
    })
    .join(" · ");

/** What employers are called, by SIRET. */
export const namesIn = (entries: readonly Entry[]): ((siret: string) => string) => {
  const names = new Map(
    entries.flatMap((e) =>
      e.table === "employeurs"
        ? [[valueOf(e, "siret"), valueOf(e, "raison_sociale")] as const]
        : [],
    ),
  );
  return (siret) => names.get(siret) ?? "";
};
