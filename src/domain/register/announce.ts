/**
 * What an employer must tell an organism (seed 002 §2.10.1): another payment mode, another bank account, another address for
 * acknowledgements, another SIREN, which ends the adhesion and begins a new one, another payroll program (§4.2). Pure: the
 * register as the organism knows it, against the register now.
 */
import type { CheckTable } from "../checks/tables.ts";
import { type Entry, employerIn, valueOf } from "./entry.ts";
import type { RegisterTable } from "./kinds.ts";
import { declarantOf } from "./view.ts";

export type AnnouncedWhat = "compte" | "mode" | "adresse-ar" | "siren" | "logiciel";

export interface ToAnnounce {
  readonly what: AnnouncedWhat;
  /** As the organism knows it; empty: nothing was said before. */
  readonly before: string;
  readonly now: string;
}

interface PairOf {
  readonly siret: string;
  readonly organism: string;
  readonly today: string;
  /** A letter told the organism since the SIRET changed. */
  readonly sirenTold: boolean;
}

export const toAnnounce = (
  before: readonly Entry[],
  now: readonly Entry[],
  pair: PairOf,
): readonly ToAnnounce[] => {
  const former = ofEmployer(now, pair, "ancien_siret");
  const [wasSiren, isSiren] = [former.slice(0, 9), pair.siret.slice(0, 9)];
  // A new employer: the adhesion ends and another begins, with all that it says (§2.10.1).
  if (former !== "" && wasSiren !== isSiren && !pair.sirenTold)
    return [{ what: "siren", before: wasSiren, now: isSiren }];
  const moved = former !== "" && ofEmployer(before, pair, "raison_sociale") === "";
  const then = moved ? { ...pair, siret: former } : pair;
  return told.flatMap(([what, of]) => {
    const [was, is] = [of(before, then), of(now, pair)];
    return was === is || is === "" ? [] : [{ what, before: was, now: is }];
  });
};

type Whose = Pick<PairOf, "siret" | "organism" | "today">;

const rows = (
  entries: readonly Entry[],
  table: RegisterTable,
  { siret, organism }: Pick<PairOf, "siret" | "organism">,
) =>
  entries.filter(
    (e) =>
      e.table === table && valueOf(e, "siret") === siret && valueOf(e, "organisme") === organism,
  );

const serving = (entries: readonly Entry[], pair: Whose): readonly Entry[] =>
  rows(entries, "comptes", pair).filter(
    (e) => valueOf(e, "jusque") === "" || valueOf(e, "jusque") >= pair.today,
  );

/** Those that serve today, in one order. */
const accountsOf = (entries: readonly Entry[], pair: Whose): string =>
  serving(entries, pair)
    .map((e) => valueOf(e, "compte"))
    .sort()
    .join(" ");

/** As the adhesion says it, else the one of all its accounts. */
const modeOf = (entries: readonly Entry[], pair: Whose): string => {
  const [adhesion] = rows(entries, "adhesions", pair);
  const said = adhesion ? valueOf(adhesion, "mode_paiement") : "";
  if (said !== "") return said;
  const [mode = "", ...others] = new Set(serving(entries, pair).map((e) => valueOf(e, "mode")));
  return others.length === 0 ? mode : "";
};

const ofEmployer = (entries: readonly Entry[], { siret }: PairOf, column: string): string => {
  const found = employerIn(entries, siret);
  return found ? valueOf(found, column) : "";
};

const softwareOf = (entries: readonly Entry[], { siret, today }: PairOf): string =>
  declarantOf(entries, { siret, today }).software;

export interface Imposed {
  readonly siret: string;
  readonly organism: string;
  readonly year: number;
  readonly euros: number;
  /** What the law asks, in its words. */
  readonly said: string;
  readonly source: string;
}

const codes: ReadonlyMap<string, string> = new Map([
  ["cheque", "20"],
  ["virement", "30"],
  ["prelevement", "31"],
  ["telereglement", "Z10"],
]);

/**
 * What last year's contributions impose this year (seed 002 §7.7): a payment mode that the employer does not have there, and
 * the electronic declaration. The law speaks of the organisms of the recouvrement: the Urssaf.
 */
export const imposedModes = (
  entries: readonly Entry[],
  tables: readonly CheckTable[],
  today: string,
): readonly Imposed[] => {
  const year = Number(today.slice(0, 4)) - 1;
  const urssaf = new Set(
    entries.flatMap((e) =>
      e.table === "organismes" && valueOf(e, "famille") === "urssaf" ? [valueOf(e, "code")] : [],
    ),
  );
  return entries.flatMap((e): readonly Imposed[] => {
    const [siret, organism] = [valueOf(e, "siret"), valueOf(e, "organisme")];
    if (e.table !== "montants" || valueOf(e, "annee") !== String(year) || !urssaf.has(organism))
      return [];
    const euros = Number(valueOf(e, "montant"));
    const mode = codes.get(modeOf(entries, { siret, organism, today })) ?? "";
    const about = { siret, organism, year, euros };
    return tables.flatMap(({ thresholds, electronic, source }) => {
      const rule = thresholds.find((t) => euros > t.above);
      const electronically = electronic
        .filter((t) => t.from <= today)
        .toSorted((a, b) => (a.from < b.from ? 1 : -1))[0];
      return [
        ...(rule && !rule.modes.includes(mode) ? [{ ...about, said: rule.said, source }] : []),
        ...(electronically && euros > electronically.above
          ? [{ ...about, said: electronically.said, source }]
          : []),
      ];
    });
  });
};

const told: readonly (readonly [
  AnnouncedWhat,
  (entries: readonly Entry[], pair: PairOf) => string,
])[] = [
  ["compte", accountsOf],
  ["mode", modeOf],
  ["adresse-ar", (entries, pair) => ofEmployer(entries, pair, "adresse_ar")],
  ["logiciel", softwareOf],
];

/**
 * An organism may suspend an adhesion that was not used during a whole calendar year (seed 002 §2.10.3), and tells it three
 * months before: `lost` after such a year, `soon` in the last quarter of a year without use.
 */
export const unusedAdhesion = (about: {
  /** YYYY-MM-DD; absent: never used. */
  readonly used: string | undefined;
  /** When the organism agreed. */
  readonly began: string;
  readonly today: string;
}): "lost" | "soon" | undefined => {
  const year = Number(about.today.slice(0, 4));
  const used = about.used ?? "";
  const idle = (of: number): boolean => about.began < `${of}-01-01` && used < `${of}-01-01`;
  if (idle(year - 1)) return "lost";
  return idle(year) && about.today >= `${year}-10-01` ? "soon" : undefined;
};
