/**
 * XML text to plain objects, as it comes. No document type, no entities but the five of XML itself and
 * character references: a declaration needs no others, and others are how XML is used to attack its readers.
 * Names lose their prefix, because two spellings of one namespace are in use (formats.md §2).
 */
import { SaxesParser } from "saxes";

export interface Node {
  readonly [name: string]: Node | readonly Node[] | string;
}

export interface TreeFault {
  /** 1-based, where it is known. */
  readonly line?: number;
  readonly column?: number;
  /** Never the file's own text, which may name people. */
  readonly said: string;
  /** True when nothing is wrong but the end, which is missing. */
  readonly cut?: true;
}

export interface TreeListener {
  /** An element's name with its prefix, before anything else is said of it. */
  named?(name: string, line: number): void;
  attribute?(name: string, value: string): void;
  opened(name: string, line: number): void;
  /** An element with all that it holds. True: it was taken, and the tree keeps no more than its mark. */
  closed(name: string, content: Node | string, line: number): boolean;
}

export interface TreeReader {
  /** False once something is wrong: the rest of the file says nothing. */
  push(text: string): boolean;
  end(): { readonly tree: Node } | { readonly fault: TreeFault };
  /** Where the next character will stand. */
  line(): number;
}

/** The parser would look for its end in all that follows. */
const foreignEntity = /&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)/u;

const depthMax = 30;
/** Elements kept at once: a lawful hire has sixty. */
const nodesMax = 20_000;
/** Characters between two tags; nothing of a declaration is nearly so long. */
const quietCharsMax = 1024 * 1024;

interface Frame {
  readonly name: string;
  readonly line: number;
  readonly node: Record<string, Node | Node[] | string>;
  text: string;
  leaf: boolean;
}

const frameOf = (name: string, line: number): Frame => ({
  name,
  line,
  // Without a prototype: a file may say « constructor » where a name should stand.
  node: Object.create(null) as Frame["node"],
  text: "",
  leaf: true,
});

/** What the parser says, made into a tree. */
class Builder {
  readonly parser: SaxesParser = new SaxesParser({ xmlns: false });
  fault: TreeFault | undefined;
  /** Where the parser stood when it last said something. */
  heard = 0;
  /** Where the tag begins that the parser reads. */
  place: TextPlace = { line: 1, column: 1 };
  readonly #stack: Frame[] = [frameOf("", 1)];
  readonly #listener: TreeListener | undefined;
  #nodes = 0;

