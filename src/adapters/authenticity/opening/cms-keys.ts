/**
 * The key of a CMS content, as it was handed to one recipient: RSA transport in both paddings (RFC 3370 §4.2.1, RFC 3560), or
 * agreement on a curve (RFC 5753). By the system's cryptography, because the library reads neither PKCS #1 v1.5 nor what openssl
 * writes for a curve.
 */
import {
  constants,
  createDecipheriv,
  createECDH,
  createHash,
  type KeyObject,
  privateDecrypt,
} from "node:crypto";
import { OctetString, Sequence } from "asn1js";
import {
  AlgorithmIdentifier,
  type KeyAgreeRecipientInfo,
  type KeyTransRecipientInfo,
  OriginatorPublicKey,
  RSAESOAEPParams,
} from "pkijs";

const rsaEncryption = "1.2.840.113549.1.1.1";
const rsaesOaep = "1.2.840.113549.1.1.7";

const hashes: Readonly<Record<string, string>> = {
  "1.3.14.3.2.26": "sha1",
  "2.16.840.1.101.3.4.2.1": "sha256",
  "2.16.840.1.101.3.4.2.2": "sha384",
  "2.16.840.1.101.3.4.2.3": "sha512",
};

export const transportedKey = (recipient: KeyTransRecipientInfo, key: KeyObject): Uint8Array => {
  const { algorithmId, algorithmParams } = recipient.keyEncryptionAlgorithm;
  const sealed = recipient.encryptedKey.valueBlock.valueHexView;
  // A wrong padding is answered by a random key, so that nobody learns from our refusal.
  if (algorithmId === rsaEncryption)
    return privateDecrypt({ key, padding: constants.RSA_PKCS1_PADDING }, sealed);
  if (algorithmId !== rsaesOaep) throw new Error(`transport de clé ${algorithmId} non lu`);
  const params = new RSAESOAEPParams({ schema: algorithmParams ?? new Sequence() });
  const oaepHash = known(hashes, params.hashAlgorithm.algorithmId);
  return privateDecrypt({ key, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash }, sealed);
};

/** Standard and cofactor Diffie-Hellman are the same on these curves (RFC 5753 §7.1.4). */
const derivations: Readonly<Record<string, string>> = {
  "1.3.133.16.840.63.0.2": "sha1",
  "1.3.133.16.840.63.0.3": "sha1",
  "1.3.132.1.11.1": "sha256",
  "1.3.132.1.11.2": "sha384",
  "1.3.132.1.11.3": "sha512",
  "1.3.132.1.14.1": "sha256",
  "1.3.132.1.14.2": "sha384",
  "1.3.132.1.14.3": "sha512",
};

const wraps: Readonly<Record<string, { readonly cipher: string; readonly bytes: number }>> = {
  "2.16.840.1.101.3.4.1.5": { cipher: "id-aes128-wrap", bytes: 16 },
  "2.16.840.1.101.3.4.1.25": { cipher: "id-aes192-wrap", bytes: 24 },
  "2.16.840.1.101.3.4.1.45": { cipher: "id-aes256-wrap", bytes: 32 },
};

/** RFC 3394 §2.2.3.1. */
const wrapStart = Buffer.alloc(8, 0xa6);

export const agreedKey = (
  recipient: KeyAgreeRecipientInfo,
  sealed: Uint8Array,
  key: KeyObject,
): Uint8Array => {
  const origin: unknown = recipient.originator.value;
  if (!(origin instanceof OriginatorPublicKey)) throw new Error("clé de l'émetteur non lue");
  const { algorithmId, algorithmParams } = recipient.keyEncryptionAlgorithm;
  const hash = known(derivations, algorithmId);
  if (!(algorithmParams instanceof Sequence)) throw new Error("enveloppe de clé absente");
  const { algorithmId: wrapId } = new AlgorithmIdentifier({ schema: algorithmParams });
  const wrap = known(wraps, wrapId);
  const shared = sharedInfo(algorithmParams, recipient.ukm, wrap.bytes);
  const secret = agreed(key, origin.publicKey.valueBlock.valueHexView);
  const decipher = createDecipheriv(
    wrap.cipher,
    derived({ hash, secret, shared, bytes: wrap.bytes }),
    wrapStart,
  );
  return Buffer.concat([decipher.update(sealed), decipher.final()]);
};

const agreed = (key: KeyObject, point: Uint8Array): Buffer => {
  const ecdh = createECDH(key.asymmetricKeyDetails?.namedCurve ?? "");
  ecdh.setPrivateKey(Buffer.from(key.export({ format: "jwk" }).d ?? "", "base64url"));
  // Refuses a point that is not on the curve.
  return ecdh.computeSecret(point);
};

/** ECC-CMS-SharedInfo (RFC 5753 §7.2): the wrapping algorithm as the sender wrote it, his extra words, and the key's length in bits. */
const sharedInfo = (wrap: Sequence, ukm: OctetString | undefined, bytes: number): Buffer => {
  const bits = Buffer.alloc(4);
  bits.writeUInt32BE(bytes * 8);
  const inner = [
    Buffer.from(wrap.toBER(false)),
    ...(ukm ? [tagged(0xa0, tagged(0x04, Buffer.from(ukm.valueBlock.valueHexView)))] : []),
    tagged(0xa2, tagged(0x04, bits)),
  ];
  return tagged(0x30, Buffer.concat(inner));
};

/** DER; what stands here is shorter than 64 KiB. */
const tagged = (tag: number, content: Buffer): Buffer => {
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};

/** X9.63 (SEC 1 §3.6.1). */
const derived = (about: {
  readonly hash: string;
  readonly secret: Buffer;
  readonly shared: Buffer;
  readonly bytes: number;
}): Buffer => {
  const { hash, secret, shared, bytes } = about;
  const blocks: Buffer[] = [];
  const counter = Buffer.alloc(4);
  for (let n = 1; Buffer.concat(blocks).length < bytes; n += 1) {
    counter.writeUInt32BE(n);
    blocks.push(createHash(hash).update(secret).update(counter).update(shared).digest());
  }
  return Buffer.concat(blocks).subarray(0, bytes);
};

const known = <T>(table: Readonly<Record<string, T>>, id: string): T => {
  const found = table[id];
  if (found === undefined) throw new Error(`algorithme ${id} non lu`);
  return found;
};
