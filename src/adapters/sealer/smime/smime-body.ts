/** The bodies of RFC 8551: an enveloped one, and one with its signature beside it. CRLF throughout. */

const boundary = "=_facteur-smime";

/** §3.3. */
export const envelopedBody = (der: Uint8Array): Uint8Array =>
  Buffer.from(
    [
      `Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name="smime.p7m"`,
      "Content-Transfer-Encoding: base64",
      `Content-Disposition: attachment; filename="smime.p7m"`,
      "",
      base64Lines(der),
      "",
    ].join("\r\n"),
  );

/** §3.5.3: the signed part stands unchanged between the boundaries. */
export const signedBody = (body: Uint8Array, der: Uint8Array): Uint8Array =>
  Buffer.concat([
    Buffer.from(
      [
        `Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256;`,
        ` boundary="${boundary}"`,
        "",
        `--${boundary}`,
        "",
      ].join("\r\n"),
    ),
    body,
    Buffer.from(
      [
        "",
        `--${boundary}`,
        `Content-Type: application/pkcs7-signature; name="smime.p7s"`,
        "Content-Transfer-Encoding: base64",
        `Content-Disposition: attachment; filename="smime.p7s"`,
        "",
        base64Lines(der),
        "",
        `--${boundary}--`,
        "",
      ].join("\r\n"),
    ),
  ]);

const base64Lines = (der: Uint8Array): string =>
  Buffer.from(der)
    .toString("base64")
    .replaceAll(/.{76}(?=.)/gu, "$&\r\n");
