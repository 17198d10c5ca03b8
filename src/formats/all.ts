/** Every declaration format that Facteur knows, and the choice between them by content. */
import { dpaeFlat } from "./dpae-flat/dpae-flat.ts";
import { dpaeXml } from "./dpae-xml/dpae-xml.ts";
import { ducsEdifact } from "./ducs-edifact/ducs-edifact.ts";
import { ducsFlat } from "./ducs-flat/ducs-flat.ts";
import type { Format } from "./format.ts";

export const formats: readonly Format[] = [dpaeFlat, dpaeXml, ducsEdifact, ducsFlat];

/** By content only, never by name: at most one format recognises a file. */
export const recognise = (bytes: Uint8Array): Format | undefined =>
  formats.find((format) => format.recognises(bytes));
