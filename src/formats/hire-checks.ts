/**
 * What both DPAE formats ask of a hire so that it can be told from every other: SIRET, name, birth,
 * date and hour of hire. Each format's own rules come after this.
 */

import { isDay } from "../domain/calendar/zoned-time.ts";
import { blockingInReal, type CheckContext } from "../domain/checks/context.ts";
import type { Hire } from "../domain/declaration.ts";
import { masked, type Place, shown } from "../domain/finding.ts";
import { isSiret } from "../domain/identifiers.ts";
import { type FindingList } from "./finding-list.ts";
import { isClockHour } from "./moments.ts";

export type HireField = "siret" | "family" | "given" | "born" | "hireDate" | "hireHour";

export interface HireAbout {
  readonly placeOf: (field: HireField) => Place;
  readonly context: CheckContext;
  /** How the format writes them. */
  readonly written: { readonly date: string; readonly hour: string };
}

export const checkHire = (hire: Hire, findings: FindingList, about: HireAbout): void => {
  const { placeOf } = about;
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
    } else checkForm(field, values[field], { ...about, findings });
  }
};

const checkForm = (
  field: HireField,
  value: string,
  to: HireAbout & { readonly findings: FindingList },
): void => {
  const place = to.placeOf(field);
  switch (field) {
    case "siret":
      if (isSiret(value)) return;
      to.findings.add({
        code: "siret-invalide",
        ...blockingInReal(to.context),
        place,
        value: shown(value),
      });
      return;
    case "born":
      // A warning only: a day or a month of birth may be unknown.
      if (isDay(value)) return;
      to.findings.add({
        code: "champ-invalide",
        severity: "warning",
        place,
        value: masked(value),
        expected: `une date, ${to.written.date}`,
      });
      return;
    case "hireDate":
    case "hireHour":
      if (field === "hireDate" ? isDay(value) : isClockHour(value)) return;
      to.findings.add({
        code: "champ-invalide",
        severity: "blocking",
        place,
        value: shown(value),
        expected:
          field === "hireDate" ? `une date, ${to.written.date}` : `une heure, ${to.written.hour}`,
      });
      return;
    case "family":
    case "given":
      return;
  }
};
