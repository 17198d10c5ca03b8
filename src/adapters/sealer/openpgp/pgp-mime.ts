/** The two parts of an encrypted body (RFC 3156 §4), as one MIME entity with CRLF throughout. */
import { armor, enums } from "openpgp";

/** "=_" cannot stand in armour: a line of it never begins with two characters that base64 does not give. */
const boundary = "=_facteur-openpgp";

export const pgpMimeBody = (binary: Uint8Array): Uint8Array => {
  const armoured = armor(enums.armor.message, binary).replaceAll(/\r?\n/gu, "\r\n");
  const lines = [
    `Content-Type: multipart/encrypted; protocol="application/pgp-encrypted";`,
    ` boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: application/pgp-encrypted",
    "",
    "Version: 1",
    "",
    `--${boundary}`,
    `Content-Type: application/octet-stream; name="encrypted.asc"`,
    `Content-Disposition: inline; filename="encrypted.asc"`,
    "",
    armoured.trimEnd(),
    "",
    `--${boundary}--`,
    "",
  ];
  return Buffer.from(lines.join("\r\n"));
};
