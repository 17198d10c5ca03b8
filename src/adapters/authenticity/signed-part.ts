/**
 * The two halves of a `multipart/signed` mail (RFC 1847), as bytes: what was signed, exactly as it was signed, and the
 * signature. Only the mail's own outermost part counts: a signed mail inside another says nothing of the outer one.
 */
import { decodedBody, type Entity, entityOf, partsOf } from "./opening/entity.ts";

export interface SignedPart {
  readonly by: "smime" | "openpgp";
  /** CRLF throughout, without the line end before the boundary (RFC 8551 §3.5.3, RFC 3156 §5). */
  readonly content: Uint8Array;
  /** DER, or OpenPGP's armour. */
  readonly signature: Uint8Array;
}

/** A certificate chain and its signature: real ones are some kilobytes. */
const signatureBytesMax = 256 * 1024;

const signatureTypes: Readonly<Record<SignedPart["by"], RegExp>> = {
  smime: /^application\/(?:x-)?pkcs7-signature$/iu,
  openpgp: /^application\/pgp-signature$/iu,
};

/**
 * Undefined when it is not signed, or is not exactly what RFC 1847 §2.1 says: two parts, nothing after them. A mail that
 * somebody put more into is not a signed mail, however good the signature inside it.
 */
export const signedPartOf = (entity: Entity): SignedPart | undefined => {
  const { type, body } = entity;
  if (type?.type !== "multipart/signed") return undefined;
  const protocol = type.parameters.get("protocol") ?? "";
  const by = (["smime", "openpgp"] as const).find((one) => signatureTypes[one].test(protocol));
  if (!by) return undefined;
  const [content, signature, third] = partsOf(body, type.parameters.get("boundary") ?? "") ?? [];
  if (content === undefined || signature === undefined || third !== undefined) return undefined;
  const found = signatureIn(signature, by);
  return (
    found && {
      by,
      content: Buffer.from(content.replace(/\r?\n/gu, "\r\n"), "latin1"),
      signature: found,
    }
  );
};

const signatureIn = (part: string, by: SignedPart["by"]): Uint8Array | undefined => {
  if (part.length > signatureBytesMax * 2) return undefined;
  const entity = entityOf(part);
  if (!entity || !signatureTypes[by].test(entity.type?.type ?? "")) return undefined;
  const bytes = decodedBody(entity);
  return bytes.length > 0 && bytes.length <= signatureBytesMax ? bytes : undefined;
};
