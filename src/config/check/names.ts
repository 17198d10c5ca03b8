/** Names, addresses and folders: each has one owner. */
import { realpathSync } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import { isPlausibleAddress } from "../../domain/address.ts";
import { profileKey } from "../../domain/profile-key.ts";
import type { Draft, SettingsInFile } from "../file-shape.ts";
import { type Complaint, keyText, type Path } from "../problems.ts";
import { placed, type Surroundings } from "../surroundings.ts";
import { words } from "../words.ts";

const nameShape = /^(?![. ])[^/\\:*?"<>|\p{Cc}]{1,64}(?<![. ])$/u;
/** `rapports` is the reports' own folder (design §5); the others are devices on Windows. */
const reserved = /^(?:rapports|con|prn|aux|nul|com\d|lpt\d)$/iu;

export const checkNames = (file: Draft<SettingsInFile>): readonly Complaint[] => {
  const dossiers = Object.keys(file.dossiers ?? {});
  const identities = Object.keys(file.identities ?? {});
  return [
    ...dossiers.flatMap((name) => checkName(["dossiers", name], name)),
    ...dossiers.flatMap((name) => checkReserved(["dossiers", name], name)),
    ...identities.flatMap((name) => checkName(["identities", name], name)),
    ...checkAddresses(file),
    ...checkProfiles(file),
  ];
};

const checkName = (path: Path, name: string): readonly Complaint[] =>
  nameShape.test(name) ? [] : [{ code: "name-invalid", path, value: name }];

const checkReserved = (path: Path, name: string): readonly Complaint[] =>
  reserved.test(name) ? [{ code: "name-reserved", path, value: name }] : [];

const checkAddresses = (file: Draft<SettingsInFile>): readonly Complaint[] => {
  const owners = new Set<string>();
  return Object.entries(file.identities ?? {}).flatMap(([name, identity]): Complaint[] => {
    const address = identity?.address;
    if (address === undefined) return [];
    const spot = { path: ["identities", name, "address"], value: address };
    if (!isPlausibleAddress(address)) return [{ code: "address-invalid", ...spot }];
    const known = owners.has(address.toLowerCase());
    owners.add(address.toLowerCase());
    return known ? [{ code: "address-twice", ...spot }] : [];
  });
};

/** A `profil` must lead to one identity at most, whatever its case. */
const checkProfiles = (file: Draft<SettingsInFile>): readonly Complaint[] => {
  const owners = new Map<string, string>();
  const claims = Object.entries(file.identities ?? {}).flatMap(([name, identity]) => [
    { name, profile: name, path: ["identities", name] },
    ...(identity?.legacyNames ?? []).map((profile, i) => ({
      name,
      profile,
      path: ["identities", name, "legacyNames", i],
    })),
  ]);
  return claims.flatMap(({ name, profile, path }): Complaint[] => {
    const owner = owners.get(profileKey(profile)) ?? name;
    owners.set(profileKey(profile), owner);
    return owner === name ? [] : [{ code: "profile-twice", path, value: profile }];
  });
};

export const dossierFolder = (
  file: Draft<SettingsInFile>,
  name: string,
  around: Surroundings,
): string | undefined => {
  const folder = file.dossiers?.[name]?.folder;
  if (folder !== undefined) return placed(around, folder);
  return file.spool === undefined ? undefined : resolve(placed(around, file.spool), name);
};

export const reportsFolder = (
  file: Draft<SettingsInFile>,
  around: Surroundings,
): string | undefined => {
  const folder = file.reports?.folder;
  if (folder !== undefined) return placed(around, folder);
  return file.spool === undefined ? undefined : resolve(placed(around, file.spool), "rapports");
};

/**
 * Dossiers, reports and the agent's data stand side by side: a dossier inside another would have its
 * files taken twice, and our own files would be read back as deposits.
 */
export const checkFolders = (
  file: Draft<SettingsInFile>,
  around: Surroundings,
): readonly Complaint[] => {
  const owned = [
    { path: ["data"], folder: file.data === undefined ? undefined : placed(around, file.data) },
    { path: ["reports", "folder"], folder: reportsFolder(file, around) },
    {
      path: ["shared"],
      folder: file.shared === undefined ? undefined : placed(around, file.shared),
    },
    ...Object.keys(file.dossiers ?? {}).map((name) => ({
      path: ["dossiers", name, "folder"],
      folder: dossierFolder(file, name, around),
    })),
    ...reportFolders(file, around),
  ];
  const folders = owned.flatMap(({ path, folder }) =>
    folder === undefined ? [] : [{ path, folder, key: folderKey(folder, around) }],
  );
  // A firm of 500 clients has a thousand folders: each is looked up, not compared with every other one.
  const exact = new Map<string, number>();
  const below = new Map<string, number>();
  return folders.flatMap(({ path, folder, key }, index): Complaint[] => {
    const above = ancestorsOf(key);
    const first = Math.min(
      ...[below.get(key), ...above.map((one) => exact.get(one))].map((at) => at ?? Infinity),
    );
    exact.set(key, exact.get(key) ?? index);
    for (const one of above) below.set(one, below.get(one) ?? index);
    const rival = folders[first];
    if (rival === undefined) return [];
    const other = `${keyText(rival.path)} = ${rival.folder}`;
    const expected = words(`un autre répertoire que ${other}`, `another folder than ${other}`);
    return [{ code: "folder-shared", path, value: folder, expected }];
  });
};

/** Through the links that stand there now: two names of one folder are one folder. */
const realFolder = (folder: string): string => {
  const missing: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    try {
      return join(realpathSync.native(at), ...missing);
    } catch {
      // What is not there yet is made below what is.
      if (dirname(at) === at) return folder;
      missing.unshift(basename(at));
    }
  }
};

/** One per client: dossiers of the same client may share theirs, and nobody else does. */
const reportFolders = (file: Draft<SettingsInFile>, around: Surroundings) => {
  const known = new Set<string>();
  return Object.entries(file.dossiers ?? {}).flatMap(([name, dossier]) => {
    if (dossier?.reports === undefined) return [];
    const folder = placed(around, dossier.reports);
    const { client } = dossier;
    const key = JSON.stringify([client, folder]);
    if (client !== undefined && known.has(key)) return [];
    known.add(key);
    return [{ path: ["dossiers", name, "reports"], folder }];
  });
};

const folderKey = (folder: string, around: Surroundings): string => {
  const real = realFolder(folder);
  const folded = around.platform === "win32" ? real.toLowerCase() : real;
  return folded.endsWith(sep) ? folded : folded + sep;
};

/** The folder itself, and those that it lies in. */
const ancestorsOf = (key: string): readonly string[] =>
  [...key.matchAll(new RegExp(`\\${sep}`, "gu"))].map(({ index }) => key.slice(0, index + 1));
