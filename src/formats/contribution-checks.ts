/** What both DUCS formats ask of a return: what tells it from every other, its period, its payment. */
import { blockingInReal, type CheckContext } from "../domain/checks/context.ts";
import { familyFor } from "../domain/checks/form-family.ts";
import { checkPayments } from "../domain/checks/payment.ts";
import { checkAmount, checkSplit } from "../domain/checks/payment-split.ts";
import { checkPeriod } from "../domain/checks/period.ts";
import type { Payment } from "../domain/checks/stated-payment.ts";
import type { Contribution } from "../domain/declaration.ts";
import { type Finding, type Place, shown } from "../domain/finding.ts";
import { checkSocialReference, isSiret } from "../domain/identifiers.ts";
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

type Told = (typeof required)[number][0] | (typeof wanted)[number][0];

/** Where the values of a return stand in its file; a value without a place is told at the return's own. */
export type ContributionPlaces = Readonly<Partial<Record<Told, Place>>>;

/** A party of a return that gives fourteen digits for its identifier. */
export interface StatedParty {
  readonly role: string;
  readonly id: string;
  readonly place: Place;
}

/** Fourteen digits without the key of a SIRET; other identifiers of organisms are nobody's rule. */
export const isOddSiret = (id: string): boolean => !isSiret(id) && /^\d{14}$/u.test(id);

const partyTexts: Readonly<Record<string, string>> = {
  FR: "SIRET de l'émetteur",
  MR: "SIRET de l'organisme",
  AE: "SIRET du mandataire",
  FZ: "SIRET du centre de regroupement",
  DC: "SIRET de l'entité déclarée",
};

export interface StatedContribution {
  readonly declared: Contribution;
  /** Asked only when something is found. */
  readonly places: () => ContributionPlaces;
  readonly payments: readonly Payment[];
  /** Those among its parties whose number is `isOddSiret`. */
  readonly oddParties: readonly StatedParty[];
  /** What the payments should add up to, when the file says it where we can read it. */
  readonly total: { readonly amount: string; readonly place: Place } | undefined;
  /** Of the declaration. */
  readonly place: Place;
  readonly context: CheckContext;
  /** Each value of a payment names itself by the manual's own qualifiers, wherever it stands. */
  readonly qualified: boolean;
}

export const checkContribution = (stated: StatedContribution, findings: FindingList): void => {
  const { declared } = stated;
  checkThere(required, "blocking", { stated, findings });
  checkThere(wanted, "warning", { stated, findings });
  if (declared.siret !== "" && !isSiret(declared.siret)) {
    const [key, field] = required[0];
    const value = shown(declared.siret);
    const place = placeOf(stated, key, field);
    const severe = blockingInReal(stated.context);
    findings.add({ code: "siret-invalide", ...severe, place, value });
  }
  if (stated.oddParties.length > 0) findings.addAll(checkParties(stated));
  const [key, field] = wanted[1];
  const periods = checkPeriod(declared.period, stated.place);
  if (periods.length > 0) {
    const place = placeOf(stated, key, field);
    findings.addAll(periods.map((one) => ({ ...one, place })));
  }
  checkPaid(stated, findings);
};

/** A warning in every mode: the declarant's own number is what the law reads. */
const checkParties = ({ declared, oddParties, place }: StatedContribution): readonly Finding[] =>
  oddParties
    .filter(({ id }) => id !== declared.siret)
    .map(({ role, id, place: own }) => {
      const { declaration } = place;
      const of = declaration === undefined ? {} : { declaration };
      const at = { ...own, field: partyTexts[role] ?? "SIRET", ...of };
      return { code: "siret-invalide", severity: "warning", place: at, value: shown(id) };
    });

const checkThere = (
  fields: readonly (readonly [Told, string])[],
  severity: "blocking" | "warning",
  to: { readonly stated: StatedContribution; readonly findings: FindingList },
): void => {
  const { stated, findings } = to;
  for (const [key, field] of fields)
    if (stated.declared[key] === "")
      findings.add({ code: "champ-manquant", severity, place: placeOf(stated, key, field) });
};

const placeOf = ({ place, places }: StatedContribution, key: Told, field: string): Place => {
  const own = places()[key];
  const { declaration } = place;
  if (own === undefined || Object.keys(own).length === 0) return { ...place, field };
  return { ...own, field, ...(declaration === undefined ? {} : { declaration }) };
};

const checkPaid = (stated: StatedContribution, findings: FindingList): void => {
  const { declared, payments, place, total } = stated;
  const family = familyFor(payments, declared.form);
  const { declaration } = place;
  const ofTotal = (): Place =>
    total === undefined
      ? { ...place, field: "paiement" }
      : { ...total.place, field: "montant total", ...(declaration ? { declaration } : {}) };
  const tell = (found: readonly Finding[]): void => {
    for (const one of found) findings.add(isCertain(one, stated) ? one : softened(one));
  };
  const { period } = declared;
  tell(checkPayments({ payments, period, place: { ...place, field: "paiement" }, family }));
  tell(checkAmount(total?.amount ?? "", ofTotal));
  tell(checkSplit(payments, total?.amount, ofTotal));
};

/**
 * Where a payment stands is one source's word in both formats, and does not block. What the manual itself
 * names, wherever it stands, is certain: a social reference (qualifier PQ) and its key, and a mode that the organism
 * of such a reference does not take (docs/decisions/0025).
 */
const isCertain = ({ code }: Finding, { payments, qualified }: StatedContribution): boolean => {
  if (!qualified) return false;
  if (code === "reference-sociale-invalide") return true;
  return (
    code === "paiement-mode-refuse" &&
    payments.some((one) => checkSocialReference(one.socialReference) === "valid")
  );
};

export const softened = (found: Finding): Finding =>
  found.severity === "blocking" ? { ...found, severity: "warning" } : found;
