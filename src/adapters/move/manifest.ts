/** The list that travels with an agent: every file with its hash, and where it came from. */
import { readFile } from "node:fs/promises";
import { asError } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";

/** Who moved it, when, from where. */
export interface Moved {
  readonly at: number;
  readonly by: string;
  readonly machine: string;
  readonly data: string;
  /** Of Facteur. */
  readonly version: string;
  /** Last fact of the journal; absent when there is none. */
  readonly head?: { readonly seq: number; readonly hash: string };
}

export interface Manifest extends Moved {
  readonly format: "facteur-move-1";
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

export const manifestOf = (moved: Moved, files: ReadonlyMap<string, string>): Manifest => ({
  format: "facteur-move-1",
  ...moved,
  files: [...files].map(([path, sha256]) => ({ path, sha256 })),
});

export const readManifest = async (file: string, archive: string): Promise<Manifest> => {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw new Refusal(1, [`${archive} : ${asError(cause).message}`]);
  }
  if (isManifest(value)) return value;
  throw new Refusal(1, {
    fr: [`${archive} n'est pas un agent emporté par \`facteur move export\`.`],
    en: [`${archive} is no agent that \`facteur move export\` carried away.`],
  });
};

const isManifest = (value: unknown): value is Manifest => {
  const { format, files, at, by, machine } = { ...(value as Partial<Manifest> | null) };
  return (
    format === "facteur-move-1" &&
    typeof at === "number" &&
    typeof by === "string" &&
    typeof machine === "string" &&
    Array.isArray(files) &&
    files.every(isEntry)
  );
};

const isEntry = (one: unknown): boolean => {
  const { path, sha256 } = { ...(one as Record<string, unknown> | null) };
  return typeof path === "string" && !path.split("/").includes("..") && typeof sha256 === "string";
};
