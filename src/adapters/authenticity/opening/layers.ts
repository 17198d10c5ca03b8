/**
 * Takes a mail out of what it is wrapped in, layer by layer from the outside: signed, encrypted, or one in the other. What is
 * left is what was signed or encrypted, and nothing that stood around it.
 */
import type {
  Encryption,
  OpenPgpSignature,
  SmimeSignature,
} from "../../../domain/receipt/verification.ts";
import { asError } from "../../../foundation/errors.ts";
import type { OpenedFile, OpenedMail, Seals } from "../../../ports/mail-verifier.ts";
import { signedPartOf } from "../signed-part.ts";
import { verifyCms } from "./cms-signature.ts";
import { decodedBody, type Entity, entityOf, latin1, partsOf } from "./entity.ts";
import { type OpeningKeys, StaysClosed } from "./keys.ts";

/** Signed, encrypted, signed: RFC 2634's triple wrapping, and one more. */
const layersMax = 4;

export const openMail = async (raw: Uint8Array, keys: OpeningKeys): Promise<OpenedMail> => {
  let [content, seals]: [Uint8Array | undefined, Seals] = [undefined, {}];
  try {
    for (let depth = 0; ; depth += 1) {
      const layer = await peeled(content ?? raw, keys);
      if (!layer) return content ? { is: "opened", content, ...seals } : { is: "bare" };
      if (depth === layersMax) throw new StaysClosed(`plus de ${layersMax} enveloppes`);
      content = layer.content;
      seals = together(seals, layer.seals);
    }
  } catch (cause) {
    return { is: "closed", because: asError(cause).message.slice(0, 500) };
  }
};

interface Layer {
  readonly content: Uint8Array;
  readonly seals: Seals;
}

/** Of two signatures of one kind, a false one counts, else the inner. */
const together = (outer: Seals, inner: Seals): Seals => {
  const smime = graver(outer.smime, inner.smime);
  const openpgp = graver(outer.openpgp, inner.openpgp);
  const encryption = inner.encryption ?? outer.encryption;
  return {
    ...(encryption ? { encryption } : {}),
    ...(smime ? { smime } : {}),
    ...(openpgp ? { openpgp } : {}),
  };
};

const graver = <T extends { readonly result: string }>(outer?: T, inner?: T): T | undefined =>
  outer?.result === "fail" ? outer : (inner ?? outer);

/** Undefined when nothing is wrapped around it. */
const peeled = async (bytes: Uint8Array, keys: OpeningKeys): Promise<Layer | undefined> => {
  const entity = entityOf(latin1(bytes));
  if (!entity) return undefined;
  const signed = signedPartOf(entity);
  if (signed?.by === "smime")
    return layer(signed.content, { smime: await verifyCms(signed.signature, signed.content) });
  if (signed) {
    const { verifyPgp } = await import("./open-openpgp.ts");
    const openpgp = await verifyPgp(signed.content, signed.signature, keys);
    return layer(signed.content, { openpgp });
  }
  if (/^content-type:\s*multipart\/encrypted/imu.test(entity.fields)) return fromPgp(entity, keys);
  return isPkcs7(entity) ? fromCms(decodedBody(entity), keys) : undefined;
};

const layer = (content: Uint8Array, seals: Seals): Layer => ({ content, seals });

const isPkcs7 = ({ type, fields }: Entity): boolean =>
  /^application\/(?:x-)?pkcs7-mime$/u.test(type?.type ?? "") ||
  (/^content-type:\s*application\/(?:octet-stream|(?:x-)?pkcs7-mime)/imu.test(fields) &&
    /name="?[^"\r\n]*\.p7m/iu.test(fields));

const fromCms = async (der: Uint8Array, keys: OpeningKeys): Promise<Layer> => {
  const { cmsOf, openEnvelope } = await import("./open-cms.ts");
  const cms = cmsOf(der);
  if (!cms) throw new StaysClosed("S/MIME illisible");
  if (cms.is === "signed") return layer(cms.content, { smime: await verifyCms(der) });
  const { content, by } = await openEnvelope(cms.enveloped, keys);
  return layer(content, { encryption: { method: "smime", by } });
};

/** RFC 3156 §4: the version's part, and one with the message. */
const fromPgp = async ({ type, body }: Entity, keys: OpeningKeys): Promise<Layer> => {
  const parts = partsOf(body, type?.parameters.get("boundary") ?? "") ?? [];
  const [version, message] = parts.map(entityOf);
  const known = /^application\/pgp-encrypted$/u.test(version?.type?.type ?? "");
  if (!known || !message || parts.length !== 2)
    throw new StaysClosed("multipart/encrypted qui n'est pas de la forme de la RFC 3156");
  const { openPgp } = await import("./open-openpgp.ts");
  const { content, by, signature } = await openPgp(decodedBody(message), keys);
  const seals: { encryption: Encryption; openpgp?: OpenPgpSignature; smime?: SmimeSignature } = {
    encryption: { method: "openpgp", by },
  };
  return layer(content, { ...seals, ...(signature ? { openpgp: signature } : {}) });
};

/**
 * A file of a mail, encrypted by itself: OpenPGP, armoured or not, or CMS. Its signature vouches for that file and not for the
 * mail, so it counts for nothing here.
 */
export const openFile = async (
  file: { readonly name: string; readonly bytes: Uint8Array },
  keys: OpeningKeys,
): Promise<OpenedFile> => {
  const name = file.name.replace(/\.(?:gpg|pgp|asc|p7m)$/iu, "") || file.name;
  try {
    if (/\.p7m$/iu.test(file.name)) {
      const { cmsOf, openEnvelope } = await import("./open-cms.ts");
      const cms = cmsOf(file.bytes);
      if (cms?.is !== "enveloped") return { is: "bare" };
      return { is: "opened", name, bytes: (await openEnvelope(cms.enveloped, keys)).content };
    }
    const { openPgp } = await import("./open-openpgp.ts");
    return { is: "opened", name, bytes: (await openPgp(file.bytes, keys)).content };
  } catch (cause) {
    return { is: "closed", because: `${file.name} : ${asError(cause).message}`.slice(0, 500) };
  }
};
