/**
 * The beginning of an XML file: its declared character set, whether it defines a document type, and
 * the name of its root. Looks at the first bytes only, so that any file can be asked.
 */
import { bomLength } from "../charset.ts";

export interface Prolog {
  /** As declared, lower case; `utf-8` when the file declares none (XML 1.0 §4.3.3). */
  readonly charset: string;
  readonly hasDoctype: boolean;
  /** Local name of the first element, without its prefix. */
  readonly root: string;
}

const headBytes = 64 * 1024;

/** Undefined when the bytes do not begin like an XML document. */
export const prologOf = (bytes: Uint8Array): Prolog | undefined => {
  const start = bomLength(bytes);
  const head = Buffer.from(bytes.subarray(start, start + headBytes)).toString("latin1");
  let at = skipWhite(head, 0);
  if (head[at] !== "<") return undefined;
  let charset = "utf-8";
  let hasDoctype = false;
  while (at < head.length) {
    const end = markupEnd(head, at);
    if (end === undefined) {
      const name = /^<(?:[\w-]+:)?([\w.-]+)[\s/>]/u.exec(head.slice(at, at + 200));
      return name === null ? undefined : { charset, hasDoctype, root: name[1] ?? "" };
    }
    const markup = head.slice(at, end);
    if (markup.startsWith("<!DOCTYPE")) hasDoctype = true;
    if (/^<\?xml\s/u.test(markup)) charset = declaredCharset(markup);
    at = skipWhite(head, end);
  }
  return undefined;
};

const declaredCharset = (declaration: string): string =>
  (/\sencoding\s*=\s*["']([\w.:-]+)["']/u.exec(declaration)?.[1] ?? "utf-8").toLowerCase();

/** Offset after a declaration, an instruction, a comment or a document type; undefined at an element. */
const markupEnd = (head: string, at: number): number | undefined => {
  if (head.startsWith("<!--", at)) return after(head, "-->", at + 4);
  if (head.startsWith("<?", at)) return after(head, "?>", at + 2);
  if (!head.startsWith("<!DOCTYPE", at)) return undefined;
  const subset = head.indexOf("[", at);
  const plainEnd = after(head, ">", at);
  if (subset < 0 || subset > plainEnd) return plainEnd;
  return after(head, ">", after(head, "]", subset) - 1);
};

const after = (head: string, mark: string, from: number): number => {
  const found = head.indexOf(mark, from);
  return found < 0 ? head.length : found + mark.length;
};

const skipWhite = (head: string, from: number): number => {
  let at = from;
  while (/\s/u.test(head.charAt(at))) at += 1;
  return at;
};
