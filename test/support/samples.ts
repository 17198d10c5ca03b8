/** Synthetic declarations (SIREN 999999998 is nobody's) and the mails an organism would send back. */
import type { Contribution, Hire } from "../../src/domain/declaration.ts";
import { envelopeIdOf, readEnvelopeId } from "../../src/domain/envelope-id.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import { fillAcknowledgement } from "../../src/formats/dpae-flat/acknowledge.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import type { DucsToWrite } from "../../src/formats/ducs-to-write.ts";

export const siret = "99999999800019";

/** The agent's key in tests that need to know what it seals. */
export const sampleAgentKey = Buffer.alloc(32, 7);

/** Of a mail that left: the Message-ID in the name it was given at the service. */
export const headerOf = (taken: { readonly envelopeId: string }): string =>
  readEnvelopeId(sampleAgentKey, taken.envelopeId).messageIdHeader;

export const hire = (family: string, more: Partial<Hire> = {}): Hire => ({
  kind: "dpae",
  siret,
  employer: "SOCIETE FICTIVE",
  urssaf: "999",
  person: { family, given: "ALBERTINE", born: "1990-04-01", nir: "" },
  hireDate: "2026-11-07",
  hireHour: "08:30",
  ...more,
});

export const contribution = (reference: string): Contribution => ({
  kind: "ducs",
  siret,
  employer: "SOCIETE FICTIVE",
  recipient: "99999999800027",
  recipientName: "ORGANISME FICTIF",
  form: "913",
  period: "202640",
  reference,
  lot: "",
});

/** The payment group is mandatory in every mode; a cheque needs no account. */
const paidByCheque = (reference: string): DucsToWrite => ({
  ...contribution(reference),
  payment: {
    mode: "20",
    amount: "1234",
    socialReference:
      socialReference({ creditor: "S1", period: "202640", internal: "9999999999999" }) ?? "",
  },
});

export const dpae = (...families: readonly string[]): Uint8Array =>
  writeDpaeFlat(families.map((family) => hire(family)));

export const edifact = (references: readonly string[], test = false): Uint8Array =>
  writeDucsEdifact(references.map(paidByCheque), {
    sender: siret,
    recipient: "99999999800027",
    date: "261105",
    hour: "0900",
    test,
    reference: "LOT1",
  });

/** The AR of a flat DPAE: the sent file with a code per record. */
export const dpaeAr = (sent: Uint8Array, codes: readonly string[]): Uint8Array =>
  fillAcknowledgement(sent, (index) => ({
    batch: "00",
    dossier: String(10_000 + index),
    code: codes[index] ?? "00",
  }));

export interface ArMail {
  readonly references?: string;
  readonly subject?: string;
  readonly from?: string;
  readonly results?: string;
  readonly name?: string;
  readonly file?: Uint8Array;
  readonly text?: string;
  readonly more?: string;
}

const trusted = "mx.fournisseur.test; dkim=pass header.d=organisme.test";

export const arMail = (mail: ArMail = {}): Buffer => {
  const headers = [
    ...(mail.results === "" ? [] : [`Authentication-Results: ${mail.results ?? trusted}`]),
    `From: Organisme <${mail.from ?? "accept@organisme.test"}>`,
    "To: paie@employeur.test",
    `Subject: ${mail.subject ?? "Fichier des AR"}`,
    "Message-ID: <ar.1@organisme.test>",
    ...(mail.references
      ? [`In-Reply-To: ${mail.references}`, `References: ${mail.references}`]
      : []),
    ...(mail.more ? [mail.more] : []),
    "MIME-Version: 1.0",
    'Content-Type: multipart/mixed; boundary="b"',
  ];
  const file = mail.file
    ? [
        "--b",
        `Content-Type: application/octet-stream; name="${mail.name ?? "dpae.txt"}"`,
        "Content-Transfer-Encoding: base64",
        `Content-Disposition: attachment; filename="${mail.name ?? "dpae.txt"}"`,
        "",
        Buffer.from(mail.file).toString("base64").replace(/.{76}/gu, "$&\r\n"),
      ]
    : [];
  const body = ["--b", "Content-Type: text/plain; charset=utf-8", "", mail.text ?? "Bonjour."];
  return Buffer.from([...headers, "", ...body, ...file, "--b--", ""].join("\r\n"));
};

/** A failed delivery report about one of our messages, as Postfix writes it (RFC 3464): by the submission service, which knows the envelope; `forged`: by somebody who read the mail only. */
export const bounceMail = (
  messageIdHeader: string,
  about: {
    readonly recipient?: string;
    readonly forged?: boolean;
    readonly from?: string;
    readonly more?: string;
  } = {},
): Buffer =>
  Buffer.from(
    [
      ...(about.more ? [about.more] : []),
      `From: ${about.from ?? "MAILER-DAEMON@fournisseur.test"}`,
      "To: paie@employeur.test",
      "Subject: Undelivered Mail Returned to Sender",
      "MIME-Version: 1.0",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain",
      "",
      "Sorry.",
      "--b",
      "Content-Type: message/delivery-status",
      "",
      "Reporting-MTA: dns; fournisseur.test",
      ...(about.forged
        ? []
        : [`Original-Envelope-Id: ${envelopeIdOf(sampleAgentKey, messageIdHeader)}`]),
      "",
      `Final-Recipient: rfc822; ${about.recipient ?? "accept@organisme.test"}`,
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 unknown user",
      "",
      "--b",
      "Content-Type: text/rfc822-headers",
      "",
      `Message-ID: ${messageIdHeader}`,
      "",
      "--b--",
      "",
    ].join("\r\n"),
  );
