/**
 * What is known of one declaration: a pure function of the *set* of receipts, in whatever order they
 * came. A negative beside a positive is a contradiction, for a person (design §3).
 */

import type { Deposit } from "./deposit.ts";
import type { FactOf, Recorded } from "./facts.ts";
import { type DeclarationId, declarationId } from "./ids.ts";
import { declares, mayHaveArrived, mayHaveLeft } from "./message.ts";
import { gradeOf, provenIn } from "./receipt/believed.ts";
import type { Grade, Verdict } from "./receipt/verdict.ts";

export type DeclarationIs =
  | "waiting"
  | "received"
  | "registered"
  | "refused"
  | "to-read"
  | "contradicted"
  | "superseded"
  /** By another way than mail: paper, portal, fax. */
  | "otherwise";

export interface GradedVerdict extends Verdict {
  readonly grade: Grade;
  readonly receipt: Recorded<FactOf<"receipt-matched">>;
  /** Whether its grade is enough for the rule that its mail was sent by. */
  readonly closes: boolean;
}

export interface DeclarationState {
  readonly id: DeclarationId;
  /** 1-based position in the deposit. */
  readonly position: number;
  readonly is: DeclarationIs;
  /**
   * False when the state rests on receipts that prove nothing. Grade C: it is then worded « selon un AR non
   * authentifié : à confirmer » and never counts as registered. Grade F: a person reads it, whatever it says.
   */
  readonly proven: boolean;
  readonly verdicts: readonly GradedVerdict[];
}

export const declarationStates = (deposit: Deposit): readonly DeclarationState[] => {
  const said = new Map<DeclarationId, GradedVerdict[]>();
  const isProven = provenIn(deposit);
  // Once a person confirms that the mail came back, it is the message that did: nothing is to be read any more.
  const confirmed = new Set(
    deposit.receipts.flatMap((r) => (r.returned && r.grade === "H" ? [r.receipt] : [])),
  );
  for (const receipt of deposit.receipts.filter((r) => !confirmed.has(r.receipt)))
    for (const verdict of receipt.verdicts) {
      const all = said.get(verdict.declaration) ?? [];
      all.push({
        ...verdict,
        grade: gradeOf(receipt, verdict),
        receipt,
        closes: isProven(receipt, verdict),
      });
      said.set(verdict.declaration, all);
    }
  const replaced = new Set(deposit.superseded.flatMap((s) => s.declarations));
  const otherwise = new Set(deposit.otherwise.flatMap((o) => o.declarations));
  return (deposit.recognised?.keys ?? []).map((_, index) => {
    const id = declarationId(deposit.id, index + 1);
    const verdicts = said.get(id) ?? [];
    if (replaced.has(id))
      return { id, position: index + 1, is: "superseded", proven: false, verdicts };
    const concluded = conclude(verdicts);
    const stands = otherwise.has(id) ? besides(concluded) : concluded;
    return { id, position: index + 1, ...stands, verdicts };
  });
};

/** What its declarations are known to be, of those that stand in this mail. */
export const carriedBy = (
  deposit: Deposit,
  { declarations }: { readonly declarations: readonly DeclarationId[] },
): readonly DeclarationState[] => {
  const ids = new Set(declarations);
  return deposit.declarations.filter((d) => ids.has(d.id));
};

/** Whether some mail that holds it may have left: of any other, no receipt can speak. */
export const hasLeft = (deposit: Deposit, declaration: DeclarationId): boolean =>
  deposit.messages.some(
    (m) => declares(m) && m.frozen.declarations.includes(declaration) && mayHaveLeft(m),
  );

/** Whether the organism may hold it now: of a file that left cut, the mail that carries it, and no other. */
export const mayBeThere = (deposit: Deposit, declaration: DeclarationId): boolean =>
  deposit.messages.some(
    (m) => declares(m) && m.frozen.declarations.includes(declaration) && mayHaveArrived(m),
  );

/** Whether all that was said of it contradicts its sender: somebody must look, and nothing was answered. */
export const isDenied = (state: DeclarationState): boolean =>
  state.verdicts.length > 0 && state.verdicts.every((v) => v.grade === "F");

/** The same where nobody forged anything: another organism, proved to be who it is, speaks of what this one was sent. */
export const isSaidByOthers = (state: DeclarationState): boolean =>
  isDenied(state) && state.verdicts.every((v) => v.receipt.grade !== "F");

type Concluded = Pick<DeclarationState, "is" | "proven">;

/**
 * Declared by another way too. What the organism registered from a mail and on paper, it has twice: it asks which one counts
 * (seed 002 §2.5), and a person answers. Anything less than a registration was the reason for the other way.
 */
const besides = ({ is, proven }: Concluded): Concluded =>
  proven && (is === "registered" || is === "contradicted")
    ? { is: "contradicted", proven }
    : { is: "otherwise", proven: false };

const conclude = (verdicts: readonly GradedVerdict[]): Concluded => {
  const proofs = verdicts.filter((v) => v.closes);
  const heard = verdicts.filter((v) => v.grade !== "F");
  if (verdicts.length > 0 && heard.length === 0) return { is: "to-read", proven: false };
  // What proves nothing never takes the place of what does, however new it says it is.
  const judged = newestOfSeries(proofs.length > 0 ? proofs : heard);
  const proven = proofs.length > 0;
  const registered = judged.some((v) => v.is === "registered");
  const refused = judged.some((v) => v.is === "refused");
  if (registered && refused) return { is: "contradicted", proven };
  if (refused) return { is: "refused", proven };
  if (registered) return { is: "registered", proven };
  if (judged.some((v) => v.is === "to-read")) return { is: "to-read", proven };
  if (judged.length > 0) return { is: "received", proven };
  return { is: "waiting", proven: false };
};

/** « Par destinataire, le dernier ARS décide » (formats.md §7): whatever the order in which they came. */
const newestOfSeries = (verdicts: readonly GradedVerdict[]): readonly GradedVerdict[] =>
  verdicts.filter(
    ({ decides }) =>
      decides === undefined ||
      !verdicts.some(
        (other) => other.decides?.series === decides.series && other.decides.at > decides.at,
      ),
  );
