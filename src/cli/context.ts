/** What every command is given. Apart from `command.ts`: help and version need no settings, nor what reads them. */
import type { Context } from "./command.ts";
import type { Io, Language } from "./io.ts";
import { paintOf } from "./terminal/paint.ts";
import { words } from "./words.ts";

export const contextOf = (io: Io, language: Language, version: string): Context => ({
  io,
  language,
  words: words[language],
  paint: paintOf(io),
  version,
});
