/**
 * The mails that answer one message, in the order in which they go. A flat DPAE comes back as the file
 * itself with its slots filled (mail "Fichier des AR", seed 000); everything else is answered by text.
 * The levels are a thing of DUCS: a DPAE has one acknowledgement, whatever the behaviour.
 */
import { fillAcknowledgement } from "../formats/dpae-flat/acknowledge.ts";
import { type Behaviour, refuses } from "./behaviours.ts";
import { composeBounce } from "./bounce.ts";
import { composeMail, type Outgoing } from "./compose.ts";
import { type Received, received } from "./declarations.ts";
import { demoRejectionCode, ducsReceiptText } from "./ducs-receipt.ts";
import { portalMails } from "./portal-notices.ts";
import type { Attachment, ReceivedMail } from "./read-mail.ts";

export interface Question {
  readonly behaviour: Behaviour;
  /** The organism's address that was written to: it signs the answer. */
  readonly organism: string;
  readonly sender: string;
  readonly envelopeId: string | undefined;
  readonly mail: ReceivedMail;
  readonly bytes: Uint8Array;
  readonly at: number;
  /** Numbers this sending at the organism: shown in its texts, unique in its Message-IDs. */
  readonly number: number;
}

/** The attachment that holds declarations, else the first one. */
export const declarationIn = (mail: ReceivedMail): Attachment | undefined =>
  mail.attachments.find((a) => received(a.bytes).is !== "unreadable") ?? mail.attachments[0];

export const answersTo = (question: Question): readonly Uint8Array[] => {
  switch (question.behaviour.answer) {
    case "none":
      return [];
    case "bounce":
      return [bounceOf(question)];
    case "receipt":
      return [receiptOf(question, 3)];
    case "receipt-twice": {
      const receipt = receiptOf(question, 3);
      return [receipt, receipt];
    }
    case "portal":
      return portalNotices(question);
    case "levels":
      return fileOf(question).is === "dpae-flat"
        ? [receiptOf(question, 3)]
        : [receiptOf(question, 1), receiptOf(question, 2), receiptOf(question, 3)];
  }
};

/** ADS, ACS, ARS, in this order (seed 001, étapes 6 and 7); a file of another kind gets its usual receipt. */
const portalNotices = (question: Question): readonly Uint8Array[] => {
  const { mail, behaviour, number, at, organism, sender } = question;
  if (fileOf(question).is !== "dpae-flat") return [receiptOf(question, 3)];
  const bytes = declarationIn(mail)?.bytes ?? new Uint8Array();
  const notices = portalMails({ bytes, number, at, verdicts: behaviour.verdicts });
  return notices.map(({ what, ...content }) =>
    composeMail({
      from: organism,
      to: sender,
      messageId: messageIdOf(question, what),
      date: at,
      inReplyTo: mail.messageId,
      ...content,
    }),
  );
};

const fileOf = ({ mail }: Question): Received =>
  received(declarationIn(mail)?.bytes ?? new Uint8Array());

const domainOf = (address: string): string => address.slice(address.lastIndexOf("@") + 1);

const messageIdOf = (question: Question, what: string): string =>
  `<${what}.${question.number}.${question.at}@${domainOf(question.organism)}>`;

const bounceOf = (question: Question): Uint8Array => {
  const domain = domainOf(question.organism);
  return composeBounce({
    from: `MAILER-DAEMON@${domain}`,
    to: question.sender,
    messageId: messageIdOf(question, "dsn"),
    date: question.at,
    reportingHost: `smtp.${domain}`,
    failedRecipient: question.organism,
    envelopeId: question.envelopeId,
    returned: question.bytes,
  });
};

const receiptOf = (question: Question, level: 1 | 2 | 3): Uint8Array => {
  const file = fileOf(question);
  const common = {
    from: question.organism,
    to: question.sender,
    messageId: messageIdOf(question, `ar${level}`),
    date: question.at,
    inReplyTo: question.mail.messageId,
  };
  return composeMail(
    file.is === "dpae-flat"
      ? { ...common, ...filledFile(question) }
      : { ...common, ...textOf({ question, file, level }) },
  );
};

type Content = Pick<Outgoing, "subject" | "text" | "attachment">;

/** `00` is registered [2+]; the refusal's code is invented, and a refused hire gets no dossier number. */
const filledFile = (question: Question): Content => {
  const attachment = declarationIn(question.mail);
  const { verdicts, damaged } = question.behaviour;
  const filled = fillAcknowledgement(attachment?.bytes ?? new Uint8Array(), (index) =>
    refuses(verdicts, index + 1)
      ? { batch: "00", dossier: "", code: demoRejectionCode }
      : { batch: "00", dossier: dossierNumber(question.number, index), code: "00" },
  );
  return {
    subject: "Fichier des AR",
    text: "Veuillez trouver ci-joint le fichier des AR.\r\n",
    attachment: { name: attachment?.name ?? "", bytes: damaged ? damage(filled) : filled },
  };
};

const dossierNumber = (sending: number, index: number): string =>
  String((sending * 1000 + index + 1) % 100_000).padStart(5, "0");

const textOf = (what: {
  readonly question: Question;
  readonly file: Exclude<Received, { is: "dpae-flat" }>;
  readonly level: 1 | 2 | 3;
}): Content => {
  const { question, file, level } = what;
  const references = file.is === "unreadable" ? [] : file.references;
  const text = ducsReceiptText({
    level,
    organism: domainOf(question.organism),
    number: `DEMO-${String(question.number).padStart(6, "0")}`,
    fileName: declarationIn(question.mail)?.name ?? "",
    messageId: question.mail.messageId,
    receivedAt: question.at,
    lines: references.map((reference, i) => ({
      reference,
      is: refuses(question.behaviour.verdicts, i + 1) ? "rejected" : "integrated",
    })),
  });
  const subject = `Accusé de réception ${file.is === "dpae-xml" ? "DPAE" : "DUCS"} niveau ${level}`;
  if (!question.behaviour.damaged) return { subject, text };
  return { subject, text: Buffer.from(damage(Buffer.from(text, "utf8"))).toString("latin1") };
};

/** Every seventh byte is lost: no record keeps its length, no line its words. */
const damage = (bytes: Uint8Array): Uint8Array => bytes.filter((_, i) => i % 7 !== 3);
