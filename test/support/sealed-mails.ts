/** Mails as other people's programs seal them: the shapes of RFC 3156 and RFC 8551 around what gpg and openssl made. */

const crlf = (lines: readonly string[]): string => lines.join("\r\n");

export const head = (more: readonly string[] = []): readonly string[] => [
  "From: ar@organisme.test",
  "To: paie@employeur.test",
  "Subject: Fichier des AR",
  "Date: Thu, 05 Nov 2026 10:00:00 +0100",
  "MIME-Version: 1.0",
  ...more,
];

const lines76 = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString("base64")
    .replaceAll(/.{76}(?=.)/gu, "$&\r\n");

/** RFC 3156 §4; `bytes`: gpg's armour. */
export const pgpEncrypted = (bytes: Uint8Array, more: readonly string[] = []): Buffer =>
  Buffer.from(
    crlf([
      ...head(more),
      'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary="=_e"',
      "",
      "--=_e",
      "Content-Type: application/pgp-encrypted",
      "",
      "Version: 1",
      "",
      "--=_e",
      'Content-Type: application/octet-stream; name="encrypted.asc"',
      "",
      Buffer.from(bytes).toString("latin1").trimEnd(),
      "",
      "--=_e--",
      "",
    ]),
    "latin1",
  );

/** RFC 3156 §5. */
export const pgpSigned = (
  content: string,
  signature: Uint8Array,
  more: readonly string[] = [],
): Buffer =>
  Buffer.from(
    crlf([
      ...head(more),
      "Content-Type: multipart/signed; micalg=pgp-sha512;",
      ' protocol="application/pgp-signature"; boundary="=_s"',
      "",
      "--=_s",
      content,
      "--=_s",
      'Content-Type: application/pgp-signature; name="signature.asc"',
      "",
      Buffer.from(signature).toString("latin1").trimEnd(),
      "",
      "--=_s--",
      "",
    ]),
    "latin1",
  );

/** RFC 8551 §3.3 and §3.5.2: DER that openssl made, whatever is in it. */
export const pkcs7 = (der: Uint8Array, more: readonly string[] = []): Buffer =>
  Buffer.from(
    crlf([
      ...head(more),
      'Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"',
      "Content-Transfer-Encoding: base64",
      "",
      lines76(der),
      "",
    ]),
    "latin1",
  );

export const withFile = (name: string, bytes: Uint8Array, more: readonly string[] = []): Buffer =>
  Buffer.from(
    crlf([
      ...head(more),
      'Content-Type: multipart/mixed; boundary="=_m"',
      "",
      "--=_m",
      "Content-Type: text/plain",
      "",
      "Ci-joint.",
      "--=_m",
      `Content-Type: application/octet-stream; name="${name}"`,
      `Content-Disposition: attachment; filename="${name}"`,
      "Content-Transfer-Encoding: base64",
      "",
      lines76(bytes),
      "--=_m--",
      "",
    ]),
    "latin1",
  );
