/**
 * What the parts of a mail say, by every reader we have, each part by the first that understands it. A reader is asked for
 * what is inside: neither the subject nor a file's name makes a receipt.
 */

import { charsetOf, decode } from "../../formats/charset.ts";
import { readContrl } from "../../formats/receipts/contrl/contrl.ts";
import { readDpaeAr } from "../../formats/receipts/dpae-ar/dpae-ar.ts";
import { readRapport } from "../../formats/receipts/gip-mds/rapport.ts";
import { readAvis } from "../../formats/receipts/jedeclare/avis.ts";
import type { ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import { parseTextReceipt, type TextProfile } from "../../formats/receipts/text/text-receipts.ts";
import type { ReadMail, ReadPart } from "../../ports/mail-reader.ts";

export interface Readings {
  readonly readings: readonly ReceiptReading[];
  /** The receipt's file, for the payroll program. */
  readonly file?: ReadPart;
  /** Whether that file was understood by a reader. */
  readonly understood: boolean;
}

const fileReaders: readonly ((part: ReadPart) => ReceiptReading | undefined)[] = [
  (part) => readDpaeAr(part.bytes),
  readAvis,
  readRapport,
  readContrl,
];

export const readingsOf = (mail: ReadMail, profiles: readonly TextProfile[]): Readings => {
  const files = mail.parts.filter(isFile);
  const read = files.map((part) => ({ part, reading: readFile(part, profiles) }));
  const body = readText(mail.text, profiles);
  const found = read.find((f) => f.reading !== undefined);
  const file = found?.part ?? files[0];
  return {
    readings: [...read.flatMap((f) => f.reading ?? []), ...(body ? [body] : [])],
    understood: found !== undefined,
    ...(file ? { file } : {}),
  };
};

/** A signature travels beside what it signs, and is no receipt. */
const isFile = (part: ReadPart): boolean =>
  part.name !== "" &&
  !part.type.startsWith("message/") &&
  !/^application\/(?:x-)?(?:pkcs7|pgp)-signature$/u.test(part.type);

const readFile = (part: ReadPart, profiles: readonly TextProfile[]): ReceiptReading | undefined => {
  for (const read of fileReaders) {
    const reading = read(part);
    if (reading) return reading;
  }
  return /^text\/plain$/u.test(part.type) || /\.txt$/iu.test(part.name)
    ? readText(decode(part.bytes, charsetOf(part.bytes)), profiles)
    : undefined;
};

/** Of several profiles that know the text, the one that leaves least to a person; then the first. */
const readText = (text: string, profiles: readonly TextProfile[]): ReceiptReading | undefined => {
  const readings = profiles.flatMap((profile) => parseTextReceipt(text, profile) ?? []);
  const clear = (reading: ReceiptReading): number =>
    reading.lines.filter((line) => line.is !== "to-read").length;
  const [first, ...others] = readings;
  return others.reduce((best, next) => (best && clear(next) <= clear(best) ? best : next), first);
};
