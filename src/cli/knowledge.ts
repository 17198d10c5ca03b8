/**
 * What `facteur validate` knows besides the file. With the agent's settings: its mailboxes, tables, layouts and
 * history. Without them a file is judged by itself, and the report says what that leaves out.
 */
import { accessSync, constants } from "node:fs";
import { dirname, join } from "node:path";
import { knowledgeOf } from "../compose/knowledge.ts";
import { openPast } from "../compose/reader.ts";
import { isMisnamed } from "../config/read-fault.ts";
import { readJson } from "../config/read-json.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { Past } from "../journey/check/history.ts";
import type { World } from "../journey/world.ts";
import { type Context, type Global, settingsFile, settingsOf } from "./command.ts";
import { colon } from "./io.ts";

export interface Knowledge extends Pick<World, "formats" | "known">, AsyncDisposable {
  /** Absent: no agent has run here. */
  readonly past?: Past;
  /** Name of the one layout that must judge; absent: whichever knows the file. */
  readonly asked?: string;
}

/** Settings that are there and wrong are refused (78): half of them would judge half. */
export const knowledge = (
  context: Context,
  options: Global & { readonly as?: string },
): Knowledge => {
  const file = settingsFile(context, options);
  const asked = options.config !== undefined || isReadable(file);
  const settings = asked ? settingsOf(context, options) : undefined;
  const layout = options.as === undefined ? undefined : profileNamed(context, options.as, file);
  const told = knowledgeOf({
    beside: layout === undefined && settings ? dirname(settings.file) : undefined,
    layouts: layout === undefined ? [] : [layout],
    ...(settings ? { settings } : {}),
  });
  const past = settings && openPast(settings);
  return {
    ...told,
    ...(past ? { past } : {}),
    ...(layout ? { asked: (layout.json as { readonly name: string }).name } : {}),
    [Symbol.asyncDispose]: async () => past?.[Symbol.asyncDispose](),
  };
};

/** A clerk's machine may have none, or keep them from the clerk. */
const isReadable = (file: string): boolean => {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
};

/**
 * The formats that the agent judges by: the user's layouts beside the settings, or the one named by `as`, then
 * the shipped ones.
 */
export const formatsHere = (
  context: Context,
  options: Global & { readonly as?: string },
): World["formats"] => {
  const settings = settingsOf(context, options);
  return options.as === undefined
    ? knowledgeOf({ settings, beside: dirname(settings.file) }).formats
    : knowledgeOf({ settings, layouts: [profileNamed(context, options.as, settings.file)] })
        .formats;
};

/** A path to a profile, or a name in `formats/` beside the settings. */
const profileNamed = ({ language }: Context, name: string, settings: string) => {
  const path = name.endsWith(".json") ? name : join(dirname(settings), "formats", `${name}.json`);
  const read = readJson(path);
  if ("json" in read) return { name: path, json: read.json };
  const misnamed = read.because === "unreadable" && isMisnamed(read.cause);
  throw new Refusal(misnamed ? 2 : 78, [`${path}${colon[language]}${read.wrong[language]}`]);
};
