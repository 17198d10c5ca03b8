/** The references of an interchange's messages (UNH 0062), in their order: a CONTRL names no other. */
import { part, segmentsOf } from "./segments.ts";
import { syntaxOf } from "./syntax.ts";

export const messageReferences = (bytes: Uint8Array): readonly string[] => {
  const text = Buffer.from(bytes).toString("latin1");
  const syntax = syntaxOf(text.slice(0, 200));
  if (!syntax) return [];
  const references: string[] = [];
  for (const segment of segmentsOf(text, syntax))
    if (segment.tag === "UNH") references.push(part(segment, 0));
  return references;
};
