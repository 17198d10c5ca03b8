/** OpenPGP (RFC 9580), opened with the user's secret keys, and signatures checked against the keys that the user pinned. */
import {
  config,
  createMessage,
  decryptKey,
  type Key,
  type Message,
  type PrivateKey,
  readKey,
  readMessage,
  readPrivateKey,
  readSignature,
  unarmor,
  verify,
} from "openpgp";
import { limits } from "../../../domain/limits.ts";
import type { OpenPgpSignature } from "../../../domain/receipt/verification.ts";
import { asError } from "../../../foundation/errors.ts";
import { type OpeningKeys, StaysClosed } from "./keys.ts";

/** A compressed message unfolds to no more than the largest mail: bombs end there (mail.md F66). */
const careful = { ...config, maxDecompressedMessageSize: limits.mailBytesMax };

export interface OpenedPgp {
  readonly content: Uint8Array;
  readonly by: string;
  readonly signature?: OpenPgpSignature;
}

/** The sender did not say for whom it is (RFC 9580 §5.1.8). */
const forWhomUnsaid = "0".repeat(16);

/** Throws `StaysClosed` when no key of ours opens it. */
export const openPgp = async (bytes: Uint8Array, keys: OpeningKeys): Promise<OpenedPgp> => {
  const message = await messageOf(bytes);
  const wanted = message.getEncryptionKeyIDs();
  const said: string[] = [];
  for (const one of keys.openpgp) {
    try {
      const key = await secretOf(one);
      const mayOpen = wanted.some(
        (id) => id.toHex() === forWhomUnsaid || key.getKeys(id).length > 0,
      );
      if (!mayOpen) continue;
      // Whatever its end: what was encrypted for a key may be read as long as we have it.
      const opened = await message.decrypt(
        [key],
        undefined,
        undefined,
        await dateFor(key, keys.now),
        careful,
      );
      return { ...(await contentOf(opened, keys)), by: one.name };
    } catch (cause) {
      said.push(`${one.name} : ${asError(cause).message}`);
    }
  }
  const ids = wanted.map((id) => id.toHex().toUpperCase()).join(", ");
  const reasons = [...said, ...keys.troubles].join(" ; ");
  throw new StaysClosed(
    `chiffré en OpenPGP pour ${ids || "un mot de passe"} ; aucune clé de receipts.openers ne l'ouvre${reasons === "" ? "" : ` (${reasons})`}`,
  );
};

const messageOf = async (bytes: Uint8Array): Promise<Message<Uint8Array>> => {
  const isArmour = Buffer.from(bytes.subarray(0, 64 * 1024)).includes(
    "-----BEGIN PGP MESSAGE-----",
  );
  try {
    if (!isArmour) return await readMessage({ binaryMessage: bytes });
    const { data } = await unarmor(Buffer.from(bytes).toString("latin1"));
    return await readMessage({ binaryMessage: data as Uint8Array });
  } catch (cause) {
    throw new StaysClosed(`OpenPGP illisible (${asError(cause).message})`);
  }
};

const secretOf = async ({
  armoured,
  passphrase,
}: OpeningKeys["openpgp"][number]): Promise<PrivateKey> => {
  const read = await readPrivateKey({ armoredKey: armoured });
  return read.isDecrypted() ? read : decryptKey({ privateKey: read, passphrase });
};

/** Now, or the last moment of an expired key's life. */
const dateFor = async (key: Key, now: number): Promise<Date> => {
  const end = await key.getExpirationTime();
  const last = end instanceof Date ? end.getTime() - 1000 : now;
  return new Date(Math.min(last, now));
};

const contentOf = async (
  opened: Message<Uint8Array>,
  keys: OpeningKeys,
): Promise<Omit<OpenedPgp, "by">> => {
  const content = opened.getLiteralData();
  if (!content) throw new Error("rien dedans");
  const signers = await signersOf(keys);
  const found = await opened.verify(
    signers.map((s) => s.key),
    lateEnough(keys),
    careful,
  );
  const signature = await judged(found, signers);
  return { content: Uint8Array.from(content), ...(signature ? { signature } : {}) };
};

