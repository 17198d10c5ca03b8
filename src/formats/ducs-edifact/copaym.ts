/**
 * The COPAYM message as a table (formats.md §5): the order of its segments, which ones must be there,
 * how often each may stand. UN directories: D.99B with GIS, D.02B with GEI [1]. The French D.95A
 * profile has NAD for PNA and ADR; its own table is not published, so ours is a reading of it.
 */
import { keyOf } from "./tags.ts";

export interface Entry {
  /** A segment; for a group, its first segment. */
  readonly tag: string;
  readonly must: boolean;
  readonly max: number;
  /** What follows the first segment inside a group. */
  readonly group: Entries | undefined;
}

/** What stands one after the other, on one level. */
export interface Entries {
  readonly all: readonly Entry[];
  /** Their tags as `tagKey` gives them. */
  readonly keys: Uint32Array;
  /** Something of it must be there. */
  readonly needs: boolean;
}

export interface MessageTable {
  readonly name: string;
  /** Where it comes from, for the report. */
  readonly source: string;
  /** False: a departure from it is told for information only. */
  readonly published: boolean;
  readonly entries: Entries;
}

const level = (all: readonly Entry[]): Entries => ({
  all,
  keys: Uint32Array.from(all, ({ tag }) => keyOf(tag)),
  needs: all.some((entry) => entry.must),
});

const must = (tag: string, max = 1): Entry => ({ tag, must: true, max, group: undefined });
const may = (tag: string, max = 1): Entry => ({ tag, must: false, max, group: undefined });
const group = (tag: string, max: number, entries: readonly Entry[], needed = false): Entry => ({
  tag,
  must: needed,
  max,
  group: level(entries),
});

const lines: readonly Entry[] = [
  group("COT", 999, [
    may("DLI"),
    may("DTM"),
    may("PCD", 9),
    may("MOA", 9),
    may("QTY", 9),
    may("RFF", 9),
    may("ATT", 9),
  ]),
  group("LOC", 99, [group("PCD", 9, [must("MOA", 9)])]),
];

const summary: readonly Entry[] = [
  must("UNS"),
  may("MOA", 9),
  may("CNT"),
  group("PAI", 9, [may("FII"), may("MOA", 9), may("RFF", 9), may("DTM", 9)]),
  group("AUT", 9, [may("DTM", 9), may("RFF", 9)]),
  must("UNT"),
];

const head = (form: "GIS" | "GEI"): readonly Entry[] => [
  must("UNH"),
  must("BGM"),
  must(form),
  may("DTM", 9),
  may("QTY"),
  may("RFF", 9),
  may("CUX"),
];

const entity = [
  may("CTA"),
  may("COM", 9),
  may("DTM", 9),
  may("MOA", 9),
  may("QTY", 99),
  may("RFF", 9),
  may("ATT", 9),
];

const directory = (form: "GIS" | "GEI"): readonly Entry[] => [
  ...head(form),
  group("PNA", 9, [may("ADR"), may("CTA"), may("COM", 9), may("RFF", 9), may("ATT", 9)], true),
  must("UNS"),
  group("PNA", 9999, [may("ADR", 9), ...entity, ...lines]),
  ...summary,
];

export const copaymGis: MessageTable = {
  name: "COPAYM D.99B",
  source: "répertoire UN/EDIFACT D.99B",
  published: true,
  entries: level(directory("GIS")),
};

export const copaymGei: MessageTable = {
  name: "COPAYM D.02B",
  source: "répertoire UN/EDIFACT D.02B",
  published: true,
  entries: level(directory("GEI")),
};

/** Parties and declared entities are all NAD there: one group holds what either may hold. */
export const copaymFrench: MessageTable = {
  name: "COPAYM D.95A (profil français)",
  source: "ordre des groupes d'une source publique ; tables non publiées",
  published: false,
  entries: level([
    ...head("GIS"),
    group(
      "NAD",
      9999,
      [
        may("CTA"),
        may("COM", 9),
        may("RFF", 9),
        may("ATT", 9),
        may("DTM", 9),
        may("MOA", 9),
        may("QTY", 99),
        may("RFF", 9),
        may("ATT", 9),
        ...lines,
      ],
      true,
    ),
    ...summary,
  ]),
};

/** By what the message itself uses: the release that it announces is often copied from elsewhere. */
export const tableFor = (tags: Pick<ReadonlySet<string>, "has">): MessageTable => {
  if (tags.has("GEI")) return copaymGei;
  return tags.has("PNA") ? copaymGis : copaymFrench;
};
