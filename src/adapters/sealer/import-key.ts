/**
 * A key or certificate as somebody sent it, in whatever shape: OpenPGP, armoured or not; a certificate, PEM or DER; a key with its
 * certificate in a .p12. What comes out are the files that the settings may name.
 */
import { X509Certificate } from "node:crypto";
import type { Instant } from "../../domain/ids.ts";
import { asError } from "../../foundation/errors.ts";
import { type ToldKey, toldBy } from "./key-file.ts";

export type ImportedKind = "openpgp-public" | "openpgp-secret" | "certificate" | "pair";

export interface ImportedKey {
  readonly kind: ImportedKind;
  readonly told: ToldKey;
  readonly files: readonly {
    readonly extension: ".asc" | ".crt" | ".key";
    readonly text: string;
    readonly secret: boolean;
  }[];
}

export type Import =
  | { readonly is: "key"; readonly key: ImportedKey }
  /** A .p12: its passphrase is asked for. */
  | { readonly is: "locked" }
  | { readonly is: "not-read"; readonly said: string };

export const importedKey = async (
  bytes: Uint8Array,
  about: { readonly now: Instant; readonly passphrase?: string },
): Promise<Import> => {
  try {
    const key = await keyIn(Buffer.from(bytes), about);
    return key ? { is: "key", key } : { is: "locked" };
  } catch (cause) {
    return { is: "not-read", said: asError(cause).message };
  }
};

const keyIn = async (
  bytes: Buffer,
  { now, passphrase }: { readonly now: Instant; readonly passphrase?: string },
): Promise<ImportedKey | undefined> => {
  const text = bytes.toString("latin1");
  if (text.includes("-----BEGIN PGP") || isPgpKey(bytes)) return pgpKey(bytes, now);
  if (text.includes("-----BEGIN CERTIFICATE-----")) return certificate(text, now);
  if (text.includes("PRIVATE KEY-----"))
    throw new Error("une clé privée sans son certificat : donnez le .p12, ou placez-la vous-même");
  if (bytes[0] !== derSequence) throw new Error("ni clé OpenPGP, ni certificat, ni .p12");
  const x509 = certificateOf(bytes);
  if (x509) return certificate(x509.toString(), now);
  if (passphrase === undefined) return undefined;
  const { pairOfP12 } = await import("./smime/p12.ts");
  const pair = pairOfP12(bytes, passphrase);
  const [told] = await toldBy(pair.certificate, now);
  if (!told) throw new Error("pas de certificat");
  return {
    kind: "pair",
    told,
    files: [
      { extension: ".crt", text: pair.certificate, secret: false },
      { extension: ".key", text: pair.key, secret: true },
    ],
  };
};

const derSequence = 0x30;

/** The packet of a public or secret key, old or new format (RFC 9580 §4.2, §5.5). */
const isPgpKey = ([first = 0]: Buffer): boolean => {
  const tag = (first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f;
  return (first & 0x80) !== 0 && (tag === 5 || tag === 6);
};

const pgpKey = async (bytes: Buffer, now: Instant): Promise<ImportedKey> => {
  const { onlyKey } = await import("./openpgp/described-key.ts");
  const { armoured, isSecret } = await onlyKey(bytes);
  const [told] = await toldBy(armoured, now);
  if (!told) throw new Error("pas de clé");
  return {
    kind: isSecret ? "openpgp-secret" : "openpgp-public",
    told,
    files: [{ extension: ".asc", text: armoured, secret: isSecret }],
  };
};

const certificateOf = (der: Buffer): X509Certificate | undefined => {
  try {
    return new X509Certificate(der);
  } catch {
    return undefined;
  }
};

/** One alone: of a chain nobody says which one is meant. */
const certificate = async (pem: string, now: Instant): Promise<ImportedKey> => {
  const all = await toldBy(pem, now);
  const [told, second] = all;
  if (!told || second) throw new Error(`${all.length} certificats dans le fichier, un attendu`);
  const text = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/u.exec(pem)?.[0] ?? "";
  return {
    kind: "certificate",
    told,
    files: [{ extension: ".crt", text: `${text}\n`, secret: false }],
  };
};
