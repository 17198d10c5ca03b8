/**
 * Old `mapibox.cfg` files below a folder, with what they say of the identity. Nothing is changed: the folder that holds one becomes a
 * dossier, and the file stays its rules, untouched.
 */
import type { Dirent } from "node:fs";
import { opendir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { limits } from "../../domain/limits.ts";
import { importRules } from "../../rules/import.ts";
import { isError } from "../../rules/problem.ts";

/** A share of a firm, not a whole disk: beyond it the person names a folder nearer to the files. */
const foldersMax = 20_000;
const depthMax = 8;

export interface OldFile {
  /** Absolute. */
  readonly file: string;
  readonly folder: string;
  /** The folder's name, as a dossier's. */
  readonly name: string;
  /** Its `profil`; absent when it names none. */
  readonly profile?: string;
  /** False when its rules have an error: `facteur config import` says which. */
  readonly sound: boolean;
}

export interface Search {
  readonly found: readonly OldFile[];
  /** True when some folders were not looked at. */
  readonly cut: boolean;
}

export const findOldFiles = async (root: string): Promise<Search> => {
  const found: OldFile[] = [];
  const folders = [{ folder: root, depth: 0 }];
  let cut = false;
  for (let at = 0; at < folders.length; at++) {
    const { folder, depth } = folders[at] ?? { folder: root, depth: 0 };
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name);
      if (entry.isFile() && entry.name.toLowerCase() === "mapibox.cfg")
        found.push(await look(path));
      if (!entry.isDirectory() || entry.name.startsWith(".")) continue;
      if (depth < depthMax && folders.length < foldersMax)
        folders.push({ folder: path, depth: depth + 1 });
      else cut = true;
    }
  }
  return { found: found.toSorted((a, b) => a.file.localeCompare(b.file)), cut };
};

/** What may not be looked into holds nothing for us. */
const entriesOf = async (folder: string): Promise<readonly Dirent[]> => {
  const entries: Dirent[] = [];
  try {
    for await (const entry of await opendir(folder)) entries.push(entry);
  } catch {
    return entries;
  }
  return entries;
};

const look = async (file: string): Promise<OldFile> => {
  const folder = dirname(file);
  const about = { file, folder, name: dossierName(basename(folder)) };
  try {
    const { lines, problems } = importRules(
      (await readFile(file)).subarray(0, limits.ruleBytesMax + 1),
      "x",
    );
    const profile = lines
      .map(({ text }) => /^\s*profil\s*=\s*(.*?)\s*$/iu.exec(text)?.[1])
      .find((value) => value !== undefined && value !== "");
    return { ...about, sound: !problems.some(isError), ...(profile ? { profile } : {}) };
  } catch {
    return { ...about, sound: false };
  }
};

/** What the settings take as a dossier's name: lower-case letters without accents, digits, dashes. */
export const dossierName = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, "-")
    .replace(/^-+|-+$/gu, "")
    .slice(0, 40) || "dossier";
