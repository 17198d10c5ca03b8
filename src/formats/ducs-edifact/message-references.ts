/** The references of an interchange's messages (UNH 0062), in their order: a CONTRL names no other. */
import { segmentsOf } from "./cutter.ts";
import { part } from "./segments.ts";
import { syntaxOf } from "./syntax.ts";

export const messageReferences = (bytes: Uint8Array): readonly string[] => {
  const syntax = syntaxOf(Buffer.from(bytes.subarray(0, 200)).toString("latin1"));
  if (!syntax) return [];
  const references: string[] = [];
  for (const segment of segmentsOf(bytes, syntax))
    if (segment.tag === "UNH") references.push(part(segment, 0));
  return references;
};
