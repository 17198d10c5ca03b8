/** The settings that stand already: what they say of usual places, and which answers they hold. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { readJson } from "../../config/read-json.ts";
import { Refusal } from "../../foundation/refusal.ts";
import type { Context } from "../command.ts";
import type { Answers } from "./answers.ts";
import type { Usual } from "./flags.ts";
import { type Group, groupIn, isGroup, type Standing } from "./plan.ts";
import { usualData, usualSpool } from "./usual.ts";
import type { SetupWords } from "./words.ts";

export const standingAt = (
  { language }: Pick<Context, "language">,
  file: string,
  words: SetupWords,
): Standing | undefined => {
  if (!existsSync(file)) return undefined;
  const read = readJson(file);
  if ("wrong" in read) throw unreadable(file, read.wrong[language], words);
  if (!isGroup(read.json)) throw unreadable(file, words.noGroup("{ … }"), words);
  for (const key of ["identities", "dossiers"] as const) {
    const group = read.json[key] ?? {};
    const all = isGroup(group) ? Object.values(group) : [group];
    if (!all.every(isGroup)) throw unreadable(file, words.noGroup(key), words);
  }
  return { text: readFileSync(file, "utf8"), value: read.json };
};

const unreadable = (file: string, said: string, words: SetupWords): Refusal =>
  new Refusal(78, [words.standingUnreadable(file, said.replace(/\.$/u, ""))]);

export const usualFor = (
  { env }: Context["io"],
  file: string,
  standing: Standing | undefined,
): Usual => {
  const value: Group = standing?.value ?? {};
  const kept = (key: string, otherwise: string): string => {
    const said = value[key];
    return typeof said === "string" ? resolve(dirname(file), said) : otherwise;
  };
  const spool = kept("spool", usualSpool(env));
  return {
    data: kept("data", usualData(env)),
    spool,
    name: "principale",
    hasIdentity: Object.keys(groupIn(value, "identities")).length > 0,
    watched: watchedIn(groupIn(value, "dossiers"), file, spool),
  };
};

/** Where each dossier is, by its name. */
const watchedIn = (dossiers: Group, file: string, spool: string): ReadonlyMap<string, string> =>
  new Map(
    Object.keys(dossiers).map((name) => {
      const { folder } = groupIn(dossiers, name);
      const place = typeof folder === "string" ? resolve(dirname(file), folder) : join(spool, name);
      return [name, place];
    }),
  );

/** A folder that is watched already needs no second dossier. */
export const withoutKnown = (answers: Answers, { watched }: Usual): Answers => {
  const folders = new Set(watched.values());
  return { ...answers, dossiers: answers.dossiers.filter(({ folder }) => !folders.has(folder)) };
};
