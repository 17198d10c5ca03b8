/** Reads what settings only point at: passwords and certificate authorities. Never shows them. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { limits } from "../domain/limits.ts";
import type { Draft } from "./file-shape.ts";
import { systemKeyring } from "./keyring.ts";
import type { Complaint, Path } from "./problems.ts";
import type { LockSettings, PlacedSecret, Secret } from "./settings.ts";
import { placed, type Surroundings } from "./surroundings.ts";
import { words } from "./words.ts";

export interface Found {
  readonly complaints: readonly Complaint[];
  readonly text?: string;
}

export const readSecret = (secret: Draft<Secret>, path: Path, around: Surroundings): Found => {
  if ("env" in secret && secret.env !== undefined) {
    const text = around.env[secret.env] ?? "";
    if (text === "")
      return failed({ code: "secret-missing", path: [...path, "env"], value: secret.env });
    return oneLine(text, { path: [...path, "env"], value: secret.env });
  }
  if ("file" in secret && secret.file !== undefined)
    return readSecretFile(secret.file, [...path, "file"], around);
  if ("credential" in secret && secret.credential !== undefined)
    return readSecretFile(
      credentialFile(secret.credential, around),
      [...path, "credential"],
      around,
    );
  if ("keyring" in secret && secret.keyring !== undefined)
    return readKeyring(secret.keyring, [...path, "keyring"], around);
  return { complaints: [] };
};

/**
 * The unit loads the folder `credentials/` under the name `facteur`: systemd then shows each of its files to the service as
 * `facteur_NAME` (systemd.exec(5), LoadCredential). A command in a terminal reads the folder itself.
 */
const credentialFile = (name: string, around: Surroundings): string => {
  const given = around.env["CREDENTIALS_DIRECTORY"];
  return given === undefined || given === ""
    ? placed(around, join("credentials", name))
    : join(given, `facteur_${name}`);
};

const readKeyring = (account: string, path: Path, around: Surroundings): Found => {
  const spot = { path, value: account };
  const answer = around.keyring.read(account);
  if (answer.is === "found") return oneLine(answer.text, spot);
  return answer.is === "empty"
    ? // `facteur login` fills it, and needs the settings for that.
      failed({ code: "keyring-empty", ...spot })
    : failed({
        code: "keyring-unusable",
        ...spot,
        expected: words(
          `le trousseau du système (${answer.said})`,
          `the system's keyring (${answer.said})`,
        ),
      });
};

/** Its file absolute, for reading it again later. */
export const placedSecret = (
  secret: Draft<Secret>,
  around: Surroundings,
): PlacedSecret | undefined => {
  if ("credential" in secret && secret.credential !== undefined)
    return { file: credentialFile(secret.credential, around) };
  if ("file" in secret && secret.file !== undefined) return { file: placed(around, secret.file) };
  if ("keyring" in secret && secret.keyring !== undefined) return { keyring: secret.keyring };
  return "env" in secret && secret.env !== undefined ? { env: secret.env } : undefined;
};

/** A passphrase as it is at load, and where it is read again. */
export const lockOf = (secret: Draft<Secret> | undefined, around: Surroundings): LockSettings => {
  if (!secret) return {};
  const { text } = readSecret(secret, [], around);
  const placed = placedSecret(secret, around);
  return {
    ...(text === undefined ? {} : { passphrase: text }),
    ...(placed ? { secret: placed } : {}),
  };
};

/** What it is now; undefined when it cannot be read any more, or cannot change (an environment). */
export const readAgain = (secret: PlacedSecret): string | undefined => {
  if ("env" in secret) return undefined;
  if ("keyring" in secret) {
    const answer = systemKeyring().read(secret.keyring);
    return answer.is === "found" ? answer.text : undefined;
  }
  const text = readText(secret.file, limits.secretBytesMax)?.text.replace(/\r?\n$/u, "") ?? "";
  return text === "" || /[\p{Cc}\ufffd]/u.test(text) ? undefined : text;
};

/**
 * The key that authorisations lie under: 32 bytes in base64. Nobody else may read its file; systemd shows its credentials
 * to the service by an access list, which stands in the group's bits.
 */
export const readTokenKey = (secret: Draft<Secret>, path: Path, around: Surroundings): Found => {
  const found = readSecret(secret, path, around);
  const complaints = found.complaints.filter(({ code }) => code !== "secret-readable-by-all");
  if (found.text === undefined) return { complaints };
  if (!/^[A-Za-z0-9+/]{43}=$/u.test(found.text))
    return { complaints: [...complaints, { code: "token-key-invalid", path }] };
  return { text: found.text, complaints: [...complaints, ...exposure(secret, path, around)] };
};

const exposure = (
  secret: Draft<Secret>,
  path: Path,
  around: Surroundings,
): readonly Complaint[] => {
  const where = placedSecret(secret, around);
  if (!where || !("file" in where) || around.platform === "win32") return [];
  const { file } = where;
  const credentials = around.env["CREDENTIALS_DIRECTORY"];
  const ofSystemd =
    file.startsWith("/run/credentials/") ||
    (credentials !== undefined && file.startsWith(`${credentials}/`));
  const others = ofSystemd ? 0o007 : 0o077;
  const mode = readText(file, limits.secretBytesMax)?.mode ?? 0;
  const spot = { path: [...path, ...Object.keys(secret)], value: file };
  return (mode & others) === 0 ? [] : [{ code: "token-key-exposed", ...spot }];
};

const readSecretFile = (name: string, path: Path, around: Surroundings): Found => {
  const spot = { path, value: name };
  const planned = around.plannedSecrets?.get(placed(around, name));
  if (planned !== undefined) return oneLine(planned.replace(/\r?\n$/u, ""), spot);
  const read = readText(placed(around, name), limits.secretBytesMax);
  if (read === undefined) return failed({ code: "secret-unreadable", ...spot });
  // Editors and `echo` end the line; the password does not hold that end.
  const found = oneLine(read.text.replace(/\r?\n$/u, ""), spot);
  // Windows has no such bits: its permissions are not in the mode.
  const exposed = around.platform !== "win32" && (read.mode & 0o004) !== 0;
  return exposed
    ? { ...found, complaints: [...found.complaints, { code: "secret-readable-by-all", ...spot }] }
    : found;
};

const oneLine = (text: string, spot: Omit<Complaint, "code">): Found =>
  text === "" || /[\p{Cc}\ufffd]/u.test(text)
    ? failed({ code: "secret-not-one-line", ...spot })
    : { complaints: [], text };

export const readAuthorities = (name: string, path: Path, around: Surroundings): Found => {
  const read = readText(placed(around, name), limits.settingsBytesMax);
  return read?.text.includes("-----BEGIN CERTIFICATE-----")
    ? { complaints: [], text: read.text }
    : failed({ code: "ca-unreadable", path, value: name });
};

const failed = (complaint: Complaint): Found => ({ complaints: [complaint] });

/** Undefined for whatever reason it cannot be read: the hint tells to check path and rights. */
const readText = (
  file: string,
  bytesMax: number,
): { readonly text: string; readonly mode: number } | undefined => {
  try {
    const { mode, size } = statSync(file);
    return size > bytesMax ? undefined : { text: readFileSync(file, "utf8"), mode };
  } catch {
    return undefined;
  }
};
