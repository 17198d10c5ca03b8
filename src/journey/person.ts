/**
 * What a person says of receipts: an acknowledgement that came by fax, telephone or post; whom a receipt is about; that
 * one which nothing authenticates is true. Each is a fact with their name, and nothing is ever taken back.
 */

import { type DeclarationState, declarationStates, hasLeft } from "../domain/declaration-state.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { ByPerson, Fact, FactOf } from "../domain/facts.ts";
import type { DepositId, Instant, ReceiptId, Sha256 } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import { mayHaveLeft } from "../domain/message.ts";
import { speaksForOthers } from "../domain/receipt/believed.ts";
import { type PersonAnswer, refused } from "../domain/receipt/person-answer.ts";
import { foldReceipt } from "../domain/receipt/receipt.ts";
import type { Verdict } from "../domain/receipt/verdict.ts";
import type { JournalTransactor } from "../ports/journal.ts";
import type { World } from "./world.ts";

export interface PaperReceipt {
  readonly deposit: DepositId;
  /** 1-based; all declarations when absent. */
  readonly position?: number;
  readonly person: ByPerson;
  /** What the person says that it says. */
  readonly said: Pick<Verdict, "is" | "code" | "number">;
  /** The scan, in the store; without one, the statement itself. */
  readonly evidence: { readonly sha256: Sha256; readonly size: number };
}

/** What was said on the telephone has no paper: the statement itself is kept. */
export const spokenEvidence = (paper: Omit<PaperReceipt, "evidence">, at: Instant): Uint8Array => {
  const { deposit, position, person, said } = paper;
  const told = { deposit, position, means: "phone", by: person.by, says: said.is };
  const { code, number } = said;
  const reason = person.reason ?? "";
  return Buffer.from(
    JSON.stringify({ ...told, code, number, reason, at: new Date(at).toISOString() }),
  );
};

export const recordPaper = (
  world: Pick<World, "journal" | "clock">,
  paper: PaperReceipt,
): Promise<PersonAnswer> =>
  world.journal.transact(async (t) => {
    const deposit = await t.deposit(paper.deposit);
    if (!deposit) return refused("unknown-deposit");
    const meant = declarationStates(deposit).filter(
      ({ position }) => paper.position === undefined || position === paper.position,
    );
    if (meant.length === 0) return refused("no-declaration");
    // Of a declaration whose mail never left, nobody can have answered.
    const declared = meant.filter((d) => hasLeft(deposit, d.id));
    if (declared.length === 0) return refused("never-sent");
    const { sha256, size } = paper.evidence;
    const { by, means } = paper.person;
    const seen = await t.receiptOf(sha256);
    const receipt = seen ?? (await t.nextReceipt());
    const now = world.clock.now();
    const from = { mailbox: "personne", folder: means, uidValidity: sha256, uid: 0 };
    const facts: readonly Fact[] = [
      ...(seen
        ? []
        : [
            { is: "receipt-stored", receipt, sha256, size, from, arrived: now } as const,
            { is: "receipt-classified", receipt, class: "ar", by: ["person"] } as const,
          ]),
      {
        is: "receipt-matched",
        receipt,
        deposit: deposit.id,
        ...messageOf(deposit, declared),
        by: ["person"],
        grade: "H",
        gradeBecause: `${paperWords[means] ?? "enregistré"} par ${by}`,
        verdicts: declared.map((d) => ({ declaration: d.id, ...paper.said })),
        arrived: now,
        person: paper.person,
        sender: "",
        subject: "",
      },
    ];
    for (const fact of facts) await t.append(fact);
    return { is: "done", receipt, deposits: [deposit.id] };
  });

const paperWords: Readonly<Partial<Record<ByPerson["means"], string>>> = {
  fax: "télécopie enregistrée",
  phone: "réponse par téléphone enregistrée",
  post: "courrier postal enregistré",
};

