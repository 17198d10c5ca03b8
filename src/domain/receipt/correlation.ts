/**
 * Which deposit a receipt is about, by the weight of what speaks for each (mail.md §4). Accepted is one strong sign or
 * two independent medium ones; a weak sign only breaks a tie. What is left is for a person, who sees the candidates
 * with their scores. Pure, and independent of the order of the signs.
 */
import type { Candidate } from "../facts.ts";
import { byNumber, type DepositId } from "../ids.ts";

/** Strong: nobody else can know it. Medium: it should be unique. Weak: many may say it. */
export const weights = {
  /** Our Message-ID in In-Reply-To or References, which holds a nonce. */
  references: "strong",
  /** Our Message-ID in a report: original message, envelope, or quoted in the text. */
  "message-id": "strong",
  "envelope-id": "strong",
  /** A number of the organism's that an earlier receipt about the deposit gave. */
  number: "strong",
  /** A person says so. */
  person: "strong",
  /** The declarations' own identity: SIRET with who, when, or reference. */
  identifiers: "medium",
  /** The file came back under the name it left with. */
  attachment: "medium",
  /** The reference of the interchange. */
  interchange: "medium",
  /** The totals it echoes are those of the deposit. */
  totals: "medium",
  /** The company only: a firm sends for it every month. */
  company: "weak",
  subject: "weak",
  sender: "weak",
} as const satisfies Readonly<Record<string, "strong" | "medium" | "weak">>;

export type Sign = keyof typeof weights;

const points = { strong: 100, medium: 10, weak: 1 } as const;

export const scoreOf = (signs: ReadonlySet<Sign>): number =>
  [...signs].reduce((sum, sign) => sum + points[weights[sign]], 0);

const acceptedFrom = 2 * points.medium;

export type Correlation =
  | { readonly is: "found"; readonly deposits: readonly DepositId[] }
  | { readonly is: "ambiguous"; readonly candidates: readonly Candidate[] }
  | { readonly is: "nobody" };

/** What speaks for whom. */
export interface Claims {
  readonly signs: ReadonlyMap<DepositId, ReadonlySet<Sign>>;
  /** For each thing the receipt speaks of, who may be meant; empty when it names none. */
  readonly things: readonly ReadonlySet<DepositId>[];
  /** Deposits of the mode essai: without a strong sign, nothing tells a test's receipt from a real one. */
  readonly tests?: ReadonlySet<DepositId>;
  /** Deposits that left after the receipt was written: it answers none of them, whatever else it says. */
  readonly early?: ReadonlySet<DepositId>;
}

/**
 * One candidate for each thing the receipt speaks of: a receipt that lists hires of two deposits is about both, and
 * two deposits that fit the same thing equally well are for a person.
 */
export const correlate = (claims: Claims): Correlation => {
  const scored = [...claims.signs]
    .map(([deposit, own]) => ({ deposit, score: scoreOf(own), signs: [...own].sort() }))
    .toSorted((a, b) => b.score - a.score || byNumber(a.deposit, b.deposit));
  const proposed = scored.filter((c) => c.score >= points.medium);
  const accepted = scored.filter((c) => c.score >= acceptedFrom);
  const [best] = accepted;
  if (!best)
    return proposed.length > 0 ? { is: "ambiguous", candidates: proposed } : { is: "nobody" };
  const which =
    best.score >= points.strong ? byStrong(claims, proposed) : byThings(claims, accepted);
  return which.is === "found" && which.deposits.some((id) => claims.early?.has(id))
    ? { is: "ambiguous", candidates: proposed }
    : which;
};

/** It settles what it covers; what the receipt names of other deposits is theirs. */
const byStrong = (claims: Claims, proposed: readonly Candidate[]): Correlation => {
  const strong = proposed.filter((c) => c.score >= points.strong);
  const [best, second] = strong;
  // Two strong claims of equal weight: a receipt that cites two of our mails.
  if (!best || second?.score === best.score) return { is: "ambiguous", candidates: strong };
  const elsewhere = claims.things.filter((thing) => !thing.has(best.deposit));
  return eachThing({ ...claims, things: elsewhere }, proposed, [best.deposit]);
};

const byThings = (claims: Claims, accepted: readonly Candidate[]): Correlation => {
  const things =
    claims.things.length > 0 ? claims.things : [new Set(accepted.map((c) => c.deposit))];
  return eachThing({ ...claims, things }, accepted, []);
};

const eachThing = (
  { things, tests }: Claims,
  among: readonly Candidate[],
  settled: readonly DepositId[],
): Correlation => {
  const chosen = new Set(settled);
  for (const thing of things) {
    const fitting = among.filter((c) => thing.has(c.deposit));
    const [first, second] = fitting;
    if (!first) continue;
    const mixed = new Set([...thing].map((id) => tests?.has(id) ?? false)).size > 1;
    if (mixed || (second && second.score === first.score))
      return {
        is: "ambiguous",
        candidates: among.filter((c) => thing.has(c.deposit) || settled.includes(c.deposit)),
      };
    chosen.add(first.deposit);
  }
  return { is: "found", deposits: [...chosen].sort(byNumber) };
};
