/** The header fields of a mail, for both halves of the organism: what SMTP receives, what IMAP shows. */
/** The header block with the blank line that ends it, and the body after it. */
export const splitMail = (bytes: Uint8Array): { header: Uint8Array; body: Uint8Array } => {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const blank = buffer.indexOf("\r\n\r\n");
  const end = blank < 0 ? bytes.length : blank + 4;
  return { header: bytes.subarray(0, end), body: bytes.subarray(end) };
};

export interface Field {
  readonly name: string;
  /** Unfolded, trimmed; Latin-1. */
  readonly value: string;
  /** As it stands, folds and last CRLF included. */
  readonly raw: string;
}

export const fieldsOf = (bytes: Uint8Array): readonly Field[] => {
  const text = Buffer.from(splitMail(bytes).header).toString("latin1");
  const lines = text.split(/(?<=\r\n)(?![ \t])/u);
  return lines.flatMap((raw) => {
    const colon = raw.indexOf(":");
    if (colon <= 0) return [];
    const value = raw.slice(colon + 1).replace(/\r\n(?=[ \t])/gu, "");
    return [{ name: raw.slice(0, colon).trim().toLowerCase(), value: value.trim(), raw }];
  });
};

export const fieldOf = (fields: readonly Field[], name: string): string | undefined =>
  fields.find((field) => field.name === name)?.value;
