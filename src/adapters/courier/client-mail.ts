/** Mails to one client, as `ports/client-mail.ts` says them. */
import { sha256 } from "../../foundation/bytes.ts";
import type { ClientMail, Mailed } from "../../ports/client-mail.ts";
import type { Courier } from "../../ports/courier.ts";

/** `uncertain` is told as what it is: a person looks whether it arrived before it is sent again. */
export const sendToClient = async (courier: Courier, mail: ClientMail): Promise<Mailed> => {
  const id = sha256(`${mail.to} ${mail.at} ${sha256(mail.attached?.bytes ?? mail.text)}`).slice(
    0,
    24,
  );
  const outcome = await courier.deliver(
    {
      envelope: { from: mail.from, to: [mail.to] },
      bytes: await composed(mail, id),
      envelopeId: `compte-${id}`,
      beforeDot: async () => undefined,
    },
    new AbortController().signal,
  );
  if (outcome.is === "accepted") return { is: "sent" };
  return { is: "failed", said: outcome.because.said };
};

const composed = async (mail: ClientMail, id: string): Promise<Uint8Array> => {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  return new MailComposer({
    from: { name: "", address: mail.from },
    to: { name: "", address: mail.to },
    subject: mail.subject,
    messageId: `<compte.${id}@${mail.from.slice(mail.from.lastIndexOf("@") + 1)}>`,
    date: new Date(mail.at),
    text: mail.text.replaceAll("\n", "\r\n"),
    textEncoding: "quoted-printable",
    attachments: (mail.attached ? [mail.attached] : []).map(({ name, bytes }) => ({
      filename: name,
      content: Buffer.from(bytes),
      contentType: name.endsWith(".pdf") ? "application/pdf" : "application/zip",
    })),
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
};
