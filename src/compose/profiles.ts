/** Receipt profiles from their files, each tried on its own examples: a profile that does not read them is refused. */
import { dirname, join } from "node:path";
import { readJson } from "../config/read-json.ts";
import { limits } from "../domain/limits.ts";
import { loadTextProfile, type TextProfile } from "../formats/receipts/text/text-receipts.ts";
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
  const read = readJson(file);
  if ("wrong" in read) return { problems: [read.wrong.fr] };
  const loaded = loadTextProfile(read.json, beside);
  return "profile" in loaded
    ? loaded
    : { problems: loaded.problems.map((p) => `ligne ${read.lineOf(placeOf(p))}, ${p}`) };
};

/** A problem begins with its place in the JSON: `positive.1[0] : …`. */
const placeOf = (problem: string): readonly (string | number)[] =>
  (problem.split(" : ")[0] ?? "")
    .split(/[.[]/u)
    .map((part) => (part.endsWith("]") ? Number(part.slice(0, -1)) : part));

/** What is wrong with the receipt profiles, for `facteur config check`. */
export const profileProblems = (files: readonly string[]): readonly string[] =>
  files.flatMap((file) => {
    const loaded = loadProfile(file);
    return "problems" in loaded ? loaded.problems.map((p) => `${file} : ${p}`) : [];
  });
