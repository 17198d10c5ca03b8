/** The `MailVerifier`: DKIM, and what the mail is wrapped in, within a deadline. What takes longer is asked again. */
import { setTimeout as pause } from "node:timers/promises";
import { limits } from "../../domain/limits.ts";
import type { DkimSignature, Verification } from "../../domain/receipt/verification.ts";
import { asError } from "../../foundation/errors.ts";
import type { MailVerifier, OpenedMail } from "../../ports/mail-verifier.ts";
import { type Resolve, systemDns, verifyDkim } from "./dkim.ts";
import { type OpenerOptions, opener } from "./opening/opener.ts";

export interface MailVerifierOptions extends Partial<Omit<OpenerOptions, "msMax">> {
  /** The DNS; the system's when absent. */
  readonly resolve?: Resolve;
  /** Shorter in tests. */
  readonly msMax?: number;
  readonly openMsMax?: number;
}

export const mailVerifier = (options: MailVerifierOptions = {}): MailVerifier => {
  const resolve = options.resolve ?? systemDns();
  const { openers = [], signers = [], openMsMax } = options;
  const opening = opener({
    openers,
    signers,
    ...(openMsMax === undefined ? {} : { msMax: openMsMax }),
  });
  // A mail is opened to be read, and its seals are asked for when it is known to concern us: once is enough.
  const opened = new WeakMap<Uint8Array, Promise<OpenedMail>>();
  const open = (raw: Uint8Array): Promise<OpenedMail> => {
    const known = opened.get(raw) ?? opening.mail(raw);
    opened.set(raw, known);
    return known;
  };
  return {
    open,
    openFile: (file) => opening.file(file),
    keys: () => opening.keys(),
    verify: async (raw) => {
      const found = await open(raw);
      const dkim = await inTime(options.msMax ?? limits.verifyMsMax, dkimOf(raw, resolve));
      if (found.is !== "opened") return { dkim };
      const { is: _, content: __, ...seals } = found;
      return { dkim, ...seals };
    },
    [Symbol.asyncDispose]: () => opening[Symbol.asyncDispose](),
  };
};

const inTime = async (
  msMax: number,
  asked: Promise<Verification["dkim"]>,
): Promise<Verification["dkim"]> => {
  const bell = new AbortController();
  const late = pause(msMax, unanswered, { signal: bell.signal }).catch(() => unanswered);
  try {
    return await Promise.race([asked, late]);
  } finally {
    bell.abort();
  }
};

/** Which domains had signed is not known: the mail's own sender must wait, whoever they are. */
const unanswered: Verification["dkim"] = [
  { domain: "*", result: "unreachable", said: "no answer in time" },
];

const dkimOf = (raw: Uint8Array, resolve: Resolve): Promise<readonly DkimSignature[]> =>
  verifyDkim(raw, resolve).catch((cause: unknown) => [
    { domain: "", result: "nothing" as const, said: asError(cause).message.slice(0, 200) },
  ]);
