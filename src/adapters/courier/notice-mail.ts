/**
 * Tells by mail, under an identity of its own, with an empty envelope sender (RFC 5321 §4.5.5) so that no
 * bounce answers it, and marked as automatic (RFC 3834) and as ours, so that it is never taken for a receipt.
 */
import type { Notice } from "../../domain/notices.ts";
import { sha256 } from "../../foundation/bytes.ts";
import type { Courier } from "../../ports/courier.ts";
import type { Notified, Notifier } from "../../ports/notifier.ts";

export interface NoticeMailOptions {
  readonly courier: Courier;
  readonly from: string;
  readonly to: readonly string[];
  readonly nullSender: boolean;
  /** The agent's mark. */
  readonly agentToken: string;
  readonly dossiers?: readonly string[];
  readonly not?: readonly string[];
}

export const noticeMail = (options: NoticeMailOptions): Notifier => {
  const { to, dossiers, not } = options;
  return {
    channel: `mail ${sha256(to.toSorted().join(" ").toLowerCase()).slice(0, 12)}`,
    ...(dossiers === undefined ? {} : { dossiers }),
    ...(not === undefined ? {} : { not }),
    async notify(notice, signal) {
      const failed: string[] = [];
      for (const address of to) {
        const sent = await sendTo(options, { notice, address, signal });
        if (sent.is === "failed") failed.push(sent.said);
      }
      // Somebody was told: telling everybody again because one address is wrong would be a storm.
      return failed.length < to.length
        ? { is: "told" }
        : { is: "failed", said: failed.join(" ; ") };
    },
  };
};

const sendTo = async (
  options: NoticeMailOptions,
  about: { readonly notice: Notice; readonly address: string; readonly signal: AbortSignal },
): Promise<Notified> => {
  const { notice, address } = about;
  const id = sha256(`${options.agentToken} ${notice.upTo} ${notice.at} ${address}`).slice(0, 24);
  const bytes = await composed(options, about, id);
  const outcome = await options.courier.deliver(
    {
      envelope: { from: options.nullSender ? "" : options.from, to: [address] },
      bytes,
      envelopeId: `avis-${id}`,
      beforeDot: async () => undefined,
    },
    about.signal,
  );
  // An answer lost after the dot: it may have arrived, and a notice is not worth telling twice.
  return outcome.is === "accepted" || outcome.is === "uncertain"
    ? { is: "told" }
    : { is: "failed", said: outcome.because.said };
};

const composed = async (
  options: NoticeMailOptions,
  { notice, address }: { readonly notice: Notice; readonly address: string },
  id: string,
): Promise<Uint8Array> => {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  return new MailComposer({
    headers: {
      "X-Facteur-Agent": options.agentToken,
      "Auto-Submitted": "auto-generated",
      Precedence: "bulk",
    },
    from: { name: "Facteur", address: options.from },
    to: { name: "", address },
    subject: notice.subject,
    messageId: `<avis.${id}@${options.from.slice(options.from.lastIndexOf("@") + 1)}>`,
    date: new Date(notice.at),
    text: notice.text.replaceAll("\n", "\r\n"),
    textEncoding: "quoted-printable",
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};
