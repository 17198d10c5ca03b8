/** A delivery status notification (RFC 3464 in RFC 6522): the mail was accepted, then nobody was there. */
import { boundaryOf, headOf, lines, mailDate } from "./compose.ts";
import { splitMail } from "./fields.ts";

export interface Bounce {
  /** MAILER-DAEMON of the organism. */
  readonly from: string;
  readonly to: string;
  readonly messageId: string;
  readonly date: number;
  readonly reportingHost: string;
  readonly failedRecipient: string;
  /** RFC 3461 ENVID, where the sender gave one. */
  readonly envelopeId: string | undefined;
  readonly returned: Uint8Array;
}

export const composeBounce = (bounce: Bounce): Uint8Array => {
  const boundary = boundaryOf(bounce.messageId);
  const header = Buffer.from(splitMail(bounce.returned).header).toString("utf8");
  return lines([
    ...headOf({ ...bounce, subject: "Undelivered Mail Returned to Sender", to: bounce.to }),
    "Auto-Submitted: auto-replied",
    "MIME-Version: 1.0",
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    `Votre message à ${bounce.failedRecipient} n'a pas pu être remis : adresse inconnue.`,
    `--${boundary}`,
    "Content-Type: message/delivery-status",
    "",
    `Reporting-MTA: dns; ${bounce.reportingHost}`,
    ...(bounce.envelopeId === undefined ? [] : [`Original-Envelope-Id: ${bounce.envelopeId}`]),
    `Arrival-Date: ${mailDate(bounce.date)}`,
    "",
    `Original-Recipient: rfc822; ${bounce.failedRecipient}`,
    `Final-Recipient: rfc822; ${bounce.failedRecipient}`,
    "Action: failed",
    "Status: 5.1.1",
    "Diagnostic-Code: smtp; 550 5.1.1 no such mailbox",
    "",
    `--${boundary}`,
    "Content-Type: text/rfc822-headers",
    "Content-Transfer-Encoding: 8bit",
    "",
    header.trimEnd(),
    "",
    `--${boundary}--`,
    "",
  ]);
};
