/**
 * EDIFACT `CONTRL` (ISO 9735, the syntax and service report): whether an interchange arrived and could be read. It
 * never speaks of what the file declares, so at best it says `received`. Action codes (0083): 4 this level
 * and all lower ones are rejected, 7 this level is acknowledged and the lower ones too unless rejected, 8 the
 * interchange was received. A code that is none of these is for a person.
 */
import { segmentsOf } from "../../ducs-edifact/cutter.ts";
import { part as component, type Segment } from "../../ducs-edifact/segments.ts";
import { syntaxOf } from "../../ducs-edifact/syntax.ts";
import type { ReceiptLine, ReceiptPart, ReceiptReading } from "../receipt-format.ts";

/** A report of ten thousand messages; longer ones are no CONTRL of ours. */
const segmentsMax = 20_000;

export const readContrl = (part: ReceiptPart): ReceiptReading | undefined => {
  const syntax = syntaxOf(Buffer.from(part.bytes.subarray(0, 200)).toString("latin1"));
  if (!syntax) return undefined;
  let isContrl = false;
  let interchange: Segment | undefined;
  const messages: Segment[] = [];
  for (const segment of segmentsOf(part.bytes, syntax)) {
    if (segment.number > segmentsMax) return undefined;
    if (segment.tag === "UNH") isContrl ||= component(segment, 1) === "CONTRL";
    if (segment.tag === "UCI") interchange ??= segment;
    if (segment.tag === "UCM") messages.push(segment);
  }
  if (!isContrl || !interchange) return undefined;
  return {
    profile: "edifact-contrl",
    official: true,
    lines: [
      ...messages.map((m) => line(m, 2, { by: "edi-message", reference: component(m, 0) })),
      line(interchange, 3, { by: "rest" }),
    ],
    echo: { interchange: component(interchange, 0) },
  };
};

/** `at`: the element that holds the action; the error code (0085) follows it. */
const line = (segment: Segment, at: number, about: ReceiptLine["about"]): ReceiptLine => {
  const action = component(segment, at);
  const error = component(segment, at + 1);
  const code = error === "" ? {} : { code: error };
  switch (action) {
    case "4":
      return { is: "refused", level: 2, ...code, about };
    case "7":
      return { is: "received", level: 2, about };
    case "8":
      return { is: "received", level: 1, about };
    default:
      return { is: "to-read", ...code, about };
  }
};
