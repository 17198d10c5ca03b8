/**
 * Colours, on a terminal only: they repeat what a word or a sign says already, and never replace it. What is not a terminal gets none, so that
 * files, pipes and programs read the same text. `--no-color` and NO_COLOR (no-color.org) take them away; FORCE_COLOR gives
 * them to a pipe, and 0 takes them away.
 */
import { styleText } from "node:util";
import type { Tone } from "../../domain/situations.ts";
import type { Io } from "../io.ts";

export type Paint = (tone: Tone, text: string) => string;

export const paintOf = (io: Pick<Io, "argv" | "env" | "columns">): Paint =>
  wantsColours(io)
    ? (tone, text) => styleText([...styles[tone]], text, { validateStream: false })
    : (_, text) => text;

/** Readable on a dark and on a light ground. */
const styles = {
  good: ["green"],
  waiting: ["cyan"],
  attention: ["yellow"],
  bad: ["red", "bold"],
  neutral: [],
} as const satisfies Record<Tone, readonly Parameters<typeof styleText>[0][]>;

const wantsColours = ({ argv, env, columns }: Pick<Io, "argv" | "env" | "columns">): boolean => {
  if (argv.includes("--no-color")) return false;
  const forced = env["FORCE_COLOR"];
  if (forced !== undefined) return forced !== "0" && forced !== "false";
  if (env["NO_COLOR"]) return false;
  return columns !== undefined && env["TERM"] !== "dumb";
};
