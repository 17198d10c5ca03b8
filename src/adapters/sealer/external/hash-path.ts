/** What stands at a path, by its bytes: a file's SHA-256, or a folder's names and files, in order. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { sha256 } from "../../../foundation/bytes.ts";

/** An encryption program with its keys is a folder of a few files; beyond this, the path is not that. */
const filesMax = 2000;

/** Rejects when nothing can be read there, or when there are too many files. */
export const hashOfPath = async (path: string): Promise<string> => {
  const found = await stat(path);
  if (!found.isDirectory()) return hashOfFile(path);
  const names = (await readdir(path, { recursive: true })).sort();
  if (names.length > filesMax) throw new Error(`${path} : plus de ${filesMax} fichiers`);
  const lines: string[] = [];
  for (const name of names) {
    const inner = join(path, name);
    if ((await stat(inner)).isFile()) lines.push(`${name}\0${await hashOfFile(inner)}`);
  }
  return sha256(lines.join("\n"));
};

const hashOfFile = async (path: string): Promise<string> => {
  const hash = createHash("sha256");
  await pipeline(createReadStream(path), hash);
  return hash.digest("hex");
};
