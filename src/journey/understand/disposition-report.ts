/**
 * A disposition notification about one of our mails (RFC 8098; RFC 3335 and RFC 4130 when a program answers for the
 * organism). `displayed` is no declaration; `processed` says that it arrived, and its MIC, when it has one, is compared
 * with what left; an error or a failure is a refusal; a mail deleted unread is for a person.
 */

import { createHash } from "node:crypto";
import type { Deposit } from "../../domain/deposit.ts";
import { limits } from "../../domain/limits.ts";
import type { Message } from "../../domain/message.ts";
import type { Verdict } from "../../domain/receipt/verdict.ts";
import {
  type Disposition,
  readDisposition,
} from "../../formats/receipts/disposition/disposition.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import type { Finding } from "./asking.ts";

export interface DispositionFound {
  readonly disposition: Disposition;
  readonly deposit: Deposit;
  readonly message: Message;
  readonly verdicts: readonly Verdict[];
  readonly signs: readonly string[];
}

export type DispositionReport =
  | { readonly is: "none" }
  /** It answers somebody else's mail. */
  | { readonly is: "foreign" }
  | ({ readonly is: "ours" } & DispositionFound);

export const dispositionReport = async (
  world: Finding & Pick<World, "store">,
  mail: ReadMail,
): Promise<DispositionReport> => {
  const part = mail.parts.find((p) => p.type === "message/disposition-notification");
  const disposition = part && readDisposition(part.bytes);
  if (!disposition) return { is: "none" };
  for (const header of [disposition.originalMessageId, ...mail.references.toReversed()]) {
    if (header === "") continue;
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === header);
    if (!deposit || !message) continue;
    const mic = await compareMic(world, { disposition, deposit, message });
    const said = mic === "differs" ? { is: "to-read" as const } : sayingOf(disposition);
    return {
      is: "ours",
      disposition,
      deposit,
      message,
      verdicts: said ? message.frozen.declarations.map((d) => ({ declaration: d, ...said })) : [],
      signs: ["message-id", disposition.type, ...(mic === "absent" ? [] : [`mic-${mic}`])],
    };
  }
  return { is: "foreign" };
};

const sayingOf = (disposition: Disposition): Omit<Verdict, "declaration"> | undefined => {
  const bad = disposition.modifiers.find((m) => m.is === "error" || m.is === "failure");
  if (bad || disposition.type === "failed")
    return {
      is: "refused",
      level: 1,
      ...(bad?.said ? { code: bad.said.slice(0, limits.receiptCodeCharsMax) } : {}),
    };
  switch (disposition.type) {
    case "processed":
      // A warning is no refusal: « duplicate-document » even says that the first one had arrived.
      return { is: "received", level: 1 };
    case "deleted":
    case "unknown":
      return { is: "to-read" };
    case "displayed":
    case "dispatched":
    case "denied":
      return undefined;
  }
};

const digests: Readonly<Record<string, string>> = {
  md5: "md5",
  sha1: "sha1",
  sha256: "sha256",
  sha384: "sha384",
  sha512: "sha512",
};

/**
 * The digest is over the content without headers, since those are altered on the way (RFC 3335 §6.3): for a mail of
 * several parts its body, or the file itself for those who digest what they took out of it.
 */
const compareMic = async (
  world: Pick<World, "store">,
  about: {
    readonly disposition: Disposition;
    readonly deposit: Deposit;
    readonly message: Message;
  },
): Promise<"absent" | "equal" | "differs" | "unknown-algorithm"> => {
  const { mic } = about.disposition;
  if (!mic) return "absent";
  const name = Object.hasOwn(digests, mic.algorithm) ? digests[mic.algorithm] : undefined;
  if (name === undefined) return "unknown-algorithm";
  const frozen = await world.store.get(about.message.frozen.sha256);
  const file = await world.store.get(about.deposit.claimed.sha256);
  const end = Buffer.from(frozen).indexOf("\r\n\r\n");
  const contents = [frozen.subarray(end + 4), frozen, file];
  const equal = contents.some(
    (bytes) => createHash(name).update(bytes).digest("base64") === mic.digest,
  );
  return equal ? "equal" : "differs";
};
