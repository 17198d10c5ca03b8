/**
 * Receipt → `<dossier>/AR/`, under the name it came with, exactly once: the payroll program may take it
 * away at any moment, and must never find it twice (design §4, I4), unless a person asks for it again. The bytes wait in a hidden file
 * before the journal says « begun »; from then on only the hidden file's presence says what is left to do.
 * When the last one was not consumed, the rule's `ar.depot` decides: replace it, number the new one, or wait.
 */

import type { Deposit } from "../domain/deposit.ts";
import { deliveriesFor, undelivered } from "../domain/next.ts";
import { mailsSpokenOf } from "../domain/receipt/believed.ts";
import type { FilingPolicy } from "../domain/receipt/expected.ts";
import { sha256 } from "../foundation/bytes.ts";
import type { FiledName, FilingHow } from "../ports/filing.ts";
import type { Facts, World } from "./world.ts";

type Receipt = ReturnType<typeof undelivered>[number];

/** One stage of one delivery a call: its facts must be durable before the next call. */
export const file = async (
  world: Pick<World, "store" | "dossiers" | "journal">,
  deposit: Deposit,
): Promise<Facts> => {
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  if (!dossier) return [];
  for (const receipt of undelivered(deposit)) {
    const policy = policyFor(deposit, receipt);
    const facts = await fileOne({ world, deposit, filing: dossier.spool.filing, policy }, receipt);
    // One that waits for its place keeps no other back.
    if (facts.length > 0) return facts;
  }
  return [];
};

/** Of the rules of the mails that it speaks of, the one that destroys least. */
export const policyFor = (deposit: Deposit, receipt: Receipt): FilingPolicy => {
  const asked = mailsSpokenOf(deposit, receipt).map((mail) => mail.expects?.filing);
  return careful.find((policy) => asked.includes(policy)) ?? "remplacer";
};

const careful = ["attendre", "numeroter"] as const satisfies readonly FilingPolicy[];

interface Filing {
  readonly world: Pick<World, "store" | "journal">;
  readonly deposit: Deposit;
  readonly filing: NonNullable<ReturnType<World["dossiers"]["get"]>>["spool"]["filing"];
  readonly policy: FilingPolicy;
}

const fileOne = async (about: Filing, receipt: Receipt): Promise<Facts> => {
  const { world, deposit, filing, policy } = about;
  if (!receipt.file) return [];
  const { sha256: hash, name } = receipt.file;
  const fact = { deposit: deposit.id, receipt: receipt.receipt, sha256: hash };
  const asked = deposit.refilings.findLast((x) => x.receipt === receipt.receipt);
  const mark = await markOf(about, receipt);
  const begun = deliveriesFor(deposit, receipt.receipt).findLast(
    (d) => d.receipt === receipt.receipt,
  );
  if (begun) {
    const how = { over: policy === "remplacer" || asked !== undefined, mark };
    const done = await committed(about, receipt, { name: begun.name, how });
    if (done === "lost") return [];
    if (done === "filed") return [{ is: "delivered", ...fact, name: begun.name }];
  } else if (await filing.filed(mark))
    // It was put there before the backup that this journal was restored from.
    return [{ is: "delivered", ...fact, name, before: true }];
  // An older one that a person wants back takes the place of nothing that the program has not taken yet.
  const kind = asked && policy === "remplacer" ? "attendre" : policy;
  const place = await filing.place(ownOr(name, deposit), kind, asked ? hash : undefined);
  if (place === undefined) return [];
  if (!begun) await filing.prepare(receipt.receipt, await world.store.get(hash));
  return [{ is: "delivery-begun", ...fact, name: place }];
};

const committed = async (
  { world, deposit, filing }: Filing,
  receipt: Receipt,
  about: { readonly name: string; readonly how: FilingHow },
): Promise<"filed" | "taken" | "lost"> => {
  // The mail's own name, or the place that was found for it, which is a plain name by then.
  const name: FiledName =
    about.name === receipt.file?.name ? ownOr(about.name, deposit) : { own: about.name };
  const done = await filing.commit(receipt.receipt, name, about.how);
  if (done !== "lost" || !receipt.file) return done;
  // Somebody deleted the hidden file before it was put in its place: nobody has seen it yet.
  await filing.prepare(receipt.receipt, await world.store.get(receipt.file.sha256));
  return filing.commit(receipt.receipt, name, about.how);
};

/** A file that comes back under the name it was dropped with keeps that name, letter by letter. */
const ownOr = (name: string, deposit: Deposit): FiledName =>
  name === deposit.claimed.name ? { own: name } : name;

/** The same mail bringing the same file, whatever numbers a journal gives them; each time that a person asks is another. */
const markOf = async ({ world, deposit }: Filing, receipt: Receipt): Promise<string> => {
  const facts = await world.journal.facts({ receipt: receipt.receipt }, 2);
  const stored = facts.find((f) => f.is === "receipt-stored");
  const mail = stored?.is === "receipt-stored" ? stored.sha256 : receipt.receipt;
  // Each order is another: the hour, too, because a restored journal counts again.
  const asked = deposit.refilings.filter((x) => x.receipt === receipt.receipt);
  const again = asked.length === 0 ? "" : ` ${asked.length} ${asked.at(-1)?.at}`;
  return sha256(Buffer.from(`${mail} ${receipt.file?.sha256 ?? ""}${again}`)).slice(0, 32);
};
