/**
 * Which names of a dossier are not deposits: what we write ourselves, the rule file, and files that
 * other programs mark as unfinished. Upper and lower case are the same, as on the shares they come from.
 */
import picomatch from "picomatch";
import { limits } from "../../domain/limits.ts";

/** The file that rules a dossier when its settings name no other (seed 000), and its safety copies. */
const legacyRules = "mapibox.cfg";

/** Written by downloads, transfers and editors until they are done. */
const unfinished = [".tmp", ".part", ".partial", ".filepart", ".crdownload"] as const;

/** Where a dossier keeps what its rule file names: further rules, plans, notes, attachments. */
export const companionFolder = "regles";

const ownFolders = ["traites", "rejetes", "ar", companionFolder] as const;

export const isOwnFolder = (name: string): boolean =>
  (ownFolders as readonly string[]).includes(name.toLowerCase());

export const isOwnFile = (name: string, rules: string = legacyRules): boolean => {
  const lower = name.toLowerCase();
  return (
    lower.startsWith(".") ||
    lower.startsWith("~$") ||
    lower.endsWith(".statut") ||
    lower === rules.toLowerCase() ||
    lower.startsWith(legacyRules) ||
    unfinished.some((ending) => lower.endsWith(ending))
  );
};

/** A list of globs is an OR; a leading `!` is an ordinary character, because an OR of exclusions takes all. */
export const ignoring = (globs: readonly string[]): ((name: string) => boolean) => {
  if (globs.length === 0) return () => false;
  return picomatch([...globs], {
    dot: true,
    nocase: true,
    nonegate: true,
    noextglob: true,
    maxLength: limits.globCharsMax,
  });
};
