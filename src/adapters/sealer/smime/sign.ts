/** CMS SignedData, detached (RFC 5652 §5): what stands in `smime.p7s` beside the body it signs. */
import { createHash, type KeyObject, webcrypto } from "node:crypto";
import { ObjectIdentifier, OctetString, UTCTime } from "asn1js";
import {
  Attribute,
  ContentInfo,
  EncapsulatedContentInfo,
  IssuerAndSerialNumber,
  id_ContentType_Data,
  id_ContentType_SignedData,
  SignedAndUnsignedAttributes,
  SignedData,
  SignerInfo,
} from "pkijs";
import { arrayBuffer } from "../../../foundation/bytes.ts";
import { SealTrouble } from "../trouble.ts";
import type { Held } from "./certificate.ts";

/** Attributes of RFC 5652 §11. */
const contentType = "1.2.840.113549.1.9.3";
const messageDigest = "1.2.840.113549.1.9.4";
const signingTime = "1.2.840.113549.1.9.5";

export interface Signer {
  readonly held: Held;
  readonly key: KeyObject;
}

/** DER of a ContentInfo; `content` is signed as it stands: CRLF throughout. */
export const signDetached = async (
  content: Uint8Array,
  signer: Signer,
  now: number,
): Promise<Uint8Array> => {
  if (!signer.held.x509.checkPrivateKey(signer.key))
    throw new SealTrouble("seal-key", "la clé de signature n'est pas celle du certificat");
  const { pkijs } = signer.held;
  const signed = new SignedData({
    version: 1,
    encapContentInfo: new EncapsulatedContentInfo({ eContentType: id_ContentType_Data }),
    signerInfos: [
      new SignerInfo({
        version: 1,
        sid: new IssuerAndSerialNumber({ issuer: pkijs.issuer, serialNumber: pkijs.serialNumber }),
        signedAttrs: attributes(content, now),
      }),
    ],
    certificates: [pkijs],
  });
  await signed.sign(await importKey(signer.key), 0, "SHA-256", arrayBuffer(content));
  const info = new ContentInfo({
    contentType: id_ContentType_SignedData,
    content: signed.toSchema(true),
  });
  return new Uint8Array(info.toSchema().toBER(false));
};

const attributes = (content: Uint8Array, now: number): SignedAndUnsignedAttributes =>
  new SignedAndUnsignedAttributes({
    type: 0,
    attributes: [
      new Attribute({
        type: contentType,
        values: [new ObjectIdentifier({ value: id_ContentType_Data })],
      }),
      new Attribute({ type: signingTime, values: [new UTCTime({ valueDate: new Date(now) })] }),
      new Attribute({
        type: messageDigest,
        values: [
          new OctetString({ valueHex: arrayBuffer(createHash("sha256").update(content).digest()) }),
        ],
      }),
    ],
  });

const importKey = (key: KeyObject): Promise<CryptoKey> => {
  const der = key.export({ type: "pkcs8", format: "der" });
  const algorithm =
    key.asymmetricKeyType === "ec"
      ? { name: "ECDSA", namedCurve: curveOf(key) }
      : { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  return webcrypto.subtle.importKey("pkcs8", der, algorithm, false, ["sign"]);
};

const curves: Readonly<Record<string, string>> = {
  prime256v1: "P-256",
  secp384r1: "P-384",
  secp521r1: "P-521",
};

const curveOf = (key: KeyObject): string => {
  const named = key.asymmetricKeyDetails?.namedCurve ?? "";
  const curve = curves[named];
  if (curve === undefined) throw new SealTrouble("seal-key", `courbe ${named} non prise en charge`);
  return curve;
};
