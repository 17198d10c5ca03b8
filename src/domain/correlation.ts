/**
 * Which deposit a receipt is about, by the weight of what speaks for each (mail.md §4). Accepted is one strong sign or
 * two independent medium ones; a weak sign only breaks a tie. What is left is for a person, who sees the candidates
 * with their scores. Pure, and independent of the order of the signs.
 */
import type { Candidate } from "./facts.ts";
import type { DepositId } from "./ids.ts";

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

/**
 * One candidate for each thing the receipt speaks of: a receipt that lists hires of two deposits is about both, and
 * two deposits that fit the same thing equally well are for a person.
 */
export const correlate = (
  signs: ReadonlyMap<DepositId, ReadonlySet<Sign>>,
  /** For each thing it speaks of, who may be meant; empty when it names none. */
  things: readonly ReadonlySet<DepositId>[],
  /** Deposits of the mode essai: without a strong sign, nothing tells a test's receipt from a real one. */
  tests: ReadonlySet<DepositId> = new Set(),
): Correlation => {
  const scored = [...signs]
    .map(([deposit, own]) => ({ deposit, score: scoreOf(own), signs: [...own].sort() }))
    .toSorted((a, b) => b.score - a.score || byNumber(a.deposit, b.deposit));
  const accepted = scored.filter((c) => c.score >= acceptedFrom);
  const [best] = accepted;
  if (!best)
    return scored.some((c) => c.score >= points.medium)
      ? { is: "ambiguous", candidates: scored.filter((c) => c.score >= points.medium) }
      : { is: "nobody" };
  if (best.score >= points.strong) {
    const strong = accepted.filter((c) => c.score >= points.strong);
    const first = strong.filter((c) => c.score === best.score);
    // Two strong claims of equal weight: a receipt that cites two of our mails.
    return first.length === 1
      ? { is: "found", deposits: [best.deposit] }
      : { is: "ambiguous", candidates: strong };
  }
  const chosen = new Set<DepositId>();
  for (const thing of things.length > 0 ? things : [new Set(accepted.map((c) => c.deposit))]) {
    const fitting = accepted.filter((c) => thing.has(c.deposit));
    const [first, second] = fitting;
    if (!first) continue;
    const mixed = new Set([...thing].map((id) => tests.has(id))).size > 1;
    if (mixed || (second && second.score === first.score))
      return { is: "ambiguous", candidates: fitting };
    chosen.add(first.deposit);
  }
  return { is: "found", deposits: [...chosen].sort(byNumber) };
};

const byNumber = (a: DepositId, b: DepositId): number => Number(a.slice(1)) - Number(b.slice(1));