/** The mail that holds what was answered. */
const messageOf = (
  { messages }: Deposit,
  answered: readonly DeclarationState[],
): Pick<FactOf<"receipt-matched">, "message"> => {
  const found = messages.find(
    (m) => mayHaveLeft(m) && answered.some((d) => m.frozen.declarations.includes(d.id)),
  );
  return found ? { message: found.id } : {};
};

const receiptOf = async (t: JournalTransactor, id: ReceiptId) =>
  foldReceipt(await t.facts({ receipt: id }, limits.receiptFactsMax));

/**
 * « Je me porte garant de cet accusé »: what it says then counts, with their name. A gateway breaks true signatures, so even
 * what contradicts its sender has this way out, with a reason that stays beside the contradiction.
 */
export const confirmReceipt = (
  world: Pick<World, "journal">,
  id: ReceiptId,
  person: ByPerson,
): Promise<PersonAnswer> =>
  world.journal.transact(async (t) => {
    const receipt = await receiptOf(t, id);
    if (!receipt) return refused("unknown-receipt");
    if (receipt.matches.length === 0) return refused("not-matched");
    if (receipt.matches.some((m) => m.grade === "H")) return refused("already-there");
    for (const match of receipt.matches)
      if (!(await t.deposit(match.deposit))?.messages.some(mayHaveLeft))
        return refused("never-sent");
    const { by, reason = "" } = person;
    const denied = (m: FactOf<"receipt-matched">) => m.grade === "F" || speaksForOthers(m);
    if (reason.trim() === "" && receipt.matches.some(denied)) return refused("contradicts");
    const deposits = new Set<DepositId>();
    for (const { seq: _, at: __, ...match } of receipt.matches) {
      deposits.add(match.deposit);
      const why = reason.trim() === "" ? "" : ` (${reason.trim()})`;
      const despite = match.grade === "F" ? ", bien que l'accusé contredise son expéditeur" : "";
      const verdicts = match.verdicts.map(ofReceipt);
      const gradeBecause = `confirmé par ${by}${why}${despite} ; ${match.gradeBecause}`;
      const { returned, message } = match;
      await t.append({
        ...match,
        verdicts: returned ? [] : verdicts,
        grade: "H",
        gradeBecause,
        person,
      });
      if (returned && message)
        await t.append({
          is: "message-returned",
          deposit: match.deposit,
          message,
          by: id,
          ...returned,
        });
    }
    return { is: "done", receipt: id, deposits: [...deposits] };
  });

/** A person answers for every word of it: none keeps a grade of its own. */
const ofReceipt = (verdict: Verdict): Verdict => {
  const { grade: _, ...said } = verdict;
  return said;
};

/** It is about none of our deposits. */
export const dismissReceipt = (
  world: Pick<World, "journal">,
  id: ReceiptId,
  person: ByPerson,
): Promise<PersonAnswer> =>
  world.journal.transact(async (t) => {
    const receipt = await receiptOf(t, id);
    if (!receipt) return refused("unknown-receipt");
    if (receipt.matches.length > 0 || receipt.dismissed) return refused("already-there");
    const { by, reason = "" } = person;
    await t.append({ is: "receipt-dismissed", receipt: id, by, reason });
    return { is: "done", receipt: id, deposits: [] };
  });

/** The match that was understood for the deposit a person named, or why it cannot be. */
export const assignReceipt = (
  world: Pick<World, "journal">,
  id: ReceiptId,
  match: Omit<FactOf<"receipt-matched">, "is" | "receipt">,
): Promise<PersonAnswer> =>
  world.journal.transact(async (t) => {
    const receipt = await receiptOf(t, id);
    if (!receipt) return refused("unknown-receipt");
    if (receipt.matches.some((m) => m.deposit === match.deposit)) return refused("already-there");
    await t.append({ is: "receipt-matched", receipt: id, ...match });
    return { is: "done", receipt: id, deposits: [match.deposit] };
  });
