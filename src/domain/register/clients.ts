/** Whose a mail address is, as the register knows it: what is for one client must not go to another. Pure over rows. */
import { addressKey } from "../wall.ts";
import { type Entry, valueOf } from "./entry.ts";

export interface Shown {
  /** The employers of whom something would be shown there. */
  readonly sirets: ReadonlySet<string>;
  readonly entries: readonly Entry[];
}

/** A client's address, and not that of each employer shown: a statement goes whole, or not at all. */
export const isNotOfEach = (to: string, { sirets, entries }: Shown): boolean => {
  const own = ownersOf(to, entries);
  return own.size > 0 && [...sirets].some((siret) => !own.has(siret));
};

/**
 * A client's address, and of none of the employers shown, or beside one of them whom the register has another address for. Rows
 * with the same `client` are one client; an establishment without an address is its firm's.
 */
export const isAnothers = (to: string, { sirets, entries }: Shown): boolean => {
  const theirs = ownersOf(to, entries);
  if (theirs.size === 0 || sirets.size === 0) return false;
  const employers = employersIn(entries);
  const clients = new Set(
    employers.filter((e) => theirs.has(valueOf(e, "siret"))).map((e) => valueOf(e, "client")),
  );
  const isOwn = (e: Entry): boolean =>
    theirs.has(valueOf(e, "siret")) ||
    (valueOf(e, "client") !== "" && clients.has(valueOf(e, "client")));
  const shown = employers.filter((e) => sirets.has(valueOf(e, "siret")));
  return !shown.some(isOwn) || shown.some((e) => !isOwn(e) && valueOf(e, "courriel") !== "");
};

const ownersOf = (to: string, entries: readonly Entry[]): ReadonlySet<string> =>
  new Set(
    employersIn(entries)
      .filter((e) => addressKey(valueOf(e, "courriel")) === addressKey(to))
      .map((e) => valueOf(e, "siret")),
  );

const employersIn = (entries: readonly Entry[]): readonly Entry[] =>
  entries.filter((e) => e.table === "employeurs");
