/** A file that a person names as a proof or a receipt, read whole before anything is written of it. */
import { readFileSync, statSync } from "node:fs";
import { isMisnamed, readFault } from "../config/read-fault.ts";
import type { Lang } from "../config/words.ts";
import { limits } from "../domain/limits.ts";
import { Refusal } from "../foundation/refusal.ts";

/** At most what a mail may hold; a refusal (1) that names the file otherwise, and for an empty one; wrong usage (2) where there is none. */
export const personFile = (
  file: string,
  {
    language,
    ...words
  }: { readonly language: Lang; readonly tooLarge: string; readonly empty: string },
): Uint8Array => {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > limits.mailBytesMax)
      throw new Refusal(1, [`${file} : ${words.tooLarge}`]);
    bytes = readFileSync(file);
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    throw new Refusal(isMisnamed(cause) ? 2 : 75, [`${file} : ${readFault(cause)[language]}`]);
  }
  if (bytes.length === 0) throw new Refusal(1, [`${file} : ${words.empty}`]);
  return bytes;
};
