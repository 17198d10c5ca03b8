/** An X.509 certificate as S/MIME needs it: for whom, until when, fit for what. */
import { createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { Certificate } from "pkijs";
import type { Instant } from "../../../domain/ids.ts";
import { arrayBuffer } from "../../../foundation/bytes.ts";
import { asError } from "../../../foundation/errors.ts";
import { readKeyFile, SealTrouble } from "../trouble.ts";

export interface Held {
  readonly x509: X509Certificate;
  readonly pkijs: Certificate;
  /** Issuer's name in DER and serial number, both hexadecimal: how CMS names a recipient (RFC 5652 §10.2.4). */
  readonly id: string;
}

/** Throws `SealTrouble` when the file is not one PEM certificate that is valid now. */
export const certificateOf = async (file: string, now: Instant): Promise<Held> => {
  const x509 = parsed(file, await readKeyFile(file));
  if (now < Date.parse(x509.validFrom))
    throw new SealTrouble("seal-key", `${file} : pas encore valable (${x509.validFrom})`);
  if (now > Date.parse(x509.validTo))
    throw new SealTrouble("seal-key", `${file} : expiré (${x509.validTo})`);
  const held = Certificate.fromBER(arrayBuffer(x509.raw));
  return { x509, pkijs: held, id: nameOf(held) };
};

const parsed = (file: string, pem: string): X509Certificate => {
  try {
    return new X509Certificate(pem);
  } catch (cause) {
    throw new SealTrouble("seal-key", `${file} : certificat illisible (${asError(cause).message})`);
  }
};

export const nameOf = (about: {
  readonly issuer: Certificate["issuer"];
  readonly serialNumber: Certificate["serialNumber"];
}): string =>
  `${hex(about.issuer.toSchema().toBER(false))}:${hex(about.serialNumber.valueBlock.valueHexView)}`;

/** Throws `SealTrouble` when the file is no PEM private key, or the passphrase does not open it. */
export const privateKeyOf = async (secret: {
  readonly key: string;
  readonly passphrase?: () => string | undefined;
}): Promise<KeyObject> => {
  const pem = await readKeyFile(secret.key);
  try {
    return createPrivateKey({ key: pem, passphrase: secret.passphrase?.() ?? "" });
  } catch (cause) {
    throw new SealTrouble(
      "seal-key",
      `${secret.key} : clé privée illisible (${asError(cause).message})`,
    );
  }
};

const hex = (bytes: ArrayBuffer | Uint8Array): string =>
  Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString("hex");
