/** RFC 3161 requests and tokens: asking for a stamp over a text, and reading what an authority gave. */
import { createHash, randomBytes, X509Certificate } from "node:crypto";
import { fromBER, Integer, OctetString } from "asn1js";
import {
  AlgorithmIdentifier,
  type Certificate,
  ContentInfo,
  MessageImprint,
  PKIStatus,
  SignedData,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from "pkijs";
import { arrayBuffer } from "../../foundation/bytes.ts";
import { TimestampFault, type TokenReading } from "../../ports/timestamper.ts";

const sha256Algorithm = "2.16.840.1.101.3.4.2.1";
const tstInfoType = "1.2.840.113549.1.9.16.1.4";

/** DER; the nonce makes an old answer useless. */
export const requestFor = (text: string): { readonly der: Uint8Array; readonly nonce: bigint } => {
  const nonce = randomBytes(8);
  // Positive in DER.
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: sha256Algorithm }),
      hashedMessage: new OctetString({ valueHex: arrayBuffer(imprintOf(text)) }),
    }),
    nonce: new Integer({ valueHex: arrayBuffer(nonce) }),
    certReq: true,
  });
  return {
    der: new Uint8Array(request.toSchema().toBER(false)),
    nonce: BigInt(`0x${nonce.toString("hex")}`),
  };
};

/** The token inside an authority's answer, after it was read as `readToken` does. Throws `TimestampFault`. */
export const tokenOf = async (
  answer: Uint8Array,
  asked: { readonly text: string; readonly nonce: bigint },
): Promise<Uint8Array> => {
  const response = parsed("réponse", () => TimeStampResp.fromBER(arrayBuffer(answer)));
  const { timeStampToken, status } = response;
  const granted =
    status.status === PKIStatus.granted || status.status === PKIStatus.grantedWithMods;
  if (!timeStampToken || !granted)
    throw new TimestampFault(`refusé par l'autorité (état ${status.status})`);
  const token = new Uint8Array(timeStampToken.toSchema().toBER(false));
  await readToken(token, asked.text);
  const { nonce } = infoOf(signedIn(token));
  if (
    !nonce ||
    BigInt(`0x${Buffer.from(nonce.valueBlock.valueHexView).toString("hex")}`) !== asked.nonce
  )
    throw new TimestampFault("l'horodatage répond à une autre demande");
  return token;
};

/** What the token says of this text, its own signature being good. Throws `TimestampFault`. */
export const readToken = async (token: Uint8Array, text: string): Promise<TokenReading> => {
  const signed = signedIn(token);
  const info = infoOf(signed);
  const imprint = Buffer.from(info.messageImprint.hashedMessage.valueBlock.valueHexView);
  if (!imprint.equals(imprintOf(text)))
    throw new TimestampFault("l'horodatage porte sur autre chose");
  const data = arrayBuffer(Buffer.from(text));
  const sound = await signed
    .verify({ signer: 0, data, checkChain: false, extendedMode: false })
    .catch(() => false);
  if (!sound) throw new TimestampFault("signature de l'horodatage fausse");
  return { at: info.genTime.getTime(), signer: signerOf(signed) };
};

const signedIn = (token: Uint8Array): SignedData =>
  parsed(
    "jeton",
    () => new SignedData({ schema: ContentInfo.fromBER(arrayBuffer(token)).content }),
  );

const infoOf = (signed: SignedData): TSTInfo => {
  const { eContentType, eContent } = signed.encapContentInfo;
  if (eContentType !== tstInfoType || !eContent)
    throw new TimestampFault("ce n'est pas un horodatage");
  return parsed("contenu", () => new TSTInfo({ schema: fromBER(eContent.getValue()).result }));
};

const signerOf = (signed: SignedData): string => {
  const [signer] = signed.signerInfos;
  const serial = (signer?.sid as { serialNumber?: Integer } | undefined)?.serialNumber;
  const certificate = (signed.certificates ?? []).find(
    (c): c is Certificate =>
      "serialNumber" in c && serial !== undefined && c.serialNumber.isEqual(serial),
  );
  if (!certificate) return "";
  const der = Buffer.from(certificate.toSchema().toBER(false));
  return new X509Certificate(der).subject.replaceAll("\n", ", ");
};

const imprintOf = (text: string): Buffer => createHash("sha256").update(text).digest();

const parsed = <T>(what: string, read: () => T): T => {
  try {
    return read();
  } catch {
    throw new TimestampFault(`${what} illisible`);
  }
};
