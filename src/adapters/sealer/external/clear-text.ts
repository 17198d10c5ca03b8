/**
 * Whether clear text can be read in what an opaque program gave: as it stands, out of base64, inflated, or one in the other.
 * It cannot prove encryption; it catches the program that copied, encoded or zipped.
 */
import { setImmediate } from "node:timers/promises";
import { coatsOf, viewOf } from "./coats.ts";
import { WindowIndex, windowBytes } from "./window-index.ts";

/** What was seen, in words that name nobody; undefined when nothing was. A large file takes seconds: others have their turn between. */
export const clearTextIn = async (sealed: {
  readonly clear: Uint8Array;
  readonly bytes: Uint8Array;
  readonly identifiers: readonly string[];
}): Promise<string | undefined> => {
  const { clear, bytes } = sealed;
  if (bytes.length === 0) return "résultat vide";
  if (viewOf(bytes).equals(clear)) return "résultat identique au fichier en clair";
  const index = new WindowIndex(clear);
  const identifiers = [...new Set(sealed.identifiers)].map((one) => Buffer.from(one));
  for (const { coat, content } of coatsOf(bytes)) {
    await setImmediate();
    if (content.length >= windowBytes && index.firstIn(content) !== undefined)
      return `passage du fichier lisible${coat}`;
    const view = viewOf(content);
    if (telling(identifiers, content).some((identifier) => view.includes(identifier)))
      return `identifiant lisible${coat}`;
  }
  return undefined;
};

/** Shorter ones stand in anything. */
const identifierBytesMin = 5;
const chanceMax = 1e-4;

/**
 * Those that would hardly stand there by chance: one of a thousand names of five letters stands in a megabyte of armour more often
 * than not, and says nothing.
 */
const telling = (identifiers: readonly Buffer[], content: Uint8Array): readonly Buffer[] => {
  const letters = new Set(content.subarray(0, 65_536)).size;
  return identifiers.filter(
    ({ length }) =>
      length >= identifierBytesMin &&
      (content.length * identifiers.length) / letters ** length <= chanceMax,
  );
};
