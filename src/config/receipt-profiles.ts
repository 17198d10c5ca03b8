/** Where the profiles and calendars named in the settings are: a file, or one of those that come with us. */
import { statSync } from "node:fs";
import { join, parse } from "node:path";
import { closest } from "../foundation/closest.ts";
import { listFolder } from "../foundation/product.ts";
import type { Complaint, Path } from "./problems.ts";
import { placed, type Surroundings } from "./surroundings.ts";

export interface ProfileFiles {
  readonly complaints: readonly Complaint[];
  /** Absolute. */
  readonly files: readonly string[];
}

export const findProfiles = (names: readonly string[], around: Surroundings): ProfileFiles =>
  findBundled(names, around, {
    folder: around.bundledProfiles,
    path: ["receipts", "profiles"],
    code: "receipt-profile-unknown",
  });

export const findBundled = (
  names: readonly string[],
  around: Surroundings,
  about: { readonly folder: string; readonly path: Path; readonly code: Complaint["code"] },
): ProfileFiles => {
  const bundled = bundledIn(about.folder);
  const complaints: Complaint[] = [];
  const files: string[] = [];
  for (const [i, name] of names.entries()) {
    const own = placed(around, name);
    const ours = bundled.find((file) => file === name || parse(file).name === name);
    if (isFile(own)) files.push(own);
    else if (ours !== undefined) files.push(join(about.folder, ours));
    else {
      const meant = closest(
        name,
        bundled.map((file) => parse(file).name),
      );
      const path = [...about.path, i];
      complaints.push({
        code: about.code,
        path,
        value: name,
        ...(meant ? { meant } : {}),
      });
    }
  }
  return { complaints, files };
};

const bundledIn = (folder: string): readonly string[] => {
  try {
    return listFolder(folder).filter((name) => name.endsWith(".json"));
  } catch {
    // A published package without profiles: then none has a short name.
    return [];
  }
};

const isFile = (path: string): boolean =>
  statSync(path, { throwIfNoEntry: false })?.isFile() === true;
