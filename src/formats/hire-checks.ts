/**
 * What both DPAE formats ask of a hire so that it can be told from every other: SIRET, name, birth,
 * date and hour of hire. The full rules of each format come after this.
 */
import type { Hire } from "../domain/declaration.ts";
import type { Place } from "../domain/finding.ts";
import { isSiret } from "../domain/identifiers.ts";
import { type FindingList, masked, shown } from "./finding-list.ts";
import { isClockHour, isIsoDate } from "./moments.ts";

export type HireField = "siret" | "family" | "given" | "born" | "hireDate" | "hireHour";

export const checkHire = (
  hire: Hire,
  findings: FindingList,
  placeOf: (field: HireField) => Place,
): void => {
  const values: Readonly<Record<HireField, string>> = {
    siret: hire.siret,
    family: hire.person.family,
    given: hire.person.given,
    born: hire.person.born,
    hireDate: hire.hireDate,
    hireHour: hire.hireHour,
  };
  for (const field of Object.keys(values) as HireField[]) {
    if (values[field] === "") {
      findings.add({ code: "champ-manquant", severity: "blocking", place: placeOf(field) });
    } else checkForm(field, values[field], { findings, placeOf });
  }
};

const checkForm = (
  field: HireField,
  value: string,
  to: { readonly findings: FindingList; readonly placeOf: (field: HireField) => Place },
): void => {
  const place = to.placeOf(field);
  switch (field) {
    case "siret":
      // A warning only: official samples carry SIRETs without a valid key (formats.md).
      if (isSiret(value)) return;
      to.findings.add({ code: "siret-invalide", severity: "warning", place, value: shown(value) });
      return;
    case "born":
      // A warning only: a day or a month of birth may be unknown.
      if (isIsoDate(value)) return;
      to.findings.add({ code: "champ-invalide", severity: "warning", place, value: masked(value) });
      return;
    case "hireDate":
    case "hireHour":
      if (field === "hireDate" ? isIsoDate(value) : isClockHour(value)) return;
      to.findings.add({ code: "champ-invalide", severity: "blocking", place, value: shown(value) });
      return;
    case "family":
    case "given":
      return;
  }
};
