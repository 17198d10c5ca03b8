/** One deposit that a receipt is about: how far it can be trusted, and what it says of each declaration. */

import type { Deposit } from "../../domain/deposit.ts";
import type { FactOf } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import type { Authenticity } from "../../domain/receipt/authenticity.ts";
import type { Verification } from "../../domain/receipt/verification.ts";
import { withoutNir } from "../../domain/without-nir.ts";
import { withoutPersons } from "../../domain/without-persons.ts";
import type { ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import type { ReadMail, ReadPart } from "../../ports/mail-reader.ts";
import { contentOf } from "../content.ts";
import type { World } from "../world.ts";
import { answeredMails, answeredMessage } from "./answered.ts";
import type { Conclusion } from "./conclusion.ts";
import type { Incoming } from "./incoming.ts";
import { repeatMarks } from "./repeats.ts";
import { numberMarks } from "./signs.ts";
import { trusted } from "./trust.ts";
import { verdictsFor } from "./verdicts.ts";

export interface Matching {
  readonly world: Pick<World, "store" | "agent" | "senders" | "signers">;
  readonly incoming: Incoming;
  readonly mail: ReadMail;
  readonly readings: readonly ReceiptReading[];
  readonly verified: Verification;
  readonly file?: ReadPart;
}

export type Match = Conclusion["matches"][number];

export const matchOf = async (
  about: Matching,
  deposit: Deposit,
  signs: readonly string[],
): Promise<{ readonly match: Match; readonly trust: Authenticity }> => {
  const { world, incoming, mail, readings, file } = about;
  const answer = { world, deposit, mail, ...mailboxOf(about) };
  const answered = answeredMails(answer);
  const whole = await contentOf(world, deposit);
  const understood = await verdictsFor({ world, deposit, whole, mails: answered }, readings);
  const { trust, verdicts } = trusted(about, { deposit, answered, verdicts: understood.verdicts });
  const marks = [
    ...numberMarks(world, readings),
    ...repeatMarks(world, { mail, ...(file ? { file } : {}) }),
  ];
  const stamp = readings.find((r) => r.stamp !== undefined)?.stamp;
  const message = answeredMessage(answer, answered);
  const match: Match = {
    deposit: deposit.id,
    ...(message ? { message } : {}),
    by: [...signs, ...understood.doubts],
    grade: trust.grade,
    gradeBecause: trust.because,
    ...(understood.level ? { level: understood.level } : {}),
    verdicts,
    arrived: incoming.arrived,
    ...(stamp ? { stamp } : {}),
    ...(marks.length > 0 ? { marks } : {}),
    ...(incoming.person ? { person: incoming.person } : {}),
    sender: mail.from,
    subject: withoutPersons(withoutNir(mail.subject), whole.declarations).slice(
      0,
      limits.receiptSubjectCharsMax,
    ),
    ...(understood.reader ? { reader: understood.reader } : {}),
    ...(mail.text.trim() ? { text: await world.store.put(Buffer.from(mail.text)) } : {}),
    ...(file && !incoming.inPlace ? { file: await kept(world, file, deposit) } : {}),
  };
  return { match, trust };
};

/** A mailbox of ours; what a person brings came into none. */
export const mailboxOf = ({
  world,
  incoming,
}: Pick<Matching, "incoming"> & { readonly world: Pick<World, "senders"> }): {
  readonly mailbox?: string;
} => (world.senders.has(incoming.ref.mailbox) ? { mailbox: incoming.ref.mailbox } : {});

const kept = async (
  world: Pick<World, "store">,
  file: ReadPart,
  deposit: Deposit,
): Promise<NonNullable<FactOf<"receipt-matched">["file"]>> => ({
  name: file.name || deposit.claimed.name,
  sha256: await world.store.put(file.bytes),
});
