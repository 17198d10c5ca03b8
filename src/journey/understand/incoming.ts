/** What came in, from whatever source: a mail's bytes, or a file that a person put before us. */
import type { ByPerson, MailRef } from "../../domain/facts.ts";
import type { Instant } from "../../domain/ids.ts";
import type { Verification } from "../../domain/receipt/verification.ts";
import type { MailReading, ReadMail, ReadPart } from "../../ports/mail-reader.ts";
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
  /** What came out of its encryption when it arrived: the key may be gone since. */
  readonly content?: Uint8Array;
  /** Its reading, when it was begun ahead: what it says does not depend on what is known. */
  readonly reading?: Promise<Reading | undefined>;
}

export type Reading =
  | {
      readonly is: "read";
      readonly mail: ReadMail;
      /** What came out of its encryption, to be kept beside it. */
      readonly decrypted?: Uint8Array;
      /** When its signature, S/MIME or OpenPGP, says that it was made, whether or not it is good. */
      readonly signedAt?: Instant;
    }
  | Extract<MailReading, { readonly is: "unreadable" }>
  /** Encrypted, and no key of ours opens it now. */
  | { readonly is: "sealed"; readonly because: string };

type Readers = Pick<World, "mailReader" | "mailVerifier">;

export const readIncoming = async (world: Readers, incoming: Incoming): Promise<Reading> => {
  const { file, raw } = incoming;
  const reading: Reading = file
    ? { is: "read", mail: asMail(file.name, raw) }
    : await readMail(world, incoming);
  return reading.is === "read" ? withFilesOpened(world, reading) : reading;
};

/**
 * Of a signed or encrypted mail, the text and the parts come from what was signed or encrypted alone: whatever another reader
 * would find around them (a third part, a second boundary) was signed by nobody.
 */
const readMail = async (
  world: Readers,
  { raw, content: kept, verified }: Incoming,
): Promise<Reading> => {
  const whole = await world.mailReader.read(raw);
  if (whole.is === "unreadable") return whole;
  const opened = kept
    ? ({ is: "opened", content: kept, ...verified } as const)
    : await world.mailVerifier.open(raw);
  if (opened.is === "bare") return whole;
  if (opened.is === "closed") return { is: "sealed", because: opened.because };
  const inner = await world.mailReader.read(opened.content);
  if (inner.is === "unreadable") return inner;
  const { text, parts, subject } = inner.mail;
  const encrypted = opened.encryption !== undefined;
  const times = [opened.smime?.signed, opened.openpgp?.signed].filter((at) => at !== undefined);
  return {
    is: "read",
    // A sender who hides the subject writes it inside (draft « Header Protection »): it tells nobody apart from us.
    mail: { ...whole.mail, text, parts, ...(encrypted && subject !== "" ? { subject } : {}) },
    ...(encrypted ? { decrypted: opened.content } : {}),
    ...(times.length > 0 ? { signedAt: Math.min(...times) } : {}),
  };
};

/** Files that were encrypted by themselves: one that stays closed makes the whole mail wait, for it may be the answer. */
const withFilesOpened = async (
  world: Readers,
  reading: Extract<Reading, { is: "read" }>,
): Promise<Reading> => {
  const parts: ReadPart[] = [];
  for (const part of reading.mail.parts) {
    const found = await world.mailVerifier.openFile(part);
    if (found.is === "closed") return { is: "sealed", because: found.because };
    parts.push(found.is === "bare" ? part : { ...part, name: found.name, bytes: found.bytes });
  }
  return { ...reading, mail: { ...reading.mail, parts } };
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
