/** The XML receipts' common beginning: a part that begins like XML, in its own character set, without a DTD. */
import iconv from "iconv-lite";
import { limits } from "../../domain/limits.ts";
import { prologOf } from "../dpae-xml/prolog.ts";
import { type Node, treeOf } from "../dpae-xml/tree.ts";

export interface XmlPart {
  /** Local name of the root. */
  readonly root: string;
  /** The root element. */
  readonly tree: Node;
  /** The root's attributes, as written. */
  readonly attributes: ReadonlyMap<string, string>;
}

/** Undefined when the bytes are no well-formed XML of one of these roots, or hold a document type. */
export const xmlPartOf = (bytes: Uint8Array, roots: readonly string[]): XmlPart | undefined => {
  if (bytes.length > limits.receiptXmlBytesMax) return undefined;
  const prolog = prologOf(bytes);
  if (!prolog || prolog.hasDoctype || !roots.includes(prolog.root)) return undefined;
  if (!iconv.encodingExists(prolog.charset)) return undefined;
  const text = iconv.decode(Buffer.from(bytes), prolog.charset);
  const read = treeOf(text);
  if ("fault" in read) return undefined;
  const found = read.tree[prolog.root];
  const tree = Array.isArray(found) ? found[0] : found;
  if (typeof tree !== "object") return undefined;
  return { root: prolog.root, tree: tree as Node, attributes: attributesOf(text, prolog.root) };
};

const attributesOf = (text: string, root: string): ReadonlyMap<string, string> => {
  const tag = new RegExp(`<(?:[\\w-]+:)?${root}\\b([^>]{0,4000})>`, "u").exec(text)?.[1] ?? "";
  return new Map(
    [...tag.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu)].map((found) => [
      found[1] ?? "",
      found[2] ?? found[3] ?? "",
    ]),
  );
};
