/** What came in, from whatever source: a mail's bytes, or a file that a person put before us. */
import type { ByPerson, MailRef } from "../../domain/facts.ts";
import type { Instant } from "../../domain/ids.ts";
import type { Verification } from "../../domain/verification.ts";
import type { MailReading, ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";

export interface Incoming {
  readonly ref: MailRef;
  readonly arrived: Instant;
  readonly raw: Uint8Array;
  /** A receipt's own file, and no mail. */
  readonly file?: { readonly name: string };
  readonly person?: ByPerson;
  /** What was verified when it arrived; absent: it arrives now. */
  readonly verified?: Verification;
  /** It stands in the dossier's `AR/` already: it is not put there again. */
  readonly inPlace?: true;
}

export const readIncoming = (
  world: Pick<World, "mailReader" | "mailVerifier">,
  incoming: Incoming,
): Promise<MailReading> =>
  incoming.file
    ? Promise.resolve({ is: "read", mail: asMail(incoming.file.name, incoming.raw) })
    : readMail(world, incoming.raw);

/**
 * Of a signed mail, the text and the parts come from the signed bytes alone: whatever another reader would find around
 * them (a third part, a second boundary) was signed by nobody.
 */
const readMail = async (
  world: Pick<World, "mailReader" | "mailVerifier">,
  raw: Uint8Array,
): Promise<MailReading> => {
  const whole = await world.mailReader.read(raw);
  const signed = world.mailVerifier.signedContent(raw);
  if (whole.is === "unreadable" || !signed) return whole;
  const inner = await world.mailReader.read(signed);
  if (inner.is === "unreadable") return inner;
  const { text, parts } = inner.mail;
  return { is: "read", mail: { ...whole.mail, text, parts } };
};

/** A file without a mail around it: nothing is known of its sender, and a person answers for it. */
const asMail = (name: string, bytes: Uint8Array): ReadMail => ({
  headers: new Map(),
  from: "",
  subject: "",
  messageId: "",
  receivedAboveResults: 0,
  references: [],
  text: "",
  parts: [{ type: "application/octet-stream", name, bytes }],
});
