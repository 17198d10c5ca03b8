/** Where things stand in the settings file: lines of keys, keys written twice, and what is not JSON. */
import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import type { Complaint, Path } from "./problems.ts";
import { type Words, words } from "./words.ts";

export interface Located {
  /** 1-based line of the key, or of the nearest thing around it that exists. */
  lineOf(path: Path): number;
  readonly doubles: readonly Complaint[];
}

export type Layout =
  | ({ readonly is: "json" } & Located)
  | {
      readonly is: "not-json";
      readonly line: number;
      readonly column: number;
      readonly expected: Words;
    };

export const layoutOf = (text: string): Layout => {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  // The errors after the first one are mostly its consequences.
  if (first !== undefined || root?.type !== "object") {
    const spot = spotOf(text, first?.offset ?? 0);
    return { is: "not-json", ...spot, expected: syntaxTold(first) };
  }
  return {
    is: "json",
    lineOf: (path) => spotOf(text, offsetOf(root, path)).line,
    doubles: doublesIn(root, []),
  };
};

const offsetOf = (root: Node, path: Path): number => {
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node.parent?.type === "property" ? node.parent.offset : node.offset;
  }
  return root.offset;
};

const spotOf = (
  text: string,
  offset: number,
): { readonly line: number; readonly column: number } => {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/u);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
};

/** JSON lets a key stand twice and keeps the last; a person who reads the first is misled. */
const doublesIn = (node: Node, path: Path): readonly Complaint[] => {
  const children = node.children ?? [];
  if (node.type === "array") return children.flatMap((item, i) => doublesIn(item, [...path, i]));
  if (node.type !== "object") return [];
  const seen = new Set<string>();
  return children.flatMap((property) => {
    const [key, value] = property.children ?? [];
    const name = String(key?.value);
    const here = [...path, name];
    const double: readonly Complaint[] = seen.has(name) ? [{ code: "key-twice", path: here }] : [];
    seen.add(name);
    return [...double, ...(value ? doublesIn(value, here) : [])];
  });
};

const syntaxTold = (error: ParseError | undefined): Words => {
  switch (error === undefined ? "" : printParseErrorCode(error.error)) {
    case "":
      return words("un objet entre accolades { … }", "an object in braces { … }");
    case "InvalidCommentToken":
      return words("pas de commentaire", "no comment");
    case "CommaExpected":
      return words("une virgule", "a comma");
    case "ColonExpected":
      return words("deux-points", "a colon");
    case "CloseBraceExpected":
      return words("une accolade fermante }", "a closing brace }");
    case "CloseBracketExpected":
      return words("un crochet fermant ]", "a closing bracket ]");
    case "PropertyNameExpected":
      return words("une clé entre guillemets", "a key in quotes");
    case "ValueExpected":
      return words("une valeur", "a value");
    case "EndOfFileExpected":
      return words("la fin du fichier", "the end of the file");
    case "UnexpectedEndOfString":
      return words("des guillemets fermants", "closing quotes");
    case "InvalidEscapeCharacter":
    case "InvalidUnicode":
      return words(
        "\\\\ pour une barre oblique inverse (chemins Windows)",
        "\\\\ for a backslash (Windows paths)",
      );
    default:
      return words(
        "un texte, un nombre, true, false, { ou [",
        "a text, a number, true, false, { or [",
      );
  }
};
