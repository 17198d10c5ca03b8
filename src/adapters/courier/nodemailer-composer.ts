/**
 * Composes the mail once; what comes out is frozen. The attachment is `application/octet-stream` in
 * base64, so that no relay or client has a reason to convert its text, and names the file in both
 * ways that clients read (RFC 2231, and RFC 2047 in `name=`). Everything that could differ from one
 * run to the next is given: date, Message-ID, boundary.
 */
import { sha256 } from "../../foundation/bytes.ts";
import type { Composer, Letter } from "../../ports/composer.ts";
import { bodyOf, withBody } from "./mail-body.ts";
import { wireFault } from "./wire-bytes.ts";

const composed = async (letter: Letter): Promise<Uint8Array> => {
  refuseInjection(letter);
  const { attachment } = letter;
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const mail = new MailComposer({
    headers: { "X-Facteur-Agent": letter.agentToken },
    from: letter.from,
    to: { name: "", address: letter.to },
    subject: letter.subject,
    messageId: letter.messageIdHeader,
    date: new Date(letter.date),
    // As an alternative, because the library drops a `text` that is empty.
    alternatives: [
      {
        contentType: "text/plain; charset=utf-8",
        contentTransferEncoding: "quoted-printable",
        content: letter.note.replaceAll(/\r\n|\r|\n/gu, "\r\n"),
      },
    ],
    attachments: [attachment, ...(letter.more ?? [])].map((each) => ({
      filename: each.name,
      content: asBuffer(each.bytes),
      contentType: "application/octet-stream",
      contentTransferEncoding: "base64",
    })),
    // "=_" can occur neither in quoted-printable nor in base64 (RFC 2045 §6.7).
    boundaryPrefix: "=_facteur",
    baseBoundary: sha256(letter.messageIdHeader).slice(0, 24),
    newline: "windows",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return fit(await mail.compile().build());
};

export const nodemailerComposer = (): Composer => ({
  compose: composed,
  body: bodyOf,
  withBody: (mail, sealed) => fit(withBody(mail, sealed)),
});

const fit = (bytes: Uint8Array): Uint8Array => {
  const fault = wireFault(bytes);
  if (fault !== undefined) throw new Error(`the composed mail is not fit for the wire: ${fault}`);
  return bytes;
};

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** RFC 5322 §3.4.1 as far as addresses of this trade go; RFC 5322 §3.6.4. */
const addressShape = /^[^\s<>()[\]:;,"\\@]+@[^\s<>()[\]:;,"\\@]+$/u;
const messageIdShape = /^<[^\s<>@]+@[^\s<>@]+>$/u;
const printableAscii = /^[!-~]+$/u;

const refuseInjection = (letter: Letter): void => {
  const texts = {
    subject: letter.subject,
    "sender name": letter.from.name,
    "file name": letter.attachment.name,
  };
  const named = (letter.more ?? []).map(({ name }) => ["file name", name] as const);
  for (const [what, text] of [...Object.entries(texts), ...named]) {
    // Cc also holds NEL; U+2028 and U+2029 end a line for some readers.
    if (/[\p{Cc}\u2028\u2029]/u.test(text)) throw new Error(`control character in the ${what}`);
    // It would be left as it is, and every reader decodes it (RFC 2047): not the text that was ruled.
    if (what !== "file name" && text.includes("=?")) throw new Error(`encoded word in the ${what}`);
    if (!text.isWellFormed()) throw new Error(`lone surrogate in the ${what}`);
  }
  if ([letter.attachment, ...(letter.more ?? [])].some(({ name }) => name === ""))
    throw new Error("the attachment has no name");
  const shapes = [
    ["sender address", letter.from.address, addressShape],
    ["recipient address", letter.to, addressShape],
    ["Message-ID", letter.messageIdHeader, messageIdShape],
    ["agent token", letter.agentToken, printableAscii],
  ] as const;
  for (const [what, value, shape] of shapes) {
    if (!shape.test(value) || !printableAscii.test(value)) throw new Error(`malformed ${what}`);
  }
};
