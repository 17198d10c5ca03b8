/**
 * The readable text of an HTML body, for mails that have no other. One pass, linear in the length, because
 * hostile HTML stalls true parsers (mail.md §5). It is shown and searched, never rendered.
 */
import { limits } from "../../domain/limits.ts";

/** Longer HTML than this is mostly pictures and styles. */
const htmlCharsMax = 8 * limits.mailTextCharsMax;

const lineBreaking = new Set([
  "br",
  "p",
  "div",
  "tr",
  "li",
  "ul",
  "ol",
  "table",
  "h1",
  "h2",
  "h3",
  "h4",
  "h5",
  "h6",
  "hr",
  "pre",
  "blockquote",
  "section",
  "article",
  "header",
  "footer",
  "dt",
  "dd",
]);
/** Elements whose content is no text for people. */
const hidden = new Set(["script", "style", "head", "title", "template"]);

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  euro: "€",
  deg: "°",
  laquo: "«",
  raquo: "»",
  lsquo: "‘",
  rsquo: "’",
  ldquo: "“",
  rdquo: "”",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  agrave: "à",
  acirc: "â",
  ccedil: "ç",
  egrave: "è",
  eacute: "é",
  ecirc: "ê",
  euml: "ë",
  icirc: "î",
  iuml: "ï",
  ocirc: "ô",
  ugrave: "ù",
  ucirc: "û",
  uuml: "ü",
  oelig: "œ",
  Agrave: "À",
  Acirc: "Â",
  Ccedil: "Ç",
  Egrave: "È",
  Eacute: "É",
  Ecirc: "Ê",
  Ocirc: "Ô",
  Ucirc: "Û",
  OElig: "Œ",
};

export const htmlText = (html: string): string => {
  const source = html.slice(0, htmlCharsMax);
  const pieces: string[] = [];
  let at = 0;
  while (at < source.length) {
    const open = source.indexOf("<", at);
    pieces.push(source.slice(at, open < 0 ? source.length : open));
    if (open < 0) break;
    const tag = tagAt(source, open);
    if (tag.name === "<") pieces.push("<");
    else if (lineBreaking.has(tag.name)) pieces.push("\n");
    else if (tag.name === "td" || tag.name === "th") pieces.push(" ");
    at = tag.end;
  }
  return pieces
    .map((piece) => (piece === "\n" ? piece : decodeEntities(piece.replaceAll(/\s+/gu, " "))))
    .join("")
    .replaceAll(/ {2,}/gu, " ")
    .replaceAll(/ ?\n[ \n]*/gu, "\n")
    .trim();
};

/** The tag that begins at `open`, and where the text goes on after it. */
const tagAt = (source: string, open: number): { readonly name: string; readonly end: number } => {
  if (source.startsWith("<!--", open)) return { name: "", end: after(source, "-->", open + 4) };
  const name = /^<\/?([a-z][a-z0-9]{0,15})/iu.exec(source.slice(open, open + 20))?.[1];
  // A lone "<" is text that somebody forgot to encode.
  if (name === undefined && !/^<[!?/]/u.test(source.slice(open, open + 2)))
    return { name: "<", end: open + 1 };
  const end = after(source, ">", open + 1);
  const lower = (name ?? "").toLowerCase();
  if (!hidden.has(lower) || source[open + 1] === "/") return { name: lower, end };
  return { name: "", end: afterClosing(source, lower, end) };
};

const after = (source: string, mark: string, from: number): number => {
  const found = source.indexOf(mark, from);
  return found < 0 ? source.length : found + mark.length;
};

const afterClosing = (source: string, name: string, from: number): number => {
  const closing = new RegExp(`</${name}`, "giu");
  closing.lastIndex = from;
  const found = closing.exec(source);
  return found ? after(source, ">", found.index) : source.length;
};

const decodeEntities = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/giu, (...found: string[]) => {
    const [whole = "", decimal, hex, name] = found;
    if (name !== undefined) return entities[name] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
