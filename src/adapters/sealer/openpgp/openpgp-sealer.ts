/**
 * OpenPGP (RFC 9580): the attachment as a binary message, or the whole body as PGP/MIME (RFC 3156). What was made is
 * read back: encrypted with integrity protection, for exactly the intended keys, and opened again where the
 * archive's secret key stands here.
 */
import {
  createMessage,
  decrypt,
  decryptKey,
  encrypt,
  type Key,
  type PrivateKey,
  readKey,
  readMessage,
  readPrivateKey,
} from "openpgp";
import type { Instant } from "../../../domain/ids.ts";
import type { SealKey, SealProof } from "../../../domain/seal.ts";
import { asError } from "../../../foundation/errors.ts";
import type { Clear, SealAnswer, Sealer, SealInspection } from "../../../ports/sealer.ts";
import { inspected, readKeyFile, SealTrouble, sealing } from "../trouble.ts";
import { pgpMimeBody } from "./pgp-mime.ts";

export interface OpenPgpOptions {
  readonly name: string;
  readonly takes: "file" | "body";
  /** Files of armoured public keys of those who may open it: the organism's. */
  readonly recipients: readonly string[];
  /** One more who may open it, for the archive; with its secret key, each message is opened again. */
  readonly archive?: { readonly file: string; readonly secret?: SecretKey };
  readonly sign?: SecretKey;
}

/** A file of an armoured secret key, and what unlocks it, asked for at each use. */
export interface SecretKey {
  readonly file: string;
  readonly passphrase?: () => string | undefined;
}

/** Packet tags of RFC 9580 §5: a session key for a public key, and integrity-protected data. */
const sessionKeyTag = 1;
const protectedDataTag = 18;

export const openPgpSealer = (options: OpenPgpOptions): Sealer => ({
  name: options.name,
  method: "openpgp",
  takes: options.takes,
  encrypts: true,
  seal: (clear) => sealing(() => seal(options, clear)),
  inspect: (now) => inspect(options, now),
});

const seal = async (options: OpenPgpOptions, clear: Clear): Promise<SealAnswer> => {
  const date = new Date(clear.now);
  const keys = await Promise.all(openers(options).map(({ file }) => publicKey(file)));
  const wanted = await Promise.all(keys.map((key) => encryptionKeyId(key, date)));
  const signer = options.sign && (await secretKey(options.sign));
  const binary = await encrypt({
    message: await createMessage({ binary: clear.bytes, filename: "", date }),
    encryptionKeys: keys,
    ...(signer ? { signingKeys: signer } : {}),
    format: "binary",
    date,
  }).catch((cause: unknown) => {
    throw new SealTrouble("seal-key", asError(cause).message);
  });
  const found = await recipientsOf(binary);
  if (found.join() !== wanted.toSorted().join())
    throw new SealTrouble("seal-unverified", `chiffré pour ${found.join(", ")}`);
  const proof: SealProof = {
    method: "openpgp",
    encrypted: true,
    recipients: keys.map((key) => key.getFingerprint()),
    ...(signer ? { signedBy: signer.getFingerprint() } : {}),
    reopened: await reopens(options, binary, clear),
  };
  return options.takes === "file"
    ? { is: "sealed", name: `${clear.name}.gpg`, bytes: binary, proof }
    : { is: "sealed", name: clear.name, bytes: pgpMimeBody(binary), proof };
};

/** Encryption keys named in the bytes themselves, sorted; throws when they are anything but encrypted data. */
const recipientsOf = async (binary: Uint8Array): Promise<readonly string[]> => {
  const message = await readMessage({ binaryMessage: binary });
  const tags = message.packets.map((packet) => (packet.constructor as { tag?: number }).tag);
  const sound =
    tags.at(-1) === protectedDataTag && tags.slice(0, -1).every((tag) => tag === sessionKeyTag);
  if (!sound) throw new SealTrouble("seal-unverified", `paquets ${tags.join(", ")}`);
  return message
    .getEncryptionKeyIDs()
    .map((id) => id.toHex())
    .sort();
};

const reopens = async (
  { archive }: OpenPgpOptions,
  binary: Uint8Array,
  clear: Clear,
): Promise<boolean> => {
  if (!archive?.secret) return false;
  const opened = await decrypt({
    message: await readMessage({ binaryMessage: binary }),
    decryptionKeys: await secretKey(archive.secret),
    format: "binary",
    date: new Date(clear.now),
  });
  if (!Buffer.from(opened.data).equals(clear.bytes))
    throw new SealTrouble("seal-unverified", "la clé d'archive relit autre chose");
  return true;
};

const openers = (options: OpenPgpOptions) => [
  ...options.recipients.map((file) => ({ role: "recipient", file }) as const),
  ...(options.archive ? [{ role: "archive", file: options.archive.file } as const] : []),
];

const inspect = async (options: OpenPgpOptions, now: Instant): Promise<SealInspection> => {
  const looks = openers(options).map(async ({ role, file }): Promise<SealKey> => {
    const key = await publicKey(file);
    await encryptionKeyId(key, new Date(now));
    return { role, file, ...(await described(key)) };
  });
  const { sign } = options;
  if (sign)
    looks.push(
      secretKey(sign).then(async (key) => ({
        role: "signature",
        file: sign.file,
        ...(await described(key)),
      })),
    );
  const { found, troubles } = await inspected(looks);
  return { programs: [], keys: found, troubles };
};

const described = async (key: Key): Promise<Omit<SealKey, "role" | "file">> => {
  const expires = await key.getExpirationTime();
  return {
    fingerprint: key.getFingerprint(),
    owner: key.getUserIDs()[0] ?? "",
    ...(expires instanceof Date ? { expires: expires.getTime() } : {}),
  };
};

const publicKey = async (file: string): Promise<Key> => {
  const what = "ce n'est pas une clé publique OpenPGP en ASCII";
  const key = await named({ file, what }, async () =>
    readKey({ armoredKey: await readKeyFile(file) }),
  );
  if (key.isPrivate())
    throw new SealTrouble("seal-key", `${file} : une clé secrète là où la publique suffit`);
  return key;
};

/** The library speaks of packets; a person needs the file. */
const named = async <T>(
  { file, what }: { readonly file: string; readonly what: string },
  read: () => Promise<T>,
): Promise<T> => {
  try {
    return await read();
  } catch (cause) {
    if (cause instanceof SealTrouble) throw cause;
    throw new SealTrouble("seal-key", `${file} : ${what} (${asError(cause).message})`);
  }
};

/** Throws when the key is expired, revoked, or cannot encrypt. */
const encryptionKeyId = async (key: Key, date: Date): Promise<string> => {
  try {
    const found = await key.getEncryptionKey(undefined, date);
    return found.getKeyID().toHex();
  } catch (cause) {
    throw new SealTrouble("seal-key", `${key.getFingerprint()} : ${asError(cause).message}`);
  }
};

const secretKey = ({ file, passphrase }: SecretKey): Promise<PrivateKey> =>
  named({ file, what: "clé secrète illisible, ou phrase secrète fausse" }, async () => {
    const read = await readPrivateKey({ armoredKey: await readKeyFile(file) });
    if (read.isDecrypted()) return read;
    return decryptKey({ privateKey: read, passphrase: passphrase?.() ?? "" });
  });
