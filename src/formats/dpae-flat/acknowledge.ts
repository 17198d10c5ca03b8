/**
 * Fills the zones that the organism writes when it sends a flat DPAE file back: batch error (76-77),
 * dossier number (425-429), return code (430-431). That an acknowledgement is the sent record with
 * these zones filled is our reading (formats.md §7, [inferred]); nobody published it.
 */
import { linesOf } from "../lines.ts";
import { recordLength, zone, zoneNumber } from "./layout.ts";

/** ASCII; shorter texts are filled with blanks, longer ones are cut. */
export interface Slots {
  readonly batch: string;
  readonly dossier: string;
  readonly code: string;
}

/** A copy of the bytes; empty lines are no records, and a record of another length stays as it is. */
export const fillAcknowledgement = (
  bytes: Uint8Array,
  slotsOf: (recordIndex0: number) => Slots,
): Uint8Array => {
  const filled = Uint8Array.from(bytes);
  let index = 0;
  for (const line of linesOf(bytes)) {
    if (line.end === line.start) continue;
    const slots = slotsOf(index);
    index += 1;
    if (line.end - line.start !== recordLength) continue;
    fill(filled, line.start, { number: zoneNumber.batchError, text: slots.batch });
    fill(filled, line.start, { number: zoneNumber.dossier, text: slots.dossier });
    fill(filled, line.start, { number: zoneNumber.returnCode, text: slots.code });
  }
  return filled;
};

const fill = (
  bytes: Uint8Array,
  start: number,
  slot: { readonly number: number; readonly text: string },
): void => {
  const { from, length } = zone(slot.number);
  const text = slot.text.slice(0, length).padEnd(length);
  bytes.set(Buffer.from(text, "latin1"), start + from - 1);
};
