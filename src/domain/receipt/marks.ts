/**
 * What a receipt may cite of a declaration when it cites neither our mail nor the declaration's whole identity. Each is a
 * text to be hashed with the agent's key: weaker than a business key, and looked for only to propose deposits.
 */
import { type Declaration, plain } from "../declaration.ts";

export const companyMark = (siret: string): string => `company|${siret}`;

/** The organism's echo of our own reference of a declaration. */
export const referenceMark = (reference: string): string => `reference|${plain(reference)}`;

export const interchangeMark = (reference: string): string => `interchange|${plain(reference)}`;

/** Too short a number is everybody's: it must tell one sending from all others. */
const numberCharsMin = 6;

/** `family`: numbers of two organisms may be alike. Undefined when it tells nothing. */
export const numberMark = (family: string, number: string): string | undefined => {
  const text = plain(number);
  return text.length >= numberCharsMin && /\d/u.test(text) ? `number|${family}|${text}` : undefined;
};

export const marksOf = (declarations: readonly Declaration[]): readonly string[] => {
  const marks = declarations.flatMap((d) => [
    companyMark(d.siret),
    ...(d.kind === "ducs" && d.reference !== "" ? [referenceMark(d.reference)] : []),
    ...(d.kind === "ducs" && d.lot !== "" ? [interchangeMark(d.lot)] : []),
  ]);
  return [...new Set(marks)];
};
