/**
 * The two halves of a composed mail: its own header, and its body as a MIME entity with the `Content-` fields that describe it
 * (RFC 2045 §3). Sealing takes the second and gives another in its place (RFC 3156, RFC 8551).
 */

/** The body entity: content fields, empty line, body. */
export const bodyOf = (mail: Uint8Array): Uint8Array => {
  const { fields, body } = split(mail);
  return joined(fields.filter(isContent), body);
};

/** The mail with another entity as its body; only the header fields of the first mail are kept. */
export const withBody = (mail: Uint8Array, entity: Uint8Array): Uint8Array => {
  const { fields } = split(mail);
  const { fields: content, body } = split(entity);
  return joined([...fields.filter((field) => !isContent(field)), ...content], body);
};

const isContent = (field: string): boolean => /^content-/iu.test(field);

const split = (
  entity: Uint8Array,
): { readonly fields: readonly string[]; readonly body: Buffer } => {
  const bytes = Buffer.from(entity.buffer, entity.byteOffset, entity.byteLength);
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) throw new Error("a MIME entity without an end of its header");
  const header = bytes.subarray(0, end + 2).toString("latin1");
  // A folded field goes on over lines that begin with a blank (RFC 5322 §2.2.3).
  const fields = header.match(/[^\r\n]+\r\n(?:[ \t][^\r\n]*\r\n)*/gu) ?? [];
  return { fields, body: bytes.subarray(end + 4) };
};

const joined = (fields: readonly string[], body: Uint8Array): Uint8Array =>
  Buffer.concat([Buffer.from(`${fields.join("")}\r\n`, "latin1"), body]);
