/** Scanned papers that a person names by their path: hashed where they lie, and kept when what names them is written. */
import { createHash } from "node:crypto";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { readFault } from "../../config/read-fault.ts";
import { limits } from "../../domain/limits.ts";
import type { FoundScan } from "../../journey/register-tables.ts";
import type { KeepScans } from "./give.ts";

/** By the hash of its bytes, the path. */
export type Scans = Map<string, string>;

export const scanAt = async (file: string, scans: Scans): Promise<FoundScan> => {
  try {
    if (statSync(file).size > limits.mailBytesMax)
      throw new Error(`> ${limits.mailBytesMax / 1024 / 1024} Mio`);
    const digest = createHash("sha256");
    for await (const chunk of createReadStream(file)) digest.update(chunk as Uint8Array);
    const sha256 = digest.digest("hex");
    scans.set(sha256, file);
    return { sha256 };
  } catch (cause) {
    return { wrong: readFault(cause) };
  }
};

export const keeping =
  (scans: Scans): KeepScans =>
  async (store) => {
    for (const path of scans.values()) await store.put(readFileSync(path));
  };
