/**
 * The clear copy of a file: every declaration field by field, readable by a person (seed 002 §3.3.8). What
 * a zone or a qualifier means is said where formats.md says it; the rest stands as it is in the file.
 */
import { formats, recognise } from "../formats/all.ts";
import type { Format } from "../formats/format.ts";
import type { ClearDeclaration } from "../ports/examination.ts";
import { flatHires } from "./clear-copy/flat-hires.ts";
import { flatReturns } from "./clear-copy/flat-returns.ts";
import { messages } from "./clear-copy/messages.ts";
import { xmlHires } from "./clear-copy/xml-hires.ts";

/**
 * Undefined when none of `known` recognises the bytes: the formats that judged the file, with a user's own layouts.
 * Never throws for what the bytes hold.
 */
export const clearCopy = (
  bytes: Uint8Array,
  known: readonly Format[] = formats,
): readonly ClearDeclaration[] | undefined => {
  const format = recognise(bytes, known);
  switch (format?.name) {
    case undefined:
      return undefined;
    case "dpae-flat":
      return flatHires(bytes, format?.zonesOf?.(bytes) ?? []);
    case "dpae-xml":
      return xmlHires(bytes);
    case "ducs-edifact":
      return messages(bytes);
    case "ducs-flat":
      return flatReturns(bytes);
  }
};