/** Of a signature that lies beside what it signs (RFC 3156 §5). */
export const verifyPgp = async (
  content: Uint8Array,
  signature: Uint8Array,
  keys: OpeningKeys,
): Promise<OpenPgpSignature> => {
  try {
    const read = await readSignature({
      armoredSignature: Buffer.from(signature).toString("latin1"),
    });
    const message = await createMessage({ binary: content });
    const signers = await signersOf(keys);
    const found = await verify({
      message,
      signature: read,
      verificationKeys: signers.map((s) => s.key),
      date: lateEnough(keys),
      config: careful,
      format: "binary",
    });
    return (await judged(found.signatures, signers)) ?? nothing("no signature in it");
  } catch (cause) {
    return nothing(asError(cause).message.slice(0, 200));
  }
};

/** A clock that is a little ahead of ours signs in our future. */
const lateEnough = ({ now }: OpeningKeys): Date => new Date(now + limits.signatureAheadMs);

interface Signer {
  readonly key: Key;
  readonly domains: readonly string[];
}

const signersOf = async (keys: OpeningKeys): Promise<readonly Signer[]> => {
  const found = new Map<string, { readonly key: Key; readonly domains: string[] }>();
  for (const { domain, armoured } of keys.signers) {
    const key = await readKey({ armoredKey: armoured }).catch(() => undefined);
    if (!key) continue;
    const known = found.get(key.getFingerprint()) ?? { key, domains: [] };
    known.domains.push(domain);
    found.set(key.getFingerprint(), known);
  }
  return [...found.values()];
};

const nothing = (said: string): OpenPgpSignature => ({
  result: "nothing",
  fingerprint: "",
  owner: "",
  domains: [],
  said,
});

/** What the library says where the bytes are not what was signed (6.3.2, pinned exactly, tested). */
const mismatch = /Signed digest did not match|Signature verification failed/u;

/** As it was pinned at that moment, never the secret one. */
const keyOf = (key: Key): { readonly key?: string } => {
  const armoured = key.toPublic().armor();
  return armoured.length <= limits.signerKeyCharsMax ? { key: armoured } : {};
};

/** One pinned key that signed these bytes is enough; a false signature in a pinned key's name outweighs what says nothing. */
const judged = async (
  found: Awaited<ReturnType<Message<Uint8Array>["verify"]>>,
  signers: readonly Signer[],
): Promise<OpenPgpSignature | undefined> => {
  const answers: OpenPgpSignature[] = [];
  for (const { keyID, verified, signature } of found) {
    const made = await signature
      .then((s) => s.packets[0]?.created?.getTime())
      .catch(() => undefined);
    const when = made === undefined ? {} : { signed: made };
    const signer = signers.find(({ key }) => key.getKeys(keyID).length > 0);
    if (!signer) {
      const said = `signé par ${keyID.toHex().toUpperCase()}, qui n'est pas épinglé`;
      answers.push({ ...nothing(said), ...when });
      continue;
    }
    const who = {
      fingerprint: signer.key.getFingerprint(),
      owner: (signer.key.getUserIDs()[0] ?? "").slice(0, 200),
      domains: signer.domains,
      ...keyOf(signer.key),
      ...when,
    };
    answers.push(
      await verified.then(
        () => ({ result: "pass" as const, ...who, said: "" }),
        (cause: unknown) => {
          const said = asError(cause).message.slice(0, 200);
          return {
            result: mismatch.test(said) ? ("fail" as const) : ("nothing" as const),
            ...who,
            said,
          };
        },
      ),
    );
  }
  return (["pass", "fail", "nothing"] as const)
    .map((result) => answers.find((a) => a.result === result))
    .find((a) => a !== undefined);
};
