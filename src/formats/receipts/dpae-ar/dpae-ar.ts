/**
 * The acknowledgement of a flat DPAE file ("Fichier des AR", seed 000). Its layout is not published:
 * our reading is that the sent records come back with the organism's zones filled [inferred]
 * (formats.md §7), so `official` is false and every report says so.
 *
 * Only `00` means registered [2+]. `98` is for a person, with or without a dossier number [1]; so is a
 * record without a code, with something that is no code, or in a batch that carries an error. Any
 * other code is a refusal with its code [inferred]. A damaged record is never a success: it makes a
 * line for a person that speaks of every hire the sound records leave out, because it must be one of them.
 */
import { businessKey } from "../../../domain/declaration.ts";
import { bomLength, charsetOf, decode } from "../../charset.ts";
import { textOf, zoneNumber } from "../../dpae-flat/layout.ts";
import { hasHeader, hireOf, isWhole } from "../../dpae-flat/record.ts";
import { linesOf } from "../../lines.ts";
import type { ReceiptLine, ReceiptReading } from "../receipt-format.ts";

/** Undefined when the bytes are no such file, or hold no sound record at all. */
export const readDpaeAr = (bytes: Uint8Array): ReceiptReading | undefined => {
  const start = bomLength(bytes);
  if (!hasHeader(decode(bytes.subarray(start, start + 72), "ascii"))) return undefined;
  const charset = charsetOf(bytes);
  const lines: ReceiptLine[] = [];
  let damaged = false;
  for (const line of linesOf(bytes)) {
    if (line.end === line.start) continue;
    const from = line.start === 0 ? start : line.start;
    const record = decode(bytes.subarray(from, line.end), charset);
    if (isWhole(record)) lines.push(lineOf(record));
    else damaged = true;
  }
  if (lines.length === 0) return undefined;
  if (damaged) lines.push({ is: "to-read", about: { by: "rest" } });
  return { profile: "dpae-ar", official: false, lines };
};

const lineOf = (record: string): ReceiptLine => {
  const batch = textOf(record, zoneNumber.batchError);
  const dossier = textOf(record, zoneNumber.dossier);
  const code = textOf(record, zoneNumber.returnCode);
  return {
    is: verdictOf(batch, code),
    ...(code === "" ? {} : { code }),
    ...(dossier === "" ? {} : { number: dossier }),
    about: { by: "key", key: businessKey(hireOf(record)) },
  };
};

const verdictOf = (batch: string, code: string): ReceiptLine["is"] => {
  if (!/^[0-9A-Z]{2}$/u.test(code) || code === "98") return "to-read";
  if (code !== "00") return "refused";
  return batch === "" || batch === "00" ? "registered" : "to-read";
};
