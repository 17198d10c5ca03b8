/** The `MailVerifier`: DKIM and S/MIME together, within a deadline. What takes longer is asked again. */
import { setTimeout as pause } from "node:timers/promises";
import { limits } from "../../domain/limits.ts";
import type { Verification } from "../../domain/verification.ts";
import { asError } from "../../foundation/errors.ts";
import type { MailVerifier } from "../../ports/mail-verifier.ts";
import { type Resolve, systemDns, verifyDkim } from "./dkim.ts";
import { signedPartOf } from "./signed-part.ts";
import { signedAt, verifySmime } from "./smime.ts";

export interface MailVerifierOptions {
  /** The DNS; the system's when absent. */
  readonly resolve?: Resolve;
  /** Shorter in tests. */
  readonly msMax?: number;
}

export const mailVerifier = (options: MailVerifierOptions = {}): MailVerifier => {
  const resolve = options.resolve ?? systemDns();
  return {
    signedContent: (raw) => signedPartOf(raw)?.content,
    signedAt,
    verify: async (raw) => {
      const bell = new AbortController();
      const late = pause(options.msMax ?? limits.verifyMsMax, "late" as const, {
        signal: bell.signal,
      }).catch(() => "late" as const);
      try {
        const answer = await Promise.race([verification(raw, resolve), late]);
        return answer === "late" ? unanswered : answer;
      } finally {
        bell.abort();
      }
    },
  };
};

/** Which domains had signed is not known: the mail's own sender must wait, whoever they are. */
const unanswered: Verification = {
  dkim: [{ domain: "*", result: "unreachable", said: "no answer in time" }],
};

const verification = async (raw: Uint8Array, resolve: Resolve): Promise<Verification> => {
  const smime = await verifySmime(raw);
  const dkim = await verifyDkim(raw, resolve).catch((cause: unknown) => [
    { domain: "", result: "nothing" as const, said: asError(cause).message.slice(0, 200) },
  ]);
  return { dkim, ...(smime ? { smime } : {}) };
};
