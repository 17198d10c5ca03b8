/**
 * CMS EnvelopedData (RFC 5652 §6): AES-256-CBC for the content, RSA-OAEP or ECDH for whoever may open it. RSA PKCS #1 v1.5 is not
 * written: every program of the last fifteen years reads OAEP.
 */
import type { KeyObject } from "node:crypto";
import {
  ContentInfo,
  EnvelopedData,
  IssuerAndSerialNumber,
  id_ContentType_EnvelopedData,
  KeyAgreeRecipientInfo,
  KeyTransRecipientInfo,
} from "pkijs";
import { arrayBuffer } from "../../../foundation/bytes.ts";
import { SealTrouble } from "../trouble.ts";
import { type Held, nameOf } from "./certificate.ts";

const keyWrapping = {
  oaepHashAlgorithm: "SHA-256",
  kdfAlgorithm: "SHA-256",
  kekEncryptionLength: 256,
};
const contentEncryption = { name: "AES-CBC", length: 256 };
const aes256Cbc = "2.16.840.1.101.3.4.1.42";

/** DER of a ContentInfo. */
export const envelop = async (
  content: Uint8Array,
  recipients: readonly Held[],
): Promise<Uint8Array> => {
  const enveloped = new EnvelopedData({ version: 0 });
  for (const { pkijs, x509 } of recipients)
    if (!enveloped.addRecipientByCertificate(pkijs, keyWrapping))
      throw new SealTrouble("seal-key", `${x509.fingerprint256} : ni RSA ni courbe elliptique`);
  await enveloped.encrypt(contentEncryption, arrayBuffer(content));
  const info = new ContentInfo({
    contentType: id_ContentType_EnvelopedData,
    content: enveloped.toSchema(),
  });
  return new Uint8Array(info.toSchema().toBER(false));
};

/** Who the bytes themselves say can open them, sorted. Throws `SealTrouble` when they are anything else. */
export const recipientsOf = (der: Uint8Array): readonly string[] => {
  const enveloped = opened(der);
  const algorithm = enveloped.encryptedContentInfo.contentEncryptionAlgorithm.algorithmId;
  if (algorithm !== aes256Cbc) throw new SealTrouble("seal-unverified", `chiffrement ${algorithm}`);
  return enveloped.recipientInfos.flatMap(({ value }) => namesIn(value)).sort();
};

const namesIn = (value: unknown): readonly string[] => {
  if (value instanceof KeyTransRecipientInfo && value.rid instanceof IssuerAndSerialNumber)
    return [nameOf(value.rid)];
  if (value instanceof KeyAgreeRecipientInfo)
    return value.recipientEncryptedKeys.encryptedKeys.map(({ rid }) =>
      rid.value instanceof IssuerAndSerialNumber ? nameOf(rid.value) : "autre",
    );
  return ["autre"];
};

/** The content, opened with the key of one of its recipients. */
export const develop = async (
  der: Uint8Array,
  recipient: { readonly held: Held; readonly key: KeyObject },
): Promise<Uint8Array> => {
  const enveloped = opened(der);
  const index = enveloped.recipientInfos.findIndex(({ value }) =>
    namesIn(value).includes(recipient.held.id),
  );
  if (index === -1) throw new SealTrouble("seal-unverified", "pas chiffré pour cette clé");
  const clear = await enveloped.decrypt(index, {
    recipientCertificate: recipient.held.pkijs,
    recipientPrivateKey: arrayBuffer(recipient.key.export({ type: "pkcs8", format: "der" })),
  });
  return new Uint8Array(clear);
};

const opened = (der: Uint8Array): EnvelopedData => {
  const info = ContentInfo.fromBER(arrayBuffer(der));
  if (info.contentType !== id_ContentType_EnvelopedData)
    throw new SealTrouble("seal-unverified", `contenu ${info.contentType}`);
  return new EnvelopedData({ schema: info.content });
};
