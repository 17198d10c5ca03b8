/**
 * The one use of `conf`: it reads the settings file, once. Without a schema or defaults it never
 * writes, and a missing file is noticed before conf could make its folder. The text comes out beside
 * the value, from the same read, so that problems can name their line.
 */
import { statSync } from "node:fs";
import { basename, dirname } from "node:path";
import Conf from "conf";
import { limits } from "../domain/limits.ts";
import { asError, codeOf } from "../foundation/errors.ts";

export type ReadSettings =
  | {
      readonly is: "read";
      readonly text: string;
      readonly value: Readonly<Record<string, unknown>>;
    }
  | { readonly is: "not-json"; readonly text: string }
  | { readonly is: "missing" }
  | { readonly is: "unreadable"; readonly said: string };

export const readWithConf = (file: string): ReadSettings => {
  let text: string | undefined;
  try {
    const found = statSync(file);
    if (!found.isFile()) return { is: "unreadable", said: "" };
    if (found.size > limits.settingsBytesMax)
      return { is: "unreadable", said: `> ${limits.settingsBytesMax} octets` };
    const conf = new Conf<Record<string, unknown>>({
      cwd: dirname(file),
      configName: basename(file),
      fileExtension: "",
      accessPropertiesByDotNotation: false,
      deserialize: (raw) => {
        // Windows editors put a byte order mark, which JSON.parse refuses.
        text = raw.replace(/^\ufeff/u, "");
        return asObject(JSON.parse(text));
      },
    });
    const value = conf.store;
    return { is: "read", text: text ?? "", value };
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return { is: "missing" };
    return text === undefined
      ? { is: "unreadable", said: codeOf(cause) || asError(cause).message }
      : { is: "not-json", text };
  }
};

const asObject = (value: unknown): Record<string, unknown> => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new SyntaxError("the settings are an object");
  return value as Record<string, unknown>;
};
