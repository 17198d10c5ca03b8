/** Files that name a person in the folders that are not ours to empty: `AR/` and its history belong to the payroll program. */
import { type Dirent, readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import type { Settings } from "../../config/settings.ts";
import { limits } from "../../domain/limits.ts";
import { namesPerson, personNamed } from "../../journey/find-person/person-in-text.ts";

/** Relative to the spool, `dossier/AR/…`; what cannot be read is passed over, as what is too large to be a receipt. */
export const filesNaming = (
  { dossiers }: Pick<Settings, "dossiers">,
  text: string,
): readonly string[] => {
  const person = personNamed(text);
  return dossiers.flatMap(({ name, folder }) =>
    filesIn(join(folder, "AR"))
      .filter((file) => {
        const bytes = bytesOf(file);
        return bytes !== undefined && namesPerson(bytes, person);
      })
      .map((file) => join(name, relative(folder, file))),
  );
};

const filesIn = (folder: string): readonly string[] => {
  let entries: readonly Dirent[];
  try {
    entries = readdirSync(folder, { withFileTypes: true, recursive: true });
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile())
    .slice(0, limits.folderFilesMax)
    .map((entry) => join(entry.parentPath, entry.name));
};

const bytesOf = (file: string): Uint8Array | undefined => {
  try {
    return statSync(file).size > limits.mailBytesMax ? undefined : readFileSync(file);
  } catch {
    return undefined;
  }
};
