/** An OpenPGP key as people know it, whether or not it may still be used. */
import { type Key, readKey, readKeys, type Subkey } from "openpgp";
import type { Instant } from "../../../domain/ids.ts";
import type { ToldKey } from "../key-file.ts";

/** Of an armoured key, secret or public. Throws when it is none. */
export const describedKey = async (armoured: string, now: Instant): Promise<ToldKey> => {
  const key = await readKey({ armoredKey: armoured });
  const expires = await endOf(key, now);
  return {
    fingerprint: key.getFingerprint(),
    owner: key.getUserIDs().join(", "),
    ...(expires === undefined ? {} : { expires }),
  };
};

/** The one key of a file, armoured. Throws when there is none, or several. */
export const onlyKey = async (
  bytes: Uint8Array,
): Promise<{ readonly armoured: string; readonly isSecret: boolean }> => {
  const text = Buffer.from(bytes).toString("latin1");
  const keys = text.includes("-----BEGIN PGP")
    ? await readKeys({ armoredKeys: text })
    : await readKeys({ binaryKeys: bytes });
  const [key, second] = keys;
  if (!key || second) throw new Error(`${keys.length} clés OpenPGP dans le fichier, une attendue`);
  return { armoured: key.armor(), isSecret: key.isPrivate() };
};

/** When it can no longer be used: its own end, or that of the last of its parts that seal, or a revocation, which is now. */
const endOf = async (key: Key, now: Instant): Promise<Instant | undefined> => {
  if (await key.isRevoked()) return Math.min(now, key.getCreationTime().getTime());
  const own = timeOf(await key.getExpirationTime());
  const parts = await Promise.all(key.subkeys.map(partEnd));
  const part = parts.length === 0 ? Infinity : Math.max(...parts);
  const end = Math.min(own, part);
  return Number.isFinite(end) ? end : undefined;
};

const partEnd = async (part: Subkey): Promise<number> =>
  part.getExpirationTime().then(timeOf, () => 0);

/** `null`: the library knows no valid signature that would tell. */
const timeOf = (end: Date | number | null): number =>
  end instanceof Date ? end.getTime() : end === null ? 0 : end;
