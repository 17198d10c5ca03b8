/** One damage done by hand, and the hands that do it. */
import { join } from "node:path";
import type { ViolationCode } from "../../src/domain/audit/violation.ts";
import type { Fact, FactOf, Recorded } from "../../src/domain/facts.ts";
import { type Audited, byHand } from "./audited.ts";

/** What a planting did, and where the audit must see it. */
export interface Planted {
  readonly seq?: number;
  readonly deposit?: string;
  readonly message?: string;
  readonly receipt?: string;
}

export interface Planting {
  readonly what: string;
  readonly code: ViolationCode;
  readonly plant: (about: Audited, facts: readonly Recorded[]) => Planted;
  /** Nothing else is told. */
  readonly alone?: true;
}

export const the = <K extends Fact["is"]>(
  facts: readonly Recorded[],
  is: K,
  of?: string,
): Recorded<FactOf<K>> => {
  const found = facts.find(
    (f) => f.is === is && (of === undefined || ("deposit" in f && f.deposit === of)),
  );
  if (!found) throw new Error(`no ${is}`);
  return found as Recorded<FactOf<K>>;
};

export const bare = (fact: Recorded): Fact => {
  const { seq: _, at: __, ...rest } = fact;
  return rest;
};

export const blob = (about: Audited, hash: string): string =>
  join(about.store, hash.slice(0, 2), hash.slice(2));

export const sql = (about: Audited, text: string, ...values: (string | number)[]): void =>
  byHand(about, (db) => void db.prepare(text).run(...values));
