/**
 * What a file looks like that none of our formats recognises: a spreadsheet, a page, a text of two bytes a
 * character… The person then knows which mistake was made. Says only what the first bytes show.
 */
import { linesOf } from "./lines.ts";

export interface LooksLike {
  readonly value: string;
  readonly expected?: string;
}

/** Undefined when nothing can be said of it. */
export const looksLike = (head: Uint8Array): LooksLike | undefined => {
  const text = Buffer.from(head.subarray(0, textBytes)).toString("latin1");
  if (isOfTwoBytes(head)) return ofTwoBytes;
  const begun = signatures.find(([start]) => text.startsWith(start));
  if (begun) return { value: begun[1] };
  if (text.trim() === "") return { value: "des blancs seulement" };
  if (/^\0+$/u.test(text)) return { value: "des octets nuls seulement : le fichier est abîmé" };
  return otherRecord(head) ?? otherMarkup(text) ?? tabulated(text);
};

const textBytes = 4096;

/** By their first bytes, as each kind's own description gives them. */
const signatures: readonly (readonly [start: string, said: string])[] = [
  ["%PDF-", "un document PDF"],
  ["PK\u0003\u0004", "une archive ZIP, ou un classeur ou document récent (xlsx, docx, ods)"],
  ["\u00d0\u00cf\u0011\u00e0", "un classeur ou un document ancien (xls, doc)"],
  ["\u001f\u008b", "un fichier compressé (gzip)"],
  ["-----BEGIN ", "un message chiffré ou signé"],
  ["{\\rtf", "un document de traitement de texte (RTF)"],
];

const ofTwoBytes: LooksLike = {
  value: "un texte en UTF-16 (« Unicode »), deux octets par caractère",
  expected: "un octet par caractère",
};

/** A byte order mark, or a Latin text whose every second byte is zero. */
const isOfTwoBytes = (head: Uint8Array): boolean => {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  const sample = head.subarray(0, 64);
  const zeros = [0, 1].map(
    (parity) => sample.filter((byte, at) => byte === 0 && at % 2 === parity).length,
  );
  const half = Math.floor(sample.length / 2);
  return half >= 4 && zeros.includes(half) && zeros.includes(0);
};

/** A flat DPAE says so in its header (formats.md §1); a later layout must exist, and is unknown. */
const otherRecord = (head: Uint8Array): LooksLike | undefined => {
  const [line] = linesOf(head);
  const constant = Buffer.from(head.subarray(14, 18)).toString("latin1");
  if (line === undefined || constant !== "DUE ") return undefined;
  const length = line.closed ? `, enregistrements de ${line.end - line.start} caractères` : "";
  return {
    value: `une DPAE texte d'une autre disposition (« DUE » en colonne 15${length})`,
    expected: "989 caractères, ou une description de cette disposition dans « formats/ »",
  };
};

const otherMarkup = (text: string): LooksLike | undefined => {
  const bare = text.replace(/^\u00ef\u00bb\u00bf/u, "").trimStart();
  if (/^<(?:!doctype html|html)\b/iu.test(bare)) return { value: "une page HTML" };
  const root = /<(?![?!])(?:[\w-]+:)?([\w.-]{1,40})/u.exec(bare)?.[1];
  if (!bare.startsWith("<") || root === undefined) return undefined;
  return { value: `un document XML « ${root} »`, expected: "FR_DUE_Upload" };
};

/** Another product gives such a file the name of the flat DPAE's (formats.md §1). */
const tabulated = (text: string): LooksLike | undefined => {
  const [first = ""] = text.split(/\r\n?|\n/u, 1);
  return first.split("\t").length > 3 ? { value: "un texte à tabulations" } : undefined;
};
