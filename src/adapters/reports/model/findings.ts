/** What the check found: where, what, and how to mend it. */

import { isDay } from "../../../domain/calendar/zoned-time.ts";
import type { Declaration } from "../../../domain/declaration.ts";
import type { Finding, Place, Severity } from "../../../domain/finding.ts";
import { findings as catalogue } from "../../../domain/findings.ts";
import { limits } from "../../../domain/limits.ts";
import type { ReportFinding } from "../../../domain/report/deposit.ts";
import { withoutNir } from "../../../domain/without-nir.ts";
import { subjectOf } from "./declarations.ts";
import { clip, printable } from "./printable.ts";

/** Worst first, then in the order of the file; bounded, because a hostile file makes thousands. */
export const findingRows = (
  found: readonly Finding[],
  declarations: readonly Declaration[],
): readonly ReportFinding[] => {
  const subjects = new Map(declarations.map((d) => [d.position, subjectOf(d)]));
  return [...found]
    .sort((a, b) => ranks[a.severity] - ranks[b.severity])
    .slice(0, limits.findingsMax)
    .map((f) => row(f, subjects.get(f.place.declaration ?? 0)));
};

const ranks: Readonly<Record<Severity, number>> = {
  blocking: 0,
  warning: 1,
  "not-checked": 2,
  information: 3,
};

const severityTexts: Readonly<Record<Severity, string>> = {
  blocking: "erreur bloquante",
  warning: "avertissement",
  "not-checked": "non contrôlé",
  information: "information",
};

const row = (f: Finding, whom: string | undefined): ReportFinding => ({
  code: f.code,
  severity: f.severity,
  severityText: severityTexts[f.severity],
  ...(f.blocksInReal ? { blocksInReal: true } : {}),
  ...subject(f.place, whom),
  place: placeText(f.place),
  ...(f.place.declaration === undefined ? {} : { declaration: f.place.declaration }),
  ...(f.value === undefined ? {} : { value: shown(f.value) }),
  ...(f.expected === undefined ? {} : { expected: shown(f.expected) }),
  what: [
    f.more === undefined ? catalogue[f.code].fr.what : oftener(f.code, f.more),
    ...(f.blocksInReal ? ["En mode réel, cela bloque l'envoi."] : []),
  ].join(" "),
  remedy: catalogue[f.code].fr.remedy,
});

const oftener = (code: Finding["code"], more: number): string =>
  `${catalogue[code].fr.what} Constaté ${more} fois de plus.`;

const shown = (value: string): string => frenchDates(clip(withoutNir(printable(value)), 200));

/** A date of ours among other words: 2027-02-02 → 02/02/2027. What is no day stays as it was read. */
const frenchDates = (text: string): string =>
  text.replace(/(?<![\w-])(\d{4})-(\d\d)-(\d\d)(?![\w-])/gu, (date, year, month, day) =>
    isDay(date) ? `${day}/${month}/${year}` : date,
  );

const wholeFile = "fichier entier";

/** A name is found in the payroll program sooner than a line number. */
const subject = (
  { declaration, field }: Place,
  named: string | undefined,
): Pick<ReportFinding, "whom" | "zone" | "subject"> => {
  const whom = named ?? (declaration === undefined ? undefined : `déclaration ${declaration}`);
  const zone = field === undefined ? undefined : fieldWord(field);
  const told = [whom, zone].filter((one) => one !== undefined).join(", ");
  return {
    ...(whom === undefined ? {} : { whom }),
    ...(zone === undefined ? {} : { zone }),
    subject: told === "" ? wholeFile : told,
  };
};

/** Elements of the XML form as the payroll program's screens call them. */
const fieldTexts: Readonly<Record<string, string>> = {
  "FR_DUE_Upload.Test.Indicator": "indicateur de test",
  "FR_Organization.SIRET.Identifier": "SIRET",
  "FR_Organization.Designation.Text": "raison sociale",
  "FR_Organization.SupplementaryDesignation.Text": "complément de raison sociale",
  "FR_Organization.APE.Code": "code APE",
  "FR_Employer.URSSAF.Code": "code Urssaf",
  "FR_PostalAddress.StreetDesignation.Text": "adresse",
  "FR_PostalAddress.Additional.Text": "complément d'adresse",
  "FR_PostalAddress.Town.Text": "ville",
  "FR_PostalAddress.Postal.Code": "code postal",
  "FR_PhoneAddress.PhoneNumber.Text": "téléphone",
  "FR_PersonIdentity.Surname.Text": "nom de naissance",
  "FR_PersonIdentity.UsualName.Text": "nom d'usage",
  "FR_PersonIdentity.ChristianName.Text": "prénom",
  "FR_PersonIdentity.Sex.Code": "sexe",
  "FR_NNI.NIR.Identifier": "numéro de sécurité sociale",
  "FR_NNI.NIRKey.Text": "clé du numéro de sécurité sociale",
  "FR_Birth.Date": "date de naissance",
  "FR_Birth.Town.Text": "lieu de naissance",
  "FR_EmployeeComplement.Birth_Department.Code": "département de naissance",
  "FR_Contract.StartContract.Date": "date d'embauche",
  "FR_Contract.StartContract.Time": "heure d'embauche",
  "FR_Contract.EndContract.Date": "date de fin de contrat",
  "FR_Contract.Nature.Code": "type de contrat",
  "FR_Contract.HealthService.Text": "service de santé au travail",
  "FR_Contract.TrialTime.Text": "période d'essai",
  "FR_EmployeeGroup.Comment.Text": "commentaire",
};

/** Some elements of the XML form have a word of the screens; all other fields are words already. */
export const fieldWord = (field: string): string =>
  (Object.hasOwn(fieldTexts, field) ? fieldTexts[field] : undefined) ?? printable(field);

/** A place that says nothing beside its subject is left out. */
export const placeNotes = ({ place }: ReportFinding): readonly string[] =>
  place === wholeFile ? [] : [place];

const placeText = (p: Place): string => {
  const where = [
    p.declaration !== undefined && `déclaration ${p.declaration}`,
    p.line !== undefined && `ligne ${p.line}`,
    p.column !== undefined && `colonne ${p.column}`,
    p.segment !== undefined && `segment ${p.segment}`,
    p.element !== undefined && `élément ${p.element}`,
    // The end of an XML element's own name finds it in the file, and fits a narrow column.
    p.field !== undefined &&
      Object.hasOwn(fieldTexts, p.field) &&
      `balise ${p.field.slice(p.field.indexOf(".") + 1)}`,
  ].filter((t) => t !== false);
  return where.length > 0 ? where.join(", ") : wholeFile;
};
