/** What is wrong with one answer, told as the flags tell it; undefined when it will do. */
import { statSync } from "node:fs";
import { resolve } from "node:path";
import { isPlausibleAddress } from "../../domain/address.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { dossierName } from "./find-old.ts";
import { freeName, serverOf } from "./flags.ts";
import type { SetupWords } from "./words.ts";

export type Judge = (answer: string) => string | undefined;

/** An empty answer is one too. */
export const orNothing =
  (judge: Judge): Judge =>
  (answer) =>
    answer === "" ? undefined : judge(answer);

export const addressFault =
  (words: SetupWords): Judge =>
  (answer) =>
    isPlausibleAddress(answer) ? undefined : words.wrongAddress(answer);

export const serverFault =
  (words: SetupWords): Judge =>
  (answer) => {
    try {
      serverOf(answer, words);
      return undefined;
    } catch (cause) {
      if (cause instanceof Refusal) return cause.message;
      throw cause;
    }
  };

export const dossierFault =
  (words: SetupWords, watched: ReadonlyMap<string, string>): Judge =>
  (answer) => {
    const name = dossierName(answer);
    if (answer !== name) return words.wrongDossier(answer, name);
    const folder = watched.get(name);
    return folder === undefined
      ? undefined
      : words.nameTaken(name, folder, freeName(name, new Set(watched.keys())));
  };

export const folderFault =
  (words: SetupWords): Judge =>
  (answer) =>
    isFolder(resolve(answer)) ? undefined : words.noFolder(resolve(answer));

const isFolder = (path: string): boolean => {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
};
