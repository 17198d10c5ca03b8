/**
 * Whether a mail acknowledges something we sent, and what. References to our Message-ID are strong: they
 * hold a nonce. Without them, the seed's own way: subject « Fichier des AR », an attached AR file, and
 * the identifiers inside it (seed 000, procédure de réception).
 */
import type { Deposit } from "../../domain/deposit.ts";
import type { MessageId } from "../../domain/ids.ts";
import { mayHaveArrived } from "../../domain/message.ts";
import { readDpaeAr } from "../../formats/receipts/dpae-ar.ts";
import type { ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import { parseTextReceipt } from "../../formats/receipts/text-receipts.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import type { ReadMail, ReadPart } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";

export interface Acknowledgement {
  readonly deposits: readonly Deposit[];
  /** Known when the mail cites its Message-ID. */
  readonly message?: MessageId;
  readonly by: readonly string[];
  readonly readings: readonly ReceiptReading[];
  /** The AR's file, for the payroll program. */
  readonly file?: ReadPart;
}

type Part = Pick<World, "journal" | "textProfiles" | "agent">;

export const acknowledgement = async (
  world: Part,
  mail: ReadMail,
): Promise<Acknowledgement | undefined> => {
  const files = mail.parts.filter((p) => p.name !== "" && !p.type.startsWith("message/"));
  const readFiles = files.map((p) => ({ part: p, reading: readDpaeAr(p.bytes) }));
  const understoodFile = readFiles.find((f) => f.reading !== undefined);
  const file = understoodFile?.part ?? files[0];
  const readings = [
    ...readFiles.flatMap((f) => f.reading ?? []),
    ...world.textProfiles.flatMap((profile) => parseTextReceipt(mail.text, profile) ?? []),
  ];
  const carried = file ? { file, readings } : { readings };
  const cited = await byReferences(world, mail);
  if (cited)
    return {
      deposits: [cited.deposit],
      message: cited.message,
      by: ["references", ...(understoodFile ? ["identifiers"] : [])],
      ...carried,
    };
  if (!understoodFile?.reading) return undefined;
  const { deposits, ambiguous } = await byIdentifiers(
    world,
    understoodFile.reading,
    understoodFile.part.name,
  );
  // It speaks of us, and of whom nobody can tell: a person says.
  if (deposits.length === 0 && ambiguous) return { deposits, by: ["ambiguous"], ...carried };
  if (deposits.length === 0) return undefined;
  const by = ["identifiers"];
  if (isArSubject(mail.subject)) by.push("subject");
  if (deposits.some((d) => d.claimed.name === understoodFile.part.name)) by.push("attachment");
  // Two independent signs, or nothing: a person decides about the rest (mail.md §4).
  return by.length >= 2 ? { deposits, by, ...carried } : undefined;
};

/** Seed 000: « l'email dont l'objet est « Fichier des AR » ». */
const isArSubject = (subject: string): boolean => /fichier des ar\b/iu.test(subject);

const byReferences = async (
  world: Part,
  mail: ReadMail,
): Promise<{ deposit: Deposit; message: MessageId } | undefined> => {
  for (const header of mail.references.toReversed()) {
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === header);
    if (deposit && message) return { deposit, message: message.id };
  }
  return undefined;
};

/** For each key, the one deposit that may have reached the organism and still waits for it. */
const byIdentifiers = async (
  world: Part,
  reading: ReceiptReading,
  name: string,
): Promise<{ readonly deposits: readonly Deposit[]; readonly ambiguous: boolean }> => {
  const found = new Map<string, Deposit>();
  let ambiguous = false;
  for (const line of reading.lines) {
    if (line.about.by !== "key") continue;
    const key = keyedHash(world.agent.key, line.about.key);
    const holders = await world.journal.find({ by: "key", key }, 50);
    const sent = holders.filter((d) => d.messages.some(mayHaveArrived));
    const waiting = sent.filter((d) => isWaiting(d, key));
    const candidates = waiting.length > 0 ? waiting : sent;
    const named = candidates.filter((d) => d.claimed.name === name);
    const [only, second] = candidates.length > 1 && named.length > 0 ? named : candidates;
    if (only && !second) found.set(only.id, only);
    else if (second) ambiguous = true;
  }
  return { deposits: [...found.values()], ambiguous };
};

const isWaiting = (deposit: Deposit, key: string): boolean => {
  const position = deposit.recognised?.keys.indexOf(key) ?? -1;
  const state = deposit.declarations[position];
  return state?.is === "waiting" || state?.is === "received";
};
