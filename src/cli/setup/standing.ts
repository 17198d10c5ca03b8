/** The settings that stand already: what they say of usual places, and which answers they hold. */
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { asError, codeOf } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import type { Answers } from "./answers.ts";
import type { Usual } from "./flags.ts";
import type { Standing } from "./plan.ts";
import { usualData, usualSpool } from "./usual.ts";
import type { SetupWords } from "./words.ts";

export const standingAt = (file: string, words: SetupWords): Standing | undefined => {
  try {
    const text = readFileSync(file, "utf8");
    return {
      text,
      value: JSON.parse(text.replace(/^\ufeff/u, "")) as Readonly<Record<string, unknown>>,
    };
  } catch (cause) {
    if (codeOf(cause) === "ENOENT") return undefined;
    throw new Refusal(78, [words.standingUnreadable(file, asError(cause).message)]);
  }
};

export const usualFor = (
  { env }: Context["io"],
  file: string,
  standing: Standing | undefined,
): Usual => {
  const kept = (key: string, otherwise: string): string => {
    const value = standing?.value[key];
    return typeof value === "string" ? resolve(dirname(file), value) : otherwise;
  };
  return {
    data: kept("data", usualData(env)),
    spool: kept("spool", usualSpool(env)),
    name: "principale",
    hasIdentity: namesIn(standing, "identities").length > 0,
    hasDossier: namesIn(standing, "dossiers").length > 0,
  };
};

const namesIn = (standing: Standing | undefined, key: string): readonly string[] =>
  Object.keys(standing?.value[key] ?? {});

/** A folder that is watched already needs no second dossier. */
export const withoutKnown = (
  answers: Answers,
  standing: Standing | undefined,
  file: string,
): Answers => {
  const known = Object.entries(
    (standing?.value["dossiers"] ?? {}) as Record<string, { folder?: string }>,
  );
  const folders = new Set(
    known.map(([name, { folder }]) =>
      folder === undefined ? join(answers.spool, name) : resolve(dirname(file), folder),
    ),
  );
  return { ...answers, dossiers: answers.dossiers.filter(({ folder }) => !folders.has(folder)) };
};
