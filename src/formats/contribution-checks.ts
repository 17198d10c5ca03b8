/** What both DUCS formats ask of a return: what tells it from every other, its period, its payment. */
import { type CheckContext, siretSeverity } from "../domain/checks/context.ts";
import { formFamily } from "../domain/checks/form-family.ts";
import { checkPayments, checkSplit, familyOf, type Payment } from "../domain/checks/payment.ts";
import { checkPeriod } from "../domain/checks/period.ts";
import type { Contribution } from "../domain/declaration.ts";
import { type Finding, type Place, shown } from "../domain/finding.ts";
import { isSiret } from "../domain/identifiers.ts";
import type { FindingList } from "./finding-list.ts";

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

export interface StatedContribution {
  readonly declared: Contribution;
  readonly payments: readonly Payment[];
  /** What the payments should add up to, when the file says it where we can read it. */
  readonly total?: string;
  readonly place: Place;
  readonly context: CheckContext;
}

export const checkContribution = (stated: StatedContribution, findings: FindingList): void => {
  const { declared, place } = stated;
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
      severity: siretSeverity(stated.context),
      place: { ...place, field },
      value,
    });
  }
  findings.addAll(checkPeriod(declared.period, { ...place, field: wanted[1][1] }));
  findings.addAll(checkPaid(stated));
};

const checkPaid = (stated: StatedContribution): readonly Finding[] => {
  const { declared, payments, place } = stated;
  const family = familyOf(payments) ?? formFamily(declared.form);
  const found = [
    ...checkPayments({
      payments,
      period: declared.period,
      place: { ...place, field: "paiement" },
      ...(family === undefined ? {} : { family }),
    }),
    ...checkSplit(payments, stated.total, { ...place, field: "paiement" }),
  ];
  // Where a payment stands is one source's word in both formats: what is read there never blocks
  // (docs/decisions/0013).
  return found.length === 0 ? found : found.map(softened);
};

export const softened = (found: Finding): Finding =>
  found.severity === "blocking" ? { ...found, severity: "warning" } : found;
