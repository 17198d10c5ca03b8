/** The JSON files of a folder of data that people write beside the settings: read once, at start. */
import { join } from "node:path";
import { limits } from "../../domain/limits.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { listFolder, readText } from "../../foundation/product.ts";
import { Refusal } from "../../foundation/refusal.ts";

/** In the order of their names. A folder that is not there has none; one that is no JSON is refused (78). */
export const jsonFiles = (
  folder: string,
): readonly { readonly name: string; readonly json: unknown }[] =>
  namesIn(folder)
    .filter((name) => name.endsWith(".json"))
    .toSorted()
    .map((name) => {
      const file = join(folder, name);
      return { name: file, json: parsed(file) };
    });

const namesIn = (folder: string): readonly string[] => {
  try {
    return listFolder(folder);
  } catch (cause) {
    if (["ENOENT", "ENOTDIR"].includes(codeOf(cause))) return [];
    throw new Refusal(78, [`${folder} : ${asError(cause).message}`]);
  }
};

const parsed = (file: string): unknown => {
  try {
    const text = readText(file);
    if (text.length > limits.settingsBytesMax) throw new Error("plus d'un Mio");
    return JSON.parse(text.replace(/^\ufeff/u, ""));
  } catch (cause) {
    throw new Refusal(78, [`${file} : JSON illisible : ${asError(cause).message}`]);
  }
};
