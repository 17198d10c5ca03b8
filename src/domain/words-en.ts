/** In English, what reports name in French: the page and its timeline say the same. */
import type { FormatName } from "./declaration.ts";
import type { Grade } from "./receipt/verdict.ts";

export const formatsEn: Readonly<Record<FormatName, string>> = {
  "dpae-flat": "DPAE, text file",
  "dpae-xml": "DPAE, XML file",
  "ducs-edifact": "DUCS, EDIFACT message",
  "ducs-flat": "DUCS, text file",
};

export const gradesEn: Readonly<Record<Grade, string>> = {
  A: "authenticated by its signature",
  B: "authenticated by your mail server",
  C: "not authenticated: to be confirmed",
  F: "suspect: the checks of its authenticity deny it",
  H: "brought by a person",
};
