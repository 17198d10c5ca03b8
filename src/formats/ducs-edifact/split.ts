/**
 * Some messages of an interchange as an interchange of their own: `UNB`, `UNG` and the messages are copied
 * byte for byte, empty groups and interchanges are left out, and `UNE` and `UNZ` count what is left.
 */
import { decode } from "../charset.ts";
import { isBlankCode, type Syntax, syntaxOf } from "./syntax.ts";

interface RawSegment {
  readonly tag: string;
  /** Without the blanks before it; with its terminator and what blanks follow it. */
  readonly raw: string;
}

/** `positions`: of the messages to keep, 1-based over the whole file. Undefined when it is no interchange. */
export const splitEdifact = (
  bytes: Uint8Array,
  positions: ReadonlySet<number>,
): Uint8Array | undefined => {
  const text = decode(bytes, "ascii");
  const syntax = syntaxOf(text.slice(0, 256));
  if (!syntax) return undefined;
  const writer = new Writer(syntax, positions);
  for (const segment of rawSegments(text, syntax)) writer.take(segment);
  return Buffer.from(text.slice(0, syntax.start) + writer.text(), "latin1");
};

class Writer {
  readonly #syntax: Syntax;
  readonly #positions: ReadonlySet<number>;
  #position = 0;
  #keeping = false;
  #interchanges = "";
  #interchange: Level = level();
  #group: Level | undefined;

  constructor(syntax: Syntax, positions: ReadonlySet<number>) {
    this.#syntax = syntax;
    this.#positions = positions;
  }

  take({ tag, raw }: RawSegment): void {
    switch (tag) {
      case "UNB":
        this.#interchange = level(raw);
        return;
      case "UNG":
        this.#group = level(raw);
        return;
      case "UNE": {
        const group = this.#group;
        this.#group = undefined;
        if (!group || group.count === 0) return;
        this.#interchange.groups += 1;
        this.#interchange.text += group.text + this.#counted(raw, group.count);
        return;
      }
      case "UNZ": {
        const { count, groups, text } = this.#interchange;
        if (count > 0) this.#interchanges += text + this.#counted(raw, groups > 0 ? groups : count);
        return;
      }
      default:
        this.#message(tag, raw);
    }
  }

  text(): string {
    return this.#interchanges;
  }

  #message(tag: string, raw: string): void {
    if (tag === "UNH") {
      this.#position += 1;
      this.#keeping = this.#positions.has(this.#position);
      if (this.#keeping) {
        this.#interchange.count += 1;
        if (this.#group) this.#group.count += 1;
      }
    }
    if (this.#keeping) (this.#group ?? this.#interchange).text += raw;
    if (tag === "UNT") this.#keeping = false;
  }

  /** The same closing segment with another count in its first element. */
  #counted(raw: string, count: number): string {
    const element = String.fromCharCode(this.#syntax.element);
    const from = raw.indexOf(element) + 1;
    const ends = [element, String.fromCharCode(this.#syntax.terminator)]
      .map((sign) => raw.indexOf(sign, from))
      .filter((at) => at >= 0);
    return raw.slice(0, from) + String(count) + raw.slice(Math.min(...ends));
  }
}

interface Level {
  text: string;
  /** Messages kept. */
  count: number;
  /** Groups kept. */
  groups: number;
}

const level = (text = ""): Level => ({ text, count: 0, groups: 0 });

function* rawSegments(text: string, syntax: Syntax): Generator<RawSegment> {
  let at = syntax.start;
  while (at < text.length) {
    let end = at;
    while (end < text.length && text.charCodeAt(end) !== syntax.terminator)
      end += text.charCodeAt(end) === syntax.release ? 2 : 1;
    end += 1;
    while (end < text.length && isBlankCode(text.charCodeAt(end))) end += 1;
    const raw = text.slice(at, end);
    yield { tag: raw.trimStart().slice(0, 3), raw };
    at = end;
  }
}
