/**
 * What the organism sees in a file: its kind and the references of its declarations. Written apart from
 * the agent's own readers on purpose: two readings that agree prove more than one.
 */
import { linesOf } from "../formats/lines.ts";

export type Received =
  /** Answered by the file itself with its slots filled. */
  | { readonly is: "dpae-flat" }
  /** Answered by text, one line for each reference. */
  | { readonly is: "ducs" | "dpae-xml"; readonly references: readonly string[] }
  | { readonly is: "unreadable" };

export const received = (bytes: Uint8Array): Received => {
  // Blanks are content in a flat DPAE; a byte order mark and empty lines are not.
  const start = Buffer.from(bytes.subarray(0, 400))
    .toString("latin1")
    .replace(/^(?:\u00ef\u00bb\u00bf)?[\r\n]*/u, "");
  if (start.slice(14, 18) === "DUE ") return { is: "dpae-flat" };
  if (/^\s*UN[AB][^A-Za-z0-9 ]/u.test(start)) return some("ducs", edifactReferences(bytes));
  if (/^(?:TYP|UNB) {3}/u.test(start)) return some("ducs", flatReferences(bytes));
  if (start.includes("FR_DUE_Upload")) return some("dpae-xml", xmlPositions(bytes));
  return { is: "unreadable" };
};

const some = (is: "ducs" | "dpae-xml", references: readonly string[]): Received =>
  references.length === 0 ? { is: "unreadable" } : { is, references };

/** Element 1004 of the BGM of each message; the message's UNH number when it has none. */
const edifactReferences = (bytes: Uint8Array): string[] => {
  const text = Buffer.from(bytes)
    .toString("latin1")
    .replace(/^[^U]*/u, "");
  // UNA: component, element, decimal, release, reserved, segment.
  const advice = text.startsWith("UNA") ? text.slice(3, 9) : ":+.? '";
  const [, element = "+", , release = "?", , segment = "'"] = advice;
  const references: string[] = [];
  const body = text.startsWith("UNA") ? text.slice(9) : text;
  for (const line of splitOn(body, segment, release)) {
    const [tag = "", first = "", second = ""] = splitOn(line.trim(), element, release);
    if (tag === "UNH") references.push(first);
    if (tag === "BGM" && second !== "")
      references[references.length - 1] = unescape(second, release);
  }
  return references;
};

/** Splits at a separator, but not where the release character stands before it. */
const splitOn = (text: string, separator: string, release: string): string[] => {
  const parts: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (release !== " " && text[at] === release) at += 1;
    else if (text[at] === separator) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
};

const unescape = (text: string, release: string): string => {
  let plain = "";
  for (let at = 0; at < text.length; at += 1) {
    if (release !== " " && text[at] === release) at += 1;
    plain += text[at] ?? "";
  }
  return plain;
};

/** Columns 7-41 of each `BGM` record (formats.md §6). */
const flatReferences = (bytes: Uint8Array): string[] => {
  const references: string[] = [];
  for (const { start, end } of linesOf(bytes)) {
    const line = Buffer.from(bytes.subarray(start, end)).toString("latin1");
    if (line.startsWith("BGM   ")) references.push(line.slice(6, 41).trim());
  }
  return references;
};

/** An XML DPAE has no reference of its own: its hires are numbered from 1. */
const xmlPositions = (bytes: Uint8Array): string[] => {
  const hires =
    Buffer.from(bytes)
      .toString("latin1")
      .match(/<(?:\w+:)?FR_EmployeeGroup[\s>]/gu) ?? [];
  return hires.map((_, i) => String(i + 1));
};
