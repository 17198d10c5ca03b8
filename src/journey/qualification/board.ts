/** Where every employer stands with every organism that has a path: what `facteur qualification` shows. */

import type { WorkCalendar } from "../../domain/calendar/working-days.ts";
import { plain } from "../../domain/declaration.ts";
import type { Instant } from "../../domain/ids.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { dueDays } from "../../domain/qualification/dates.ts";
import type { QualificationPath } from "../../domain/qualification/path.ts";
import type { Stand, StepStand } from "../../domain/qualification/stand.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import {
  type Declarant,
  declarantOf,
  type Organism,
  organismFrom,
} from "../../domain/register/view.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { type Qualifying, qualifyingOf, standNow } from "../qualification.ts";

export interface BoardWorld {
  readonly journal: Pick<JournalReader, "facts" | "deposit">;
  readonly key: Uint8Array;
  readonly paths: readonly QualificationPath[];
  /** What the register holds. */
  readonly entries: readonly Entry[];
  readonly now: Instant;
  readonly calendar: WorkCalendar;
}

export interface BoardRow {
  readonly siret: string;
  readonly employer: string;
  readonly organism: Organism;
  readonly declarant: Declarant;
  readonly qualifying: Qualifying;
  readonly stand: Stand;
  /** When each step is due, once the path was given a beginning. */
  readonly due: ReadonlyMap<string, string>;
}

/** Only pairs of these, when named. */
export interface BoardFilter {
  readonly siret?: string;
  readonly organism?: string;
  /** Only employers whose number or name has this in it. */
  readonly like?: string;
  /** Only so many pairs, from there on: each asks the journal. */
  readonly slice?: { readonly from: number; readonly count: number };
}

/**
 * An employer is shown with the organisms that some row ties it to, and with those that no row ties anybody to: what is declared there
 * is held all the same. One that no row ties to any is shown with all of them, and whoever names both gets that pair. Employers of one
 * declarant share what they are shown.
 */
export const board = async (
  world: BoardWorld,
  filter: BoardFilter = {},
): Promise<readonly BoardRow[]> => {
  const { key, paths, entries, calendar } = world;
  const today = parisDay(world.now);
  const stands = new Map<string, Stand>();
  const rows: BoardRow[] = [];
  const { from: first = 0, count = Number.MAX_SAFE_INTEGER } = filter.slice ?? {};
  for (const { siret, name, organism } of pairsOf(entries, filter).slice(first, first + count)) {
    const declarant = declarantOf(entries, { siret, today });
    const qualifying = qualifyingOf({ key, paths, organism, declarant });
    if (!qualifying) continue;
    const share = `${qualifying.declarant} ${qualifying.scope}`;
    const stand = stands.get(share) ?? (await standNow(world.journal, qualifying));
    stands.set(share, stand);
    const from = stand.planned?.from;
    const due = from ? dueDays(qualifying.path, from, calendar) : new Map<string, string>();
    rows.push({ siret, employer: name, organism, declarant, qualifying, stand, due });
  }
  return rows;
};

/** The day that somebody said, else the day on which it was passed. */
export const doneDay = (done: NonNullable<StepStand["done"]>): string =>
  done.on ?? parisDay(done.at);

interface Pair {
  readonly siret: string;
  readonly name: string;
  readonly organism: Organism;
}

const pairsOf = (entries: readonly Entry[], filter: BoardFilter): readonly Pair[] => {
  const organisms = entries
    .filter((e) => e.table === "organismes" && valueOf(e, "parcours") !== "")
    .map(organismFrom)
    .filter((o) => filter.organism === undefined || o.code === filter.organism);
  const tied = tiesOf(entries);
  const chosen = new Set([...tied.values()].flatMap((codes) => [...codes]));
  const isNamed = filter.siret !== undefined && filter.organism !== undefined;
  const employers = new Map(
    entries.flatMap((e) =>
      e.table === "employeurs" ? [[valueOf(e, "siret"), valueOf(e, "raison_sociale")]] : [],
    ),
  );
  // An employer who declares for itself need not stand in the register: it may be asked by its number.
  if (filter.siret !== undefined && !employers.has(filter.siret)) employers.set(filter.siret, "");
  return [...employers].flatMap(([siret, name]) => {
    if (filter.siret !== undefined && siret !== filter.siret) return [];
    if (filter.like !== undefined && !plain(`${siret} ${name}`).includes(plain(filter.like)))
      return [];
    const own = tied.get(siret);
    return organisms
      .filter((o) => isNamed || !own || own.has(o.code) || !chosen.has(o.code))
      .map((organism) => ({ siret, name, organism }));
  });
};

const tiesOf = (entries: readonly Entry[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const tied = new Map<string, Set<string>>();
  for (const entry of entries) {
    const [siret, organism] = [valueOf(entry, "siret"), valueOf(entry, "organisme")];
    if (entry.table === "organismes" || siret === "" || organism === "") continue;
    tied.set(siret, (tied.get(siret) ?? new Set()).add(organism));
  }
  return tied;
};
