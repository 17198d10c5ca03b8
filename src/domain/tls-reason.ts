/**
 * Why an encrypted connection was refused, from the code of Node's TLS. Each reason has its own fault, because each has
 * its own remedy: an expired certificate is the provider's to renew, a wrong name is ours to correct (mail.md F48).
 */
export const tlsReasons = [
  "expired",
  "not-yet-valid",
  "wrong-name",
  "self-signed",
  "unknown-authority",
  "too-old",
  "stripped",
] as const;

export type TlsReason = (typeof tlsReasons)[number];

const byCode: Readonly<Record<string, TlsReason>> = {
  CERT_HAS_EXPIRED: "expired",
  CERT_NOT_YET_VALID: "not-yet-valid",
  ERR_TLS_CERT_ALTNAME_INVALID: "wrong-name",
  DEPTH_ZERO_SELF_SIGNED_CERT: "self-signed",
  SELF_SIGNED_CERT_IN_CHAIN: "unknown-authority",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT: "unknown-authority",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: "unknown-authority",
  CERT_UNTRUSTED: "unknown-authority",
  CERT_SIGNATURE_FAILURE: "unknown-authority",
  ERR_SSL_UNSUPPORTED_PROTOCOL: "too-old",
  ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION: "too-old",
  ERR_SSL_VERSION_TOO_LOW: "too-old",
};

/** OpenSSL's reasons where a library gives its sentence and not its code. */
const byWords: readonly (readonly [RegExp, TlsReason])[] = [
  [/certificate has expired/iu, "expired"],
  [/certificate is not yet valid/iu, "not-yet-valid"],
  [/does not match certificate's altnames/iu, "wrong-name"],
  [/^(?!.*chain).*self[- ]signed certificate/iu, "self-signed"],
  [/self[- ]signed certificate in certificate chain/iu, "unknown-authority"],
  [/unable to (?:verify the first certificate|get (?:local )?issuer)/iu, "unknown-authority"],
  [/unsupported protocol|alert protocol version|version too low/iu, "too-old"],
];

/** Undefined: the handshake failed otherwise, and the library's own words are told. */
export const tlsReasonOf = (code: string, said: string): TlsReason | undefined =>
  byCode[code] ?? byWords.find(([words]) => words.test(said))?.[1];

/** Node's advice to whoever starts it: here the authority is named in the settings (`ca`), and the hint says so. */
export const withoutNodesAdvice = (said: string): string =>
  said.replace(
    /; if the root CA is installed locally, try running Node\.js with --use-system-ca/u,
    "",
  );
