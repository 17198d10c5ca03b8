/**
 * Every field of a declaration file, flipped: one character of its value becomes another of its kind, or an
 * empty field gets one. What a field is called says what a reader may know of it: the zone of a record, the
 * element of an XML file, the segment and its places, the tag and its column.
 */
import type { FormatName } from "../../src/domain/declaration.ts";
import { dpaeFlat } from "../../src/formats/dpae-flat/dpae-flat.ts";

export interface Flip {
  readonly field: string;
  /** One character a byte. */
  readonly text: string;
}

export const flipsOf = (format: FormatName, text: string): readonly Flip[] => {
  switch (format) {
    case "dpae-flat":
      return flatRecords(text);
    case "dpae-xml":
      return xmlValues(text);
    case "ducs-edifact":
      return components(text);
    case "ducs-flat":
      return taggedFields(text);
  }
};

/** Another character of the same kind, so that only the value is wrong and not its form. */
const other = (character: string): string => {
  if (/\d/u.test(character)) return String((Number(character) + 1) % 10);
  if (character === "Z" || character === "z") return "A";
  if (/[A-Za-z]/u.test(character)) return String.fromCharCode(character.charCodeAt(0) + 1);
  return character === "X" ? "Y" : "X";
};

const at = (text: string, place: number, character = other(text.charAt(place))): string =>
  text.slice(0, place) + character + text.slice(place + 1);

interface Line {
  readonly start: number;
  readonly text: string;
}

const linesOf = (text: string): readonly Line[] => {
  const found: Line[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    const bare = line.replace(/\r$/u, "");
    if (bare !== "") found.push({ start, text: bare });
    start += line.length + 1;
  }
  return found;
};

/** Each zone of each record: its first character, or `X` where it is blank. */
const flatRecords = (text: string): readonly Flip[] =>
  linesOf(text).flatMap((line) =>
    (dpaeFlat.zonesOf?.(Buffer.from(text, "latin1")) ?? [])
      .filter((zone) => zone.from <= line.text.length)
      .map((zone) => ({
        field: zone.name,
        text: at(text, line.start + zone.from - 1),
      })),
  );

/** Each text between two tags. */
const xmlValues = (text: string): readonly Flip[] =>
  [...text.matchAll(/<(?:[\w-]+:)?([\w.-]+)>([^<>\s][^<>]*)<\//gu)].map((found) => ({
    field: found[1] ?? "",
    text: at(text, found.index + found[0].indexOf(">") + 1),
  }));

/** Each component of each segment; its place is counted from 1, the tag being 0. */
const components = (text: string): readonly Flip[] => {
  const advice = text.startsWith("UNA") ? text.slice(3, 9) : ":+.? '";
  const [component = "", element = "", , release = "", , terminator = ""] = advice;
  const found: Flip[] = [];
  let [from, tag, one, two] = [text.startsWith("UNA") ? 9 : 0, "", 0, 1];
  const close = (end: number): void => {
    const value = text.slice(from, end).trim();
    if (one === 0) tag = value;
    const start = text.indexOf(value, from);
    const where = `${one === 0 ? "tag" : tag} ${one}.${two}`;
    if (value !== "")
      found.push({ field: one === 0 ? `tag ${tag}` : where, text: at(text, start) });
  };
  for (let place = from; place < text.length; place += 1) {
    const sign = text.charAt(place);
    if (sign === release && release !== " ") place += 1;
    else if (sign === component || sign === element || sign === terminator) {
      close(place);
      from = place + 1;
      if (sign === component) two += 1;
      else [one, two] = sign === element ? [one + 1, 1] : [0, 1];
    }
  }
  return found;
};

/** Each tag, and each value after it: values are apart by two blanks or more, or begin at a known column. */
const taggedFields = (text: string): readonly Flip[] =>
  linesOf(text).flatMap((line) => {
    const tag = line.text.slice(0, 6).trimEnd();
    const values = [...line.text.slice(6).matchAll(/\S+(?: \S+)*/gu)].map((found) => ({
      field: `${tag} ${found.index + 7}`,
      text: at(text, line.start + 6 + found.index),
    }));
    return [{ field: `tag ${tag}`, text: at(text, line.start) }, ...values];
  });
