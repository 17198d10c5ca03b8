/** Reads what settings only point at: passwords and certificate authorities. Never shows them. */
import { readFileSync, statSync } from "node:fs";
import { limits } from "../domain/limits.ts";
import type { Draft } from "./file-shape.ts";
import type { Complaint, Path } from "./problems.ts";
import type { Secret } from "./settings.ts";
import { placed, type Surroundings } from "./surroundings.ts";

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
  return { complaints: [] };
};

const readSecretFile = (name: string, path: Path, around: Surroundings): Found => {
  const spot = { path, value: name };
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
