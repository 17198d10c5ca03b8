/** A file that a person names as a proof or a receipt, read whole before anything is written of it. */
import { readFileSync, statSync } from "node:fs";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { Refusal } from "../foundation/refusal.ts";

/** At most what a mail may hold; a refusal (1) that names the file otherwise, and for an empty one. */
export const personFile = (
  file: string,
  words: { readonly tooLarge: string; readonly empty: string },
): Uint8Array => {
  let bytes: Uint8Array;
  try {
    if (statSync(file).size > limits.mailBytesMax) throw new Error(words.tooLarge);
    bytes = readFileSync(file);
  } catch (cause) {
    throw new Refusal(1, [`${file} : ${asError(cause).message}`]);
  }
  if (bytes.length === 0) throw new Refusal(1, [`${file} : ${words.empty}`]);
  return bytes;
};