  constructor(listener: TreeListener | undefined) {
    this.#listener = listener;
    const { parser } = this;
    // The parser's message quotes the file.
    parser.on("error", () => this.fail("XML mal formé"));
    parser.on("doctype", () => this.fail("<!DOCTYPE"));
    parser.on("text", (text) => this.#hear(text));
    parser.on("cdata", (text) => this.#hear(text));
    parser.on("comment", () => this.#hear(""));
    parser.on("processinginstruction", () => this.#hear(""));
    parser.on("opentagstart", ({ name }) => this.#open(name));
    parser.on("attribute", ({ name, value }) => listener?.attribute?.(name, value));
    parser.on("closetag", () => this.#close());
  }

  fail(said: string): void {
    this.fault ??= { ...this.place, said };
  }

  root(): Node {
    return this.#stack[0]?.node ?? mark;
  }

  #hear(text: string): void {
    this.heard = this.parser.position;
    const top = this.#stack.at(-1);
    if (top) top.text += text;
  }

  #open(name: string): void {
    this.heard = this.parser.position;
    this.#nodes += 1;
    if (this.#stack.length > depthMax) this.fail("éléments trop imbriqués");
    else if (this.#nodes > nodesMax) this.fail("trop d'éléments");
    if (this.fault) return;
    this.#listener?.named?.(name, this.parser.line);
    const frame = frameOf(name.slice(name.indexOf(":") + 1), this.parser.line);
    this.#stack.push(frame);
    this.#listener?.opened(frame.name, frame.line);
  }

  #close(): void {
    this.heard = this.parser.position;
    const [frame, parent] = [this.#stack.at(-1), this.#stack.at(-2)];
    if (this.fault || !frame || !parent) return;
    this.#stack.pop();
    parent.leaf = false;
    const content = frame.leaf ? frame.text.trim() : frame.node;
    const taken = this.#listener?.closed(frame.name, content, frame.line) ?? false;
    if (taken) this.#nodes = this.#stack.length;
    parent.node[`#${frame.name}`] ??= String(frame.line);
    attach(parent.node, {
      name: frame.name,
      content: taken && !frame.leaf ? mark : content,
      taken,
    });
  }
}

/**
 * The parser is given one tag at a time, with the text before it: what it says, and where, then depends on the
 * file only, not on the pieces in which it comes.
 */
export const treeReader = (listener?: TreeListener): TreeReader => {
  const builder = new Builder(listener);
  const { parser } = builder;
  let rest = "";
  let here = { line: 1, column: 1 };
  const take = (text: string): boolean => {
    const foreign = foreignEntity.exec(text);
    if (foreign) {
      const { line } = after(here, text.slice(0, foreign.index));
      builder.fault = { line, said: "entité inconnue" };
      return false;
    }
    builder.place = after(here, text.slice(0, Math.max(0, text.lastIndexOf("<"))));
    parser.write(text);
    here = after(here, text);
    if (parser.position - builder.heard > quietCharsMax) builder.fail("texte démesuré");
    return builder.fault === undefined;
  };
  return {
    line: () => after(here, rest).line,
    push: (more) => {
      if (builder.fault) return false;
      const text = rest + more;
      let from = 0;
      for (let stop = text.indexOf(">"); stop >= 0; stop = text.indexOf(">", from)) {
        if (!take(text.slice(from, stop + 1))) return false;
        from = stop + 1;
      }
      rest = text.slice(from);
      if (rest.length > quietCharsMax) builder.fail("texte démesuré");
      return builder.fault === undefined;
    },
    end: () => {
      if (!builder.fault && rest !== "") take(rest);
      if (builder.fault) return { fault: builder.fault };
      parser.close();
      // Whatever is wrong only now is wrong because the file ends here.
      if (builder.fault) return { fault: { line: here.line, said: "fin manquante", cut: true } };
      return { tree: builder.root() };
    },
  };
};

interface TextPlace {
  readonly line: number;
  readonly column: number;
}

const after = ({ line, column }: TextPlace, text: string): TextPlace => {
  const feed = text.lastIndexOf("\n");
  if (feed < 0) return { line, column: column + text.length };
  return { line: line + text.split("\n").length - 1, column: text.length - feed };
};

const mark: Node = Object.freeze({ "#": "" });

const attach = (
  into: Frame["node"],
  { name, content, taken }: { name: string; content: Node | string; taken: boolean },
): void => {
  const before = into[name];
  if (before === undefined) into[name] = content;
  else if (taken) into[name] = typeof before === "string" ? content : before;
  else if (Array.isArray(before)) before.push(content as Node);
  else into[name] = [before, content] as Node[];
};

/** The whole document, or why it is not well formed. Never throws. */
export const treeOf = (text: string): { readonly tree: Node } | { readonly fault: TreeFault } => {
  const reader = treeReader();
  reader.push(text);
  return reader.end();
};

/** All children of a name, in order. */
export const children = (node: Node | undefined, name: string): readonly Node[] => {
  const found = own(node, name);
  const list = Array.isArray(found) ? found : [found];
  return list.filter((child): child is Node => typeof child === "object" && child !== null);
};

/** The text at the end of a path of names; empty when there is none. */
export const textAt = (node: Node | undefined, path: readonly string[]): string => {
  const [name = "", ...rest] = path;
  const [child] = children(node, name);
  if (rest.length > 0) return textAt(child, rest);
  const found = own(node, name);
  const first: unknown = Array.isArray(found) ? found[0] : found;
  return typeof first === "string" ? first : "";
};

/** Where the first element of a name begins; its own line stands beside it, under a name that no element has. */
export const lineAt = (node: Node | undefined, path: readonly string[]): number | undefined => {
  const [name = "", ...rest] = path;
  if (rest.length > 0) {
    const [child] = children(node, name);
    return (child && lineAt(child, rest)) ?? lineAt(node, [name]);
  }
  const line = own(node, `#${name}`);
  return typeof line === "string" ? Number(line) : undefined;
};

/** Names of the elements inside, each once, in the order of their first. */
export const elementNames = (node: Node | undefined): readonly string[] =>
  node === undefined ? [] : Object.keys(node).filter((name) => !name.startsWith("#"));

/** The texts of all elements of a name that hold no element. */
export const rawTexts = (node: Node | undefined, name: string): readonly string[] => {
  const found = own(node, name);
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((one) => typeof one === "string");
};

const own = (node: Node | undefined, name: string): unknown =>
  node !== undefined && Object.hasOwn(node, name) ? node[name] : undefined;
