/** A JSON file that people wrote: its value and where things stand in it, or what is wrong, where, and what to do. */
import { limits } from "../domain/limits.ts";
import { readText } from "../foundation/product.ts";
import { layoutOf } from "./locate.ts";
import type { Path } from "./problems.ts";
import { readFault } from "./read-fault.ts";
import { type Words, words } from "./words.ts";

export type ReadJson =
  | { readonly json: unknown; readonly lineOf: (path: Path) => number }
  | { readonly wrong: Words; readonly because: "unreadable" | "content"; readonly cause?: unknown };

export const readJson = (file: string): ReadJson => {
  let text: string;
  try {
    // Windows editors put a byte order mark, which JSON.parse refuses.
    text = readText(file).replace(/^\ufeff/u, "");
  } catch (cause) {
    return { wrong: readFault(cause), because: "unreadable", cause };
  }
  if (text.length > limits.settingsBytesMax)
    return bad(
      words("plus d'un Mio : ce n'est pas le bon fichier", "more than 1 MiB: not the right file"),
    );
  const scar = text.indexOf("\ufffd");
  if (scar >= 0) {
    const line = text.slice(0, scar).split("\n").length;
    return bad(
      words(
        `ligne ${line} : le fichier n'est pas en UTF-8. Enregistrez-le en UTF-8 depuis l'éditeur de texte.`,
        `line ${line}: the file is not UTF-8. Save it as UTF-8 from the text editor.`,
      ),
    );
  }
  const layout = layoutOf(text);
  if (layout.is === "json")
    return { json: JSON.parse(text), lineOf: (path) => layout.lineOf(path) };
  const { line, column, expected } = layout;
  const found = excerpt(text, line, column);
  return bad(
    words(
      `ligne ${line}, colonne ${column} : ce n'est pas du JSON (« ${found} »). Attendu : ${expected.fr}.`,
      `line ${line}, column ${column}: this is not JSON (“${found}”). Expected: ${expected.en}.`,
    ),
  );
};

const bad = (wrong: Words): ReadJson => ({ wrong, because: "content" });

const excerptCharsMax = 30;

/** What stands there; at the end of a line, its end. */
const excerpt = (text: string, line: number, column: number): string => {
  const whole = text.split(/\r\n|\n|\r/u)[line - 1] ?? "";
  const here = whole.slice(column - 1).trim();
  const shown = here === "" ? whole.trim().slice(-excerptCharsMax) : here.slice(0, excerptCharsMax);
  return shown.replace(/\p{Cc}/gu, "\ufffd");
};
