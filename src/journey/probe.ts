/**
 * One identity tried without a declaration: both logins, and on request a mail to oneself that is looked for again. That
 * mail is no declaration, says so, has a Message-ID that is none of a deposit's, and is written in no journal.
 */

import { limits } from "../domain/limits.ts";
import type { ProbeReport, SelfSent } from "../domain/probe.ts";
import type { Clock } from "../ports/clock.ts";
import type { Composer } from "../ports/composer.ts";
import type { Courier } from "../ports/courier.ts";
import type { MailboxProber, SubmissionProber } from "../ports/prober.ts";

export interface Probed {
  readonly identity: {
    readonly name: string;
    readonly address: string;
    readonly displayName: string;
  };
  readonly submission: SubmissionProber;
  readonly mailbox?: MailboxProber;
  /** Whether the mailbox can be searched. */
  readonly searchable: boolean;
  readonly courier: Courier;
  readonly composer: Composer;
  readonly clock: Clock;
  readonly random: (bytes: number) => Uint8Array;
}

export const probe = async (
  probed: Probed,
  options: { readonly sendSelf: boolean },
  signal: AbortSignal,
): Promise<ProbeReport> => {
  const [submission, mailbox] = await Promise.all([
    probed.submission.look(signal),
    probed.mailbox?.look(signal),
  ]);
  const { name, address } = probed.identity;
  const self = options.sendSelf ? await sendSelf(probed, signal) : undefined;
  const skewMs = self?.is === "found" ? self.skewMs : submission.seen?.skewMs;
  return {
    identity: name,
    address,
    submission,
    ...(mailbox ? { mailbox } : {}),
    ...(self ? { self } : {}),
    ...(skewMs === undefined ? {} : { skewMs }),
  };
};

const sendSelf = async (probed: Probed, signal: AbortSignal): Promise<SelfSent> => {
  const { identity, courier, composer, clock, mailbox } = probed;
  if (!mailbox || !probed.searchable) return { is: "no-mailbox" };
  const { address } = identity;
  const nonce = Buffer.from(probed.random(16)).toString("hex");
  const messageIdHeader = `<essai.${nonce}@${address.slice(address.lastIndexOf("@") + 1)}>`;
  const sent = clock.now();
  const bytes = await composer.compose({
    from: { address, name: identity.displayName },
    to: address,
    subject: "Facteur : essai d'envoi à soi-même, sans valeur déclarative",
    note: "Ce courriel prouve que cette identité envoie et reçoit. Il n'est pas une déclaration et peut être supprimé.",
    attachment: { name: "essai.txt", bytes: Buffer.from("FACTEUR ESSAI\r\n") },
    messageIdHeader,
    date: sent,
    agentToken: "essai",
  });
  const outcome = await courier.deliver(
    {
      envelope: { from: address, to: [address] },
      bytes,
      envelopeId: `essai-${nonce}`,
      beforeDot: () => Promise.resolve(),
    },
    signal,
  );
  if (outcome.is === "later" || outcome.is === "refused") {
    const { code, said } = outcome.because;
    return { is: "not-sent", code, said };
  }
  return arrival({ probed: { clock, mailbox }, messageIdHeader, sent, signal });
};

interface Arrival {
  readonly probed: { readonly clock: Clock; readonly mailbox: MailboxProber };
  readonly messageIdHeader: string;
  readonly sent: number;
  readonly signal: AbortSignal;
}

const arrival = async ({ probed, messageIdHeader, sent, signal }: Arrival): Promise<SelfSent> => {
  const { clock, mailbox } = probed;
  const begun = clock.monotonic();
  for (;;) {
    // A look that fails is a look without an answer: the next one may have it.
    const found = await mailbox.find(messageIdHeader).catch(() => undefined);
    const afterMs = Math.round(clock.monotonic() - begun);
    if (found)
      return {
        is: "found",
        messageIdHeader,
        afterMs,
        ...found,
        skewMs: skewOf({ arrived: found.arrived, sent, seen: clock.now() }),
      };
    if (afterMs >= limits.probeArrivalMsMax || signal.aborted)
      return { is: "not-found", messageIdHeader, afterMs };
    await clock.wait(limits.probeLookMs, signal);
  }
};

/** The server stamped it between our two looks at the clock, in whole seconds: what is beyond is its clock. */
const skewOf = (at: {
  readonly arrived: number;
  readonly sent: number;
  readonly seen: number;
}): number => {
  const second = 1000;
  if (at.arrived > at.seen + second) return at.arrived - at.seen;
  return at.arrived < at.sent - second ? at.arrived - at.sent : 0;
};
