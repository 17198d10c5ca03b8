/** What both DUCS formats ask of a return so that it can be told from every other. */
import type { Contribution } from "../domain/declaration.ts";
import type { Place } from "../domain/finding.ts";
import { isSiret } from "../domain/identifiers.ts";
import { type FindingList, shown } from "./finding-list.ts";

const required = [
  ["siret", "SIRET du déclarant"],
  ["recipient", "organisme destinataire"],
  ["reference", "référence de la déclaration"],
] as const;

/** Warnings only: where these stand in the French subset is not published (formats.md §5). */
const wanted = [
  ["form", "type de formulaire"],
  ["period", "période"],
] as const;

export const checkContribution = (
  declared: Contribution,
  findings: FindingList,
  place: Place,
): void => {
  for (const [key, field] of required) {
    if (declared[key] !== "") continue;
    findings.add({ code: "champ-manquant", severity: "blocking", place: { ...place, field } });
  }
  for (const [key, field] of wanted) {
    if (declared[key] !== "") continue;
    findings.add({ code: "champ-manquant", severity: "warning", place: { ...place, field } });
  }
  if (declared.siret !== "" && !isSiret(declared.siret)) {
    const [, field] = required[0];
    const value = shown(declared.siret);
    findings.add({
      code: "siret-invalide",
      severity: "warning",
      place: { ...place, field },
      value,
    });
  }
};
