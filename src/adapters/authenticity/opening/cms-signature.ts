/**
 * Whether an S/MIME signature (RFC 8551) is over a mail's content, beside it or around it, and whose it is. The chain is not followed: what is
 * trusted is a certificate that the user pinned, compared by its fingerprint.
 */
import { createHash } from "node:crypto";
import { fromBER, UTCTime } from "asn1js";
import { type Certificate, ContentInfo, SignedData, SignedDataVerifyError } from "pkijs";
import type { Instant } from "../../../domain/ids.ts";
import type { SmimeSignature } from "../../../domain/receipt/verification.ts";
import { asError } from "../../../foundation/errors.ts";

/** `content`: what lies beside the signature; absent: what stands inside it. Never rejects. */
export const verifyCms = async (der: Uint8Array, content?: Uint8Array): Promise<SmimeSignature> => {
  try {
    return await verified(der, content);
  } catch (cause) {
    return unknown(asError(cause).message.slice(0, 200));
  }
};

const unknown = (said: string): SmimeSignature => ({
  result: "nothing",
  fingerprint: "",
  subject: "",
  said,
});

const signedDataOf = (der: Uint8Array): SignedData | string => {
  const parsed = fromBER(copyOf(der));
  if (parsed.offset === -1) return "the signature is not DER";
  const info = new ContentInfo({ schema: parsed.result });
  if (info.contentType !== ContentInfo.SIGNED_DATA) return "not a signature";
  return new SignedData({ schema: info.content });
};

const signingTime = "1.2.840.113549.1.9.5";

/** Of the signed attributes, which a forger cannot change without breaking the signature. */
const timeOf = ({ signerInfos: [signer] }: SignedData): Instant | undefined => {
  const found = signer?.signedAttrs?.attributes.find((a) => a.type === signingTime);
  const value: unknown = found?.values[0];
  // UTCTime and GeneralizedTime (RFC 5652 §11.3) are both told as a date.
  const at = value instanceof UTCTime ? value.toDate().getTime() : Number.NaN;
  return Number.isFinite(at) ? at : undefined;
};

const verified = async (der: Uint8Array, content?: Uint8Array): Promise<SmimeSignature> => {
  const signed = signedDataOf(der);
  if (typeof signed === "string") return unknown(signed);
  // A timestamp, or whatever else was signed for another purpose, is no mail's signature.
  const { eContentType, eContent: inside } = signed.encapContentInfo;
  if (eContentType !== ContentInfo.DATA) return unknown(`a signature over ${eContentType}`);
  const made = timeOf(signed);
  const [signer, second] = signed.signerInfos;
  // Of several signers nobody says which one must be right.
  if (!signer || second) return unknown(`${signed.signerInfos.length} signers`);
  if (!inside && !content) return unknown("nothing is signed in it");
  // The library verifies what stands inside instead of what we give it (RFC 8551 §3.5.3.1: nothing may stand there).
  if (inside && content && !Buffer.from(inside.getValue()).equals(content))
    return { ...unknown("the signature is over a content of its own"), result: "fail" };
  const answer = await signed
    .verify({
      signer: 0,
      ...(content ? { data: copyOf(content) } : {}),
      checkChain: false,
      extendedMode: true,
      passedWhenNotRevValues: true,
    })
    .catch(mismatch);
  const certificate = answer.signerCertificate;
  if (!certificate) return unknown("the signer's certificate is not in the mail");
  const who = {
    fingerprint: fingerprintOf(certificate),
    subject: subjectOf(certificate),
    until: certificate.notAfter.value.getTime(),
    ...(made === undefined ? {} : { signed: made }),
  };
  return answer.signatureVerified === true
    ? { result: "pass", ...who, said: "" }
    : { result: "fail", ...who, said: answer.message || "the content is not what was signed" };
};

/** pkijs 4.0.0, pinned exactly, tested: its codes do not tell this apart. */
const digestMismatch = /digest doesn't match/u;

/**
 * The library throws where the content's digest is not the one that was signed, and names the signer; every other error is
 * about a signature that it could not read.
 */
const mismatch = (cause: unknown) => {
  if (!(cause instanceof SignedDataVerifyError) || !digestMismatch.test(cause.message)) throw cause;
  const { signerCertificate, message } = cause;
  return { signerCertificate, message, signatureVerified: false };
};

/** An ArrayBuffer of its own: the library reads the whole buffer behind a view. */
const copyOf = (bytes: Uint8Array): ArrayBuffer => {
  const copy = new ArrayBuffer(bytes.length);
  new Uint8Array(copy).set(bytes);
  return copy;
};

const fingerprintOf = (certificate: Certificate): string =>
  createHash("sha256")
    .update(new Uint8Array(certificate.toSchema(true).toBER(false)))
    .digest("hex");

const commonName = "2.5.4.3";

const subjectOf = (certificate: Certificate): string => {
  const found = certificate.subject.typesAndValues.find((t) => t.type === commonName);
  const value: unknown = found?.value.valueBlock.value;
  return typeof value === "string" ? value.slice(0, 200) : "";
};
