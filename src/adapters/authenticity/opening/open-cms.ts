/**
 * CMS EnvelopedData (RFC 5652 §6), opened with the user's key: RSA in both paddings, because senders' programs still write
 * PKCS #1 v1.5, and ECDH. Triple DES is read too: openssl 3.0 writes it unless told otherwise.
 */
import { createDecipheriv, createPrivateKey, type KeyObject, X509Certificate } from "node:crypto";
import { fromBER, OctetString } from "asn1js";
import {
  Certificate,
  ContentInfo,
  EnvelopedData,
  IssuerAndSerialNumber,
  KeyAgreeRecipientInfo,
  KeyTransRecipientInfo,
  SignedData,
} from "pkijs";
import { asError } from "../../../foundation/errors.ts";
import { agreedKey, transportedKey } from "./cms-keys.ts";
import { type OpeningKeys, StaysClosed } from "./keys.ts";

export type Cms =
  | { readonly is: "enveloped"; readonly enveloped: EnvelopedData }
  | { readonly is: "signed"; readonly content: Uint8Array };

/** Undefined when these bytes are no CMS at all. Throws `StaysClosed` for a kind that is not read. */
export const cmsOf = (der: Uint8Array): Cms | undefined => {
  const parsed = fromBER(copyOf(der));
  if (parsed.offset === -1) return undefined;
  let info: ContentInfo;
  try {
    info = new ContentInfo({ schema: parsed.result });
  } catch {
    return undefined;
  }
  if (info.contentType === ContentInfo.ENVELOPED_DATA)
    return { is: "enveloped", enveloped: new EnvelopedData({ schema: info.content }) };
  if (info.contentType !== ContentInfo.SIGNED_DATA)
    throw new StaysClosed(`S/MIME d'une sorte qui n'est pas lue (${info.contentType})`);
  const inside = new SignedData({ schema: info.content }).encapContentInfo.eContent;
  if (!inside) throw new StaysClosed("S/MIME : signature sans contenu");
  return { is: "signed", content: new Uint8Array(inside.getValue()) };
};

export interface OpenedCms {
  readonly content: Uint8Array;
  /** The opener's name. */
  readonly by: string;
}

/** Throws `StaysClosed` when no key of ours opens it. */
export const openEnvelope = async (
  enveloped: EnvelopedData,
  keys: OpeningKeys,
): Promise<OpenedCms> => {
  const said: string[] = [];
  for (const one of keys.smime) {
    try {
      const content = await openedWith(enveloped, one);
      if (content) return { content, by: one.name };
    } catch (cause) {
      said.push(`${one.name} : ${asError(cause).message}`);
    }
  }
  const count = enveloped.recipientInfos.length;
  const reasons = [...said, ...keys.troubles].join(" ; ");
  throw new StaysClosed(
    `chiffré en S/MIME pour ${count} destinataire${count > 1 ? "s" : ""} ; aucune clé de receipts.openers ne l'ouvre${reasons === "" ? "" : ` (${reasons})`}`,
  );
};

type SmimeKey = OpeningKeys["smime"][number];

/** Undefined: it is for others. */
const openedWith = async (
  enveloped: EnvelopedData,
  { certificate, key, passphrase }: SmimeKey,
): Promise<Uint8Array | undefined> => {
  const x509 = new X509Certificate(certificate);
  const held = Certificate.fromBER(copyOf(x509.raw));
  const index = enveloped.recipientInfos.findIndex(({ value }) => isFor(value, held));
  if (index === -1) return undefined;
  const secret = createPrivateKey({ key, passphrase });
  if (!x509.checkPrivateKey(secret)) throw new Error("la clé n'est pas celle du certificat");
  const recipient: unknown = enveloped.recipientInfos[index]?.value;
  return decrypted(enveloped, sessionKeyOf(recipient, held, secret));
};

const isFor = (value: unknown, held: Certificate): boolean => {
  const rids =
    value instanceof KeyTransRecipientInfo
      ? [value.rid]
      : value instanceof KeyAgreeRecipientInfo
        ? value.recipientEncryptedKeys.encryptedKeys.map(({ rid }) => rid.value as unknown)
        : [];
  return rids.some((rid) => isNamed(rid, held));
};

const isNamed = (rid: unknown, held: Certificate): boolean =>
  rid instanceof IssuerAndSerialNumber
    ? rid.issuer.isEqual(held.issuer) && rid.serialNumber.isEqual(held.serialNumber)
    : isKeyId(rid, held);

const subjectKeyIdentifier = "2.5.29.14";

interface KeyIdBlock {
  readonly valueBlock?: { readonly valueHexView?: Uint8Array };
}

const isKeyId = (rid: unknown, held: Certificate): boolean => {
  const own: unknown = held.extensions?.find((e) => e.extnID === subjectKeyIdentifier)?.parsedValue;
  const block = rid as KeyIdBlock & { readonly subjectKeyIdentifier?: KeyIdBlock };
  const theirs = (block.subjectKeyIdentifier ?? block).valueBlock?.valueHexView;
  return (
    own instanceof OctetString &&
    theirs !== undefined &&
    Buffer.from(own.valueBlock.valueHexView).equals(theirs)
  );
};

const sessionKeyOf = (recipient: unknown, held: Certificate, key: KeyObject): Uint8Array => {
  if (recipient instanceof KeyTransRecipientInfo) return transportedKey(recipient, key);
  if (!(recipient instanceof KeyAgreeRecipientInfo)) throw new Error("destinataire non lu");
  const mine = recipient.recipientEncryptedKeys.encryptedKeys.find(({ rid }) =>
    isNamed(rid.value, held),
  );
  if (!mine) throw new Error("destinataire non lu");
  return agreedKey(recipient, mine.encryptedKey.valueBlock.valueHexView, key);
};

const ciphers: Readonly<Record<string, string>> = {
  "2.16.840.1.101.3.4.1.2": "aes-128-cbc",
  "2.16.840.1.101.3.4.1.22": "aes-192-cbc",
  "2.16.840.1.101.3.4.1.42": "aes-256-cbc",
  "1.2.840.113549.3.7": "des-ede3-cbc",
};

const decrypted = (enveloped: EnvelopedData, sessionKey: Uint8Array): Uint8Array => {
  const { contentEncryptionAlgorithm: algorithm } = enveloped.encryptedContentInfo;
  const cipher = ciphers[algorithm.algorithmId];
  if (cipher === undefined) throw new Error(`chiffrement ${algorithm.algorithmId} non lu`);
  const iv: unknown = algorithm.algorithmParams;
  if (!(iv instanceof OctetString)) throw new Error("vecteur initial absent");
  const decipher = createDecipheriv(cipher, sessionKey, iv.valueBlock.valueHexView);
  const sealed = new Uint8Array(enveloped.encryptedContentInfo.getEncryptedContent());
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
};

const copyOf = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;
