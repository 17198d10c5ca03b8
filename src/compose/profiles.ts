/** Receipt profiles from their files, each tried on its own examples: a profile that does not read them is refused. */
import { dirname, join } from "node:path";
import { limits } from "../domain/limits.ts";
import { loadTextProfile, type TextProfile } from "../formats/receipts/text/text-receipts.ts";
import { asError } from "../foundation/errors.ts";
import { readText } from "../foundation/product.ts";
import { Refusal } from "../foundation/refusal.ts";

export const textProfile = (file: string): TextProfile => {
  const loaded = loadProfile(file);
  if ("profile" in loaded) return loaded.profile;
  throw new Refusal(
    78,
    loaded.problems.map((p) => `${file} : ${p}`),
  );
};

/** A profile's examples may stand in files beside it. */
const loadProfile = (file: string): ReturnType<typeof loadTextProfile> => {
  const beside = (name: string): string | undefined => {
    try {
      return readText(join(dirname(file), name)).slice(0, limits.mailTextCharsMax);
    } catch {
      return undefined;
    }
  };
  try {
    return loadTextProfile(JSON.parse(readText(file)), beside);
  } catch (cause) {
    return { problems: [asError(cause).message] };
  }
};

/** What is wrong with the receipt profiles, for `facteur config check`. */
export const profileProblems = (files: readonly string[]): readonly string[] =>
  files.flatMap((file) => {
    const loaded = loadProfile(file);
    return "problems" in loaded ? loaded.problems.map((p) => `${file} : ${p}`) : [];
  });
