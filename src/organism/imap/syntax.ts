/**
 * IMAP command syntax (RFC 3501 §9, RFC 7888 for `{n+}`): pieces of text and literals → values.
 * A command with literals is several lines; `readCommand` asks for each literal and joins them.
 */
import { limits } from "../../domain/limits.ts";
import type { Input } from "./input.ts";

export type Value =
  /** An atom keeps its brackets and partial: `BODY.PEEK[HEADER]<0.20>` is one. */
  | { readonly is: "atom"; readonly text: string }
  /** Quoted or literal: bytes as they came, as Latin-1 characters in `text`. */
  | { readonly is: "string"; readonly text: string; readonly bytes: Uint8Array }
  | { readonly is: "list"; readonly items: readonly Value[] };

export interface Command {
  readonly tag: string;
  /** Upper case; `UID FETCH` and its like are one name. */
  readonly name: string;
  readonly args: readonly Value[];
}

export class SyntaxFault extends Error {
  readonly tag: string;
  constructor(tag: string, why: string) {
    super(why);
    this.name = "SyntaxFault";
    this.tag = tag;
  }
}

type Piece = string | Uint8Array;

/** Reads one whole command. `go` tells the client to send a literal that waits for permission. */
export const readCommand = async (input: Input, go: () => void): Promise<Command> => {
  const pieces: Piece[] = [];
  for (;;) {
    const line = (await input.line()).toString("latin1");
    const literal = /\{(\d{1,10})(\+?)\}$/u.exec(line);
    if (literal === null) {
      pieces.push(line);
      return parseCommand(pieces);
    }
    const count = Number(literal[1]);
    if (count > limits.imapLiteralBytesMax)
      throw new SyntaxFault(line.split(" ", 1)[0] ?? "*", "literal too large");
    pieces.push(line.slice(0, literal.index));
    if (literal[2] === "") go();
    pieces.push(await input.bytes(count));
  }
};

/** Pure: text pieces with literals between them. Exported for its test. */
export const parseCommand = (pieces: readonly Piece[]): Command => {
  const first = typeof pieces[0] === "string" ? pieces[0] : "";
  const head = /^(?<tag>[^\s(){%*"\\]+) (?<name>[A-Za-z]+)(?: |$)/u.exec(first);
  const tag = head?.groups?.["tag"] ?? "*";
  if (head === null)
    throw new SyntaxFault(first.split(" ", 1)[0] || "*", "tag and command expected");
  const reader = new ValueReader(tag, [first.slice(head[0].length), ...pieces.slice(1)]);
  const args = reader.all();
  const name = (head.groups?.["name"] ?? "").toUpperCase();
  if (name !== "UID") return { tag, name, args };
  const [verb, ...others] = args;
  if (verb?.is !== "atom") throw new SyntaxFault(tag, "UID needs a command");
  return { tag, name: `UID ${verb.text.toUpperCase()}`, args: others };
};

class ValueReader {
  readonly #tag: string;
  readonly #pieces: readonly Piece[];
  #piece = 0;
  #at = 0;

  constructor(tag: string, pieces: readonly Piece[]) {
    this.#tag = tag;
    this.#pieces = pieces;
  }

  all(): Value[] {
    const values = this.#list(0);
    if (this.#peek() !== undefined) throw this.#fault("unexpected )");
    return values;
  }

  #list(depth: number): Value[] {
    if (depth > limits.imapListDepthMax) throw this.#fault("lists too deep");
    const values: Value[] = [];
    for (;;) {
      const next = this.#peek();
      if (next === undefined || next === ")") return values;
      if (next === " ") this.#at += 1;
      else values.push(this.#value(next, depth));
    }
  }

  #value(next: Piece, depth: number): Value {
    if (typeof next !== "string") {
      this.#piece += 1;
      return { is: "string", text: Buffer.from(next).toString("latin1"), bytes: next };
    }
    if (next === '"') return this.#quoted();
    if (next !== "(") return this.#atom();
    this.#at += 1;
    const items = this.#list(depth + 1);
    if (this.#peek() !== ")") throw this.#fault("missing )");
    this.#at += 1;
    return { is: "list", items };
  }

  #quoted(): Value {
    const found = /^"(?<inside>(?:[^"\\]|\\.)*)"/u.exec(this.#text());
    if (found === null) throw this.#fault("quote without its end");
    this.#at += found[0].length;
    const text = (found.groups?.["inside"] ?? "").replace(/\\(.)/gu, "$1");
    return { is: "string", text, bytes: Buffer.from(text, "latin1") };
  }

  /** Brackets belong to the atom, with the blanks and lists inside them. */
  #atom(): Value {
    const found = /^(?:\[[^\]]*\]|[^\s()"[])+/u.exec(this.#text());
    if (found === null) throw this.#fault("atom expected");
    this.#at += found[0].length;
    return { is: "atom", text: found[0] };
  }

  /** The next character, the literal that stands next, or undefined at the end. */
  #peek(): Piece | undefined {
    for (;;) {
      const piece = this.#pieces[this.#piece];
      if (piece === undefined || typeof piece !== "string") return piece;
      const char = piece[this.#at];
      if (char !== undefined) return char;
      this.#piece += 1;
      this.#at = 0;
    }
  }

  #text(): string {
    const piece = this.#pieces[this.#piece];
    return typeof piece === "string" ? piece.slice(this.#at) : "";
  }

  #fault(why: string): SyntaxFault {
    return new SyntaxFault(this.#tag, why);
  }
}

/** The text of an atom or a string; undefined for a list or nothing. */
export const textOf = (value: Value | undefined): string | undefined =>
  value === undefined || value.is === "list" ? undefined : value.text;

export const listOf = (value: Value | undefined): readonly Value[] =>
  value?.is === "list" ? value.items : [];
