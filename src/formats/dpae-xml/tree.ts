/**
 * XML text to plain objects. No document type, no entities but the five of XML itself and character
 * references: a declaration needs no others, and others are how XML is used to attack its readers.
 * Names lose their prefix, because two spellings of one namespace are in use (formats.md §2).
 */
import { XMLParser, XMLValidator } from "fast-xml-parser";

export interface Node {
  readonly [name: string]: Node | readonly Node[] | string;
}

export interface TreeFault {
  /** 1-based, where it is known. */
  readonly line?: number;
  readonly column?: number;
  /** Never the file's own text, which may name people. */
  readonly said: string;
}

/** The whole document, or why it is not well formed. Never throws. */
export const treeOf = (text: string): { readonly tree: Node } | { readonly fault: TreeFault } => {
  const unknown = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)[^\s;<]{0,30};?/u.exec(
    text,
  );
  if (unknown !== null) {
    return { fault: { line: lineAt(text, unknown.index), said: "entité inconnue" } };
  }
  try {
    const tree = parser().parse(text) as Node;
    const verdict = XMLValidator.validate(text);
    if (verdict === true) return { tree };
    return { fault: { line: verdict.err.line, column: verdict.err.col, said: verdict.err.code } };
  } catch {
    // The parser's message quotes the file.
    return { fault: { said: "XML mal formé" } };
  }
};

const nestedTagsMax = 30;

const parser = (): XMLParser =>
  new XMLParser({
    processEntities: false,
    removeNSPrefix: true,
    ignoreAttributes: true,
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: false,
    trimValues: true,
    captureMetaData: true,
    maxNestedTags: nestedTagsMax,
  });

/** All children of a name, in order. */
export const children = (node: Node | undefined, name: string): readonly Node[] => {
  const found = own(node, name);
  const list = Array.isArray(found) ? found : [found];
  return list.filter((child): child is Node => typeof child === "object" && child !== null);
};

/** How many elements of a name there are, those without content included. */
export const count = (node: Node | undefined, name: string): number => {
  const found = own(node, name);
  return Array.isArray(found) ? found.length : found === undefined ? 0 : 1;
};

/** The text at the end of a path of names; empty when there is none. */
export const textAt = (node: Node | undefined, path: readonly string[]): string => {
  const [name = "", ...rest] = path;
  const [child] = children(node, name);
  if (rest.length > 0) return textAt(child, rest);
  const found = own(node, name);
  const first: unknown = Array.isArray(found) ? found[0] : found;
  return typeof first === "string" ? unescape(first) : "";
};

/** Names of the elements inside, each once, in the order of their first. */
export const elementNames = (node: Node | undefined): readonly string[] =>
  node === undefined ? [] : Object.keys(node).filter((name) => !name.startsWith("#"));

/** The texts of all elements of a name that hold no element. */
export const rawTexts = (node: Node | undefined, name: string): readonly string[] => {
  const found = own(node, name);
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((one) => typeof one === "string").map((one) => unescape(one));
};

/** Offset of an element's first character, when the parser kept it. */
export const offsetOf = (node: Node): number | undefined => {
  const kept: unknown = Reflect.get(node, XMLParser.getMetaDataSymbol() as symbol);
  if (typeof kept !== "object" || kept === null || !("startIndex" in kept)) return undefined;
  return typeof kept.startIndex === "number" ? kept.startIndex : undefined;
};

const own = (node: Node | undefined, name: string): unknown =>
  node !== undefined && Object.hasOwn(node, name) ? node[name] : undefined;

const named: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

const unescape = (text: string): string =>
  text.replace(/&(?:(\w+)|#(\d{1,7})|#x([0-9A-Fa-f]{1,6}));/gu, (whole, name, decimal, hex) => {
    if (typeof name === "string") return named[name] ?? whole;
    const code = typeof decimal === "string" ? Number(decimal) : Number.parseInt(String(hex), 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;
