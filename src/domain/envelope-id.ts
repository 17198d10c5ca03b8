/**
 * The name of a message at the submission service (RFC 3461 ENVID), which delivery reports give back. The Message-ID stands
 * in the mail: whoever reads a copy of it knows it. The seal behind it stands in no mail: only the servers that
 * the envelope passed know it, so a report that brings it comes from one of them (docs/decisions/0042).
 */
import { keyedHash } from "../foundation/bytes.ts";

/** RFC 3461 §4.4 allows a hundred characters. */
const envelopeIdCharsMax = 100;
const sealChars = 16;

const sealOf = (key: Uint8Array, messageIdHeader: string): string =>
  keyedHash(key, `envelope-id ${messageIdHeader}`).slice(0, sealChars);

export const envelopeIdOf = (key: Uint8Array, messageIdHeader: string): string => {
  const bare = messageIdHeader.slice(1, -1);
  const sealed = `${bare}/${sealOf(key, messageIdHeader)}`;
  return sealed.length <= envelopeIdCharsMax ? sealed : bare;
};

/** Which mail it names, and whether the seal is ours. */
export const readEnvelopeId = (
  key: Uint8Array,
  envelopeId: string,
): { readonly messageIdHeader: string; readonly sealed: boolean } => {
  const at = envelopeId.lastIndexOf("/");
  const messageIdHeader = `<${at < 0 ? envelopeId : envelopeId.slice(0, at)}>`;
  const sealed = at >= 0 && envelopeId.slice(at + 1) === sealOf(key, messageIdHeader);
  return { messageIdHeader, sealed };
};
