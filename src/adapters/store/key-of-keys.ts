/**
 * The key of keys: it wraps the key of each content, and nothing else. It is given by reference (environment, file,
 * systemd credential) or, without a setting, kept in the data folder in a file of 0600 made at the first write:
 * that protects a copy of the store or of the keys alone, not somebody who has the whole folder. A lost or wrong one
 * is refused (78) with the file and what to do; a new one is never made while something stands under another.
 */
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { keyedHash } from "../../foundation/bytes.ts";
import { codeOf } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { makeFolderSafely, removeFileSafely, writeFileSafely } from "../../foundation/safe-file.ts";

/** Where the store's parts stand, and the keys that the settings give, 64 hexadecimal digits each. */
export interface StorePlace {
  readonly data: string;
  readonly given?: {
    readonly key: string;
    /** The one before, until `facteur store rotate` has done its work. */
    readonly former?: string;
    /** What people call it: the variable, or the file. */
    readonly where: string;
  };
}

export interface KeyOfKeys {
  readonly bytes: Uint8Array;
  /** 16 hexadecimal digits that tell it from others, and nothing of it. */
  readonly id: string;
}

export interface KeyRing {
  /** New contents' keys are wrapped by this one. */
  readonly current: KeyOfKeys;
  readonly byId: ReadonlyMap<string, KeyOfKeys>;
}

export const placesIn = (data: string) => ({
  contents: join(data, "store"),
  keys: join(data, "keys"),
  own: join(data, "key-of-keys"),
  /** The one that a rotation has made and not yet put in the place of the other. */
  next: join(data, "key-of-keys.next"),
  /** Beside the contents: which key of keys they stand under, so that a lost one is known. */
  mark: join(data, "store", "key-id"),
});

/** Reads the ring; undefined when no key was ever made. Throws `Refusal` 78 when the one needed is lost or wrong. */
export const readRing = (place: StorePlace): KeyRing | undefined => {
  const { own, next } = placesIn(place.data);
  const [current, ...others] = place.given
    ? [place.given.key, place.given.former].flatMap((text) =>
        text === undefined ? [] : [keyOf(text, place.given?.where ?? "")],
      )
    : [next, own].flatMap(keyIn);
  const marked = readMark(place);
  if (current) return fitting(place, ringOf([current, ...others]), marked);
  if (marked === undefined && !hasKeys(place)) return undefined;
  throw lost(place, own);
};

/** The ring, with a first key made when there is none. */
export const ringForWriting = async (place: StorePlace): Promise<KeyRing> => {
  const found = readRing(place);
  if (found) return found;
  await makeFolderSafely(place.data, 0o700);
  await writeKey(placesIn(place.data).own).catch((cause: unknown) => {
    // Another command of ours was first.
    if (codeOf(cause) !== "EEXIST") throw cause;
  });
  const made = readRing(place);
  if (!made) throw new Error("the key of keys was made and is not there");
  return made;
};

/** Once keys stand under it, and not before: a mark without keys is a loss. */
export const markOnce = async (place: StorePlace, { current }: KeyRing): Promise<void> => {
  if (readMark(place) === undefined) await writeMark(place, current);
};

export const writeKey = (file: string): Promise<void> =>
  writeFileSafely(file, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600, overwrite: false });

export const writeMark = async (place: StorePlace, key: KeyOfKeys): Promise<void> => {
  const { mark } = placesIn(place.data);
  await makeFolderSafely(dirname(mark), 0o700);
  await writeFileSafely(mark, `${key.id}\n`, { mode: 0o600, overwrite: true });
};

export const forgetKey = (file: string): Promise<void> => removeFileSafely(file);

const ringOf = (keys: readonly [KeyOfKeys, ...KeyOfKeys[]]): KeyRing => ({
  current: keys[0],
  byId: new Map(keys.map((key) => [key.id, key])),
});

