/** Composes the organism's own mails: 8-bit UTF-8 text, the attachment in base64. CRLF throughout. */
export interface Outgoing {
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly messageId: string;
  /** Milliseconds. */
  readonly date: number;
  /** The Message-ID that this answers, with its angle brackets; empty for none. */
  readonly inReplyTo: string;
  readonly text: string;
  readonly attachment?: { readonly name: string; readonly bytes: Uint8Array };
}

export const composeMail = (mail: Outgoing): Uint8Array => {
  const head = [
    ...headOf(mail),
    ...(mail.inReplyTo === ""
      ? []
      : [`In-Reply-To: ${mail.inReplyTo}`, `References: ${mail.inReplyTo}`]),
    "Auto-Submitted: auto-generated",
    "MIME-Version: 1.0",
  ];
  const text = [
    "Content-Type: text/plain; charset=utf-8",
    "Content-Transfer-Encoding: 8bit",
    "",
    mail.text,
  ];
  if (mail.attachment === undefined) return lines([...head, ...text]);
  const boundary = boundaryOf(mail.messageId);
  return lines([
    ...head,
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    ...text,
    `--${boundary}`,
    "Content-Type: application/octet-stream",
    `Content-Disposition: attachment; ${fileName(mail.attachment.name)}`,
    "Content-Transfer-Encoding: base64",
    "",
    ...(Buffer.from(mail.attachment.bytes)
      .toString("base64")
      .match(/.{1,76}/gu) ?? []),
    `--${boundary}--`,
    "",
  ]);
};

/** From, To, Subject, Message-ID, Date: what every mail has. */
export const headOf = (mail: Omit<Outgoing, "inReplyTo" | "text" | "attachment">): string[] => [
  `From: ${encodedWord("Organisme de démonstration")} <${mail.from}>`,
  `To: <${mail.to}>`,
  `Subject: ${encodedWord(mail.subject)}`,
  `Message-ID: ${mail.messageId}`,
  `Date: ${mailDate(mail.date)}`,
];

export const lines = (all: readonly string[]): Uint8Array => Buffer.from(all.join("\r\n"), "utf8");

export const boundaryOf = (messageId: string): string =>
  `=_${messageId.replace(/[^A-Za-z0-9.]/gu, "").slice(0, 60)}`;

export const mailDate = (at: number): string => new Date(at).toUTCString().replace("GMT", "+0000");

/** RFC 2047, in words of at most 75 characters; ASCII stays as it is. */
const encodedWord = (text: string): string => {
  const clean = text.replace(/[\r\n]+/gu, " ");
  if (/^[\u0020-\u007e]*$/u.test(clean)) return clean;
  const words = clean.match(/.{1,15}/gu) ?? [];
  return words.map((w) => `=?UTF-8?B?${Buffer.from(w).toString("base64")}?=`).join("\r\n ");
};

/** The name as it was received, safe inside a header field (RFC 2231 when it is not plain). */
const fileName = (name: string): string => {
  const clean = name.replace(/\p{Cc}+/gu, "_");
  if (/^[\w.() -]+$/u.test(clean)) return `filename="${clean}"`;
  const coded = encodeURIComponent(clean).replace(
    /['()*!]/gu,
    (c) => `%${c.charCodeAt(0).toString(16)}`,
  );
  return `filename*=utf-8''${coded}`;
};
