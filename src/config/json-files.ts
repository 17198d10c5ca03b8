/** The JSON files of a folder of data that people write beside the settings: read once, at start. */
import { join } from "node:path";
import { codeOf } from "../foundation/errors.ts";
import { listFolder } from "../foundation/product.ts";
import { Refusal } from "../foundation/refusal.ts";
import { readFault } from "./read-fault.ts";
import { readJson } from "./read-json.ts";

/** In the order of their names. A folder that is not there has none; files that are no JSON are refused (78), all at once. */
export const jsonFiles = (
  folder: string,
): readonly { readonly name: string; readonly json: unknown }[] => {
  const read = namesIn(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => ({ name: join(folder, name), read: readJson(join(folder, name)) }));
  const wrong = read.flatMap((one) =>
    "wrong" in one.read ? [{ name: one.name, ...one.read.wrong }] : [],
  );
  if (wrong.length > 0)
    throw new Refusal(78, {
      fr: wrong.map(({ name, fr }) => `${name} : ${fr}`),
      en: wrong.map(({ name, en }) => `${name}: ${en}`),
    });
  return read.flatMap((one) =>
    "json" in one.read ? [{ name: one.name, json: one.read.json }] : [],
  );
};

const namesIn = (folder: string): readonly string[] => {
  try {
    return listFolder(folder);
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(cause))) return [];
    const { fr, en } = readFault(cause);
    throw new Refusal(78, { fr: [`${folder} : ${fr}`], en: [`${folder}: ${en}`] });
  }
};
