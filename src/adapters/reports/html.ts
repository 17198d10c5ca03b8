/** The report as one HTML file: no script, no outside resource, every value escaped. */
import { Eta } from "eta";
import type { Severity } from "../../domain/finding.ts";
import type { ReportAnswer, ReportModel } from "../../domain/report/deposit.ts";
import type { Tone } from "../../domain/situations.ts";
import { style } from "./html-style.ts";
import { reportTemplate } from "./html-template.ts";
import { afterText, partsIn } from "./model/parts.ts";
import { modeWord, verdictWord } from "./model/words.ts";

export const renderHtml = (model: ReportModel): string =>
  page(reportTemplate, {
    m: model,
    answer: answerText,
    severityTone,
    modeWord,
    partsIn,
    afterText,
  });

/** Fills a page with what all templates share. Each is compiled once: a flood makes thousands of the same. */
export const page = (template: string, data: object): string => {
  const fill = compiled.get(template) ?? compile(template);
  compiled.set(template, fill);
  return fill({ style, sign, t: french, ...data });
};

const compiled = new Map<string, (data: object) => string>();

const compile = (template: string): ((data: object) => string) => {
  const eta = new Eta({ autoEscape: true, autoTrim: [false, "nl"] });
  const filled = eta.compile(template);
  return (data) => eta.render(filled, data);
};

/** French signs: no break before `: ; ? !` nor inside « », and a curved apostrophe. For our words only. */
export const french = (text: string): string =>
  text
    .replace(/ (?=[:;?!»])/gu, "\u00a0")
    .replaceAll("« ", "«\u00a0")
    .replaceAll("n° ", "n°\u00a0")
    .replaceAll("'", "’")
    // Commands and keys stand between them in our texts; on a page they are noise.
    .replaceAll("`", "");

export const sign = (tone: Tone): string => {
  switch (tone) {
    case "good":
      return "✓";
    case "bad":
      return "✕";
    case "attention":
      return "!";
    case "waiting":
      return "…";
    case "neutral":
      return "–";
  }
};

const severityTone = (severity: Severity): Tone => {
  switch (severity) {
    case "blocking":
      return "bad";
    case "warning":
      return "attention";
    case "not-checked":
    case "information":
      return "neutral";
  }
};

const answerText = (a: ReportAnswer): string =>
  [
    a.level === undefined ? verdictWord(a.is) : `niveau ${a.level} : ${verdictWord(a.is)}`,
    a.code !== undefined && `code ${a.code}`,
    a.number !== undefined && `n°\u00a0${a.number}`,
  ]
    .filter((t) => t !== false)
    .join(", ");
