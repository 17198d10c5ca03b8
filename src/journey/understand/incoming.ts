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
  world: Pick<World, "mailReader">,
  incoming: Incoming,
): Promise<MailReading> =>
  incoming.file
    ? Promise.resolve({ is: "read", mail: asMail(incoming.file.name, incoming.raw) })
    : world.mailReader.read(incoming.raw);

/** A file without a mail around it: nothing is known of its sender, and a person answers for it. */
const asMail = (name: string, bytes: Uint8Array): ReadMail => ({
  headers: new Map(),
  from: "",
  subject: "",
  messageId: "",
  references: [],
  text: "",
  parts: [{ type: "application/octet-stream", name, bytes }],
});