const keyOf = (text: string, where: string): KeyOfKeys => {
  if (!/^[0-9a-f]{64}$/iu.test(text))
    throw new Refusal(78, {
      fr: [
        `${where} : ce n'est pas une clé des clés (64 chiffres hexadécimaux).`,
        "Remettez le fichier ou la valeur d'origine ; une clé neuve se fait par `openssl rand -hex 32`.",
      ],
      en: [
        `${where}: this is no key of keys (64 hexadecimal digits).`,
        "Put the original file or value back; a new key is made by `openssl rand -hex 32`.",
      ],
    });
  const bytes = Buffer.from(text, "hex");
  return { bytes, id: keyedHash(bytes, "key of keys").slice(0, 16) };
};

const keyIn = (file: string): readonly KeyOfKeys[] => {
  const text = textOf(file);
  return text === undefined ? [] : [keyOf(text, file)];
};

const textOf = (file: string): string | undefined => {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw new Refusal(78, {
      fr: [
        `${file} : illisible (${codeOf(cause)}). Sans cette clé des clés, les contenus gardés ne peuvent être lus.`,
        "Rendez ce fichier lisible à l'utilisateur de l'agent (mode 0600).",
      ],
      en: [
        `${file}: cannot be read (${codeOf(cause)}). Without this key of keys, the kept contents cannot be read.`,
        "Let the agent's user read this file (mode 0600).",
      ],
    });
  }
};

const readMark = (place: StorePlace): string | undefined => textOf(placesIn(place.data).mark);

const hasKeys = (place: StorePlace): boolean => {
  const { keys } = placesIn(place.data);
  return existsSync(keys) && readdirSync(keys).length > 0;
};

/** The mark names a key of the ring, and the contents' own keys have not gone. */
const fitting = (place: StorePlace, ring: KeyRing, marked: string | undefined): KeyRing => {
  if (marked === undefined) return ring;
  const { keys, own } = placesIn(place.data);
  if (!ring.byId.has(marked))
    throw wrong(place, { where: place.given?.where ?? own, marked, ring });
  if (!existsSync(keys))
    throw new Refusal(78, {
      fr: [
        `${keys} : absent. Ce dossier tient la clé de chaque contenu gardé ; sans lui, rien ne peut être relu.`,
        "Remettez-le depuis la sauvegarde des clés. Rien n'a été touché.",
      ],
      en: [
        `${keys}: missing. This folder holds the key of each kept content; without it, none can be read again.`,
        "Put it back from the backup of the keys. Nothing was touched.",
      ],
    });
  return ring;
};

const lost = (place: StorePlace, own: string): Refusal =>
  new Refusal(78, {
    fr: [
      `${own} : absent. Cette clé des clés ouvre les contenus gardés dans ${place.data} ; aucune autre n'est faite à sa place.`,
      "Remettez ce fichier depuis sa sauvegarde (mode 0600), ou donnez la clé par `store.key`. Rien n'a été touché.",
    ],
    en: [
      `${own}: missing. This key of keys opens the contents kept in ${place.data}; no other one is made in its place.`,
      "Put this file back from its backup (mode 0600), or give the key by `store.key`. Nothing was touched.",
    ],
  });

const wrong = (
  place: StorePlace,
  about: { readonly where: string; readonly marked: string; readonly ring: KeyRing },
): Refusal =>
  new Refusal(78, {
    fr: [
      `${about.where} : ce n'est pas la clé des clés de ${place.data} (attendue : ${about.marked}, donnée : ${about.ring.current.id}).`,
      "Remettez la clé d'origine ; pour en changer, gardez-la dans `store.formerKey` et lancez `facteur store rotate`. Rien n'a été touché.",
    ],
    en: [
      `${about.where}: this is not the key of keys of ${place.data} (expected: ${about.marked}, given: ${about.ring.current.id}).`,
      "Put the original key back; to change it, keep it in `store.formerKey` and run `facteur store rotate`. Nothing was touched.",
    ],
  });
