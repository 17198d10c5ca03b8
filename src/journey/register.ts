/**
 * The register as it stands, and a change of it: judged whole, written once, with who and why. What the rows say lies in
 * the store; the journal knows them by keyed hashes (docs/decisions/0034). With no row at all, nothing else ever asks it.
 */

import type { RegisterFact } from "../domain/facts/register.ts";
import type { Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { judgeRows } from "../domain/register/check.ts";
import {
  changeOf,
  type Entry,
  keyText,
  keyValues,
  type RegisterContent,
  type RegisterQuery,
  type RegisterRow,
  registerContent,
  sameEntry,
  valueOf,
} from "../domain/register/entry.ts";
import { columnsOf } from "../domain/register/kinds.ts";
import type { RegisterProblem } from "../domain/register/problem.ts";
import type { Journal, JournalReader } from "../ports/journal.ts";
import type { Store } from "../ports/store.ts";

export interface RegisterReading {
  readonly journal: Pick<JournalReader, "registered">;
  readonly store: Pick<Store, "get">;
}

/** Contents that were read, so that a table is not decrypted once per row and deposit. Contents never change. */
const contents = new WeakMap<RegisterReading["store"], Map<Sha256, RegisterContent>>();

const contentAt = async (
  store: RegisterReading["store"],
  sha256: Sha256,
): Promise<RegisterContent> => {
  const known = contents.get(store) ?? new Map<Sha256, RegisterContent>();
  contents.set(store, known);
  const found = known.get(sha256);
  if (found) return found;
  const read = registerContent(await store.get(sha256));
  if (known.size >= limits.registerContentsRemembered) known.clear();
  known.set(sha256, read);
  return read;
};

/** Read before, and to be remembered no more. */
export const forgetContent = (store: RegisterReading["store"], sha256: Sha256): void => {
  contents.get(store)?.delete(sha256);
};

export interface StandingRow {
  readonly row: RegisterRow;
  readonly entry: Entry;
}

/** What stands in the register now. */
export const standingRows = async (
  { journal, store }: RegisterReading,
  query: RegisterQuery = { by: "all" },
): Promise<readonly StandingRow[]> => {
  const rows = await journal.registered(query, limits.registerRowsMax);
  const found: StandingRow[] = [];
  for (const row of rows) {
    const entry = (await contentAt(store, row.content)).put[row.at];
    if (!entry) throw new Error(`register: ${row.content} has no row ${row.at}`);
    found.push({ row, entry });
  }
  return found;
};

export const standing = async (
  world: RegisterReading,
  query?: RegisterQuery,
): Promise<readonly Entry[]> => (await standingRows(world, query)).map((one) => one.entry);

/** A change as its author kept it in the store, and who they are. */
export interface RegisterOrder {
  readonly content: Sha256;
  readonly by: string;
  readonly reason: string;
}

export type RegisterAnswer =
  | { readonly is: "done"; readonly put: number; readonly removed: number }
  | { readonly is: "refused"; readonly problems: readonly RegisterProblem[] };

export interface RegisterWorld extends RegisterReading {
  readonly journal: Journal;
  readonly agent: { readonly key: Uint8Array };
}

/** What would change: rows that stand so already are left out, and so is what is not there to be removed. */
export const proposal = (
  standingNow: readonly Entry[],
  given: RegisterContent,
): RegisterContent => {
  const now = new Map(standingNow.map((entry) => [keyText(entry), entry]));
  const isNew = (entry: Entry): boolean => {
    const before = now.get(keyText(entry));
    return !before || !sameEntry(before, entry);
  };
  return {
    put: given.put.filter(isNew),
    removed: given.removed
      .filter((entry) => now.has(keyText(entry)))
      .map((entry) => ({ table: entry.table, values: keyValues(entry) })),
  };
};

/** The rows that name this employer or organism: they go with it, or stand in its way. */
export const naming = (gone: Entry, now: readonly Entry[]): readonly Entry[] => {
  const key = Object.values(keyValues(gone))[0] ?? "";
  return now.filter((entry) =>
    columnsOf(entry.table).some((c) => c.refers === gone.table && valueOf(entry, c.name) === key),
  );
};

export const contentBytes = (content: RegisterContent): Uint8Array =>
  Buffer.from(JSON.stringify(content));

/**
 * Writes a change that lies in the store. It is judged again on what stands now: what its author saw may have changed.
 * Nothing of it is written when anything of it is wrong.
 */
export const changeRegister = async (
  world: RegisterWorld,
  order: RegisterOrder,
): Promise<RegisterAnswer> => {
  const content = registerContent(await world.store.get(order.content));
  for (;;) {
    const before = await standingRows(world);
    const rows = content.put.map((entry) => ({ entry, file: entry.table }));
    const judged = judgeRows(rows, {
      standing: before.map((one) => one.entry),
      removed: content.removed,
    });
    if (judged.problems.length > 0) return { is: "refused", problems: judged.problems };
    const facts = factsOf(order, content, world.agent.key);
    const written = await world.journal.transact(async (t) => {
      const now = await t.registered({ by: "all" }, limits.registerRowsMax);
      if (!sameRows(now, before)) return false;
      for (const fact of facts) await t.append(fact);
      return true;
    });
    if (written) return { is: "done", put: content.put.length, removed: content.removed.length };
  }
};

const sameRows = (now: readonly RegisterRow[], before: readonly StandingRow[]): boolean =>
  now.length === before.length &&
  now.every((row, index) => {
    const other = before[index]?.row;
    return row.id === other?.id && row.seq === other.seq;
  });

/** In facts of a bounded size, so that reading the journal stays quick after a large import. */
const factsOf = (
  { content, by, reason }: RegisterOrder,
  { put, removed }: RegisterContent,
  key: Uint8Array,
): readonly RegisterFact[] => {
  const changes = [
    ...removed.map((entry) => changeOf(entry, key)),
    ...put.map((entry, at) => changeOf(entry, key, at)),
  ];
  const scans = [...new Set(put.flatMap(scanOf))];
  const facts: RegisterFact[] = [];
  for (let from = 0; from < changes.length; from += limits.registerChangesPerFact) {
    const part = changes.slice(from, from + limits.registerChangesPerFact);
    const own = from === 0 && scans.length > 0 ? { scans } : {};
    facts.push({ is: "register-changed", content, changes: part, ...own, by, reason });
  }
  return facts;
};

export const scanOf = (entry: Entry): readonly Sha256[] => {
  const named = entry.table === "mandats" ? valueOf(entry, "fichier") : "";
  return named === "" ? [] : [named.slice("sha256:".length)];
};
