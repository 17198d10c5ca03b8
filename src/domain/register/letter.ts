/** The letter that tells an organism what changed (seed 002 §2.10.1), to print and sign. French: it is for people. */
import { frenchDate } from "../paris-time.ts";
import type { AnnouncedWhat, ToAnnounce } from "./announce.ts";
import { type Entry, valueOf } from "./entry.ts";

const names: Readonly<Record<AnnouncedWhat, string>> = {
  compte: "domiciliation bancaire",
  mode: "mode de paiement",
  "adresse-ar": "adresse de réception des accusés",
  siren: "numéro Siren",
  logiciel: "logiciel de paie",
};

export const changeText = ({ what, before, now }: ToAnnounce): string =>
  `${names[what]} : ${now}${before === "" ? "" : ` (auparavant : ${before})`}`;

export const letterText = (about: {
  readonly entries: readonly Entry[];
  readonly siret: string;
  readonly organism: string;
  readonly changes: readonly ToAnnounce[];
  readonly today: string;
}): string => {
  const { entries, siret, organism, changes, today } = about;
  const row = (table: Entry["table"], fits: (of: (column: string) => string) => boolean) => {
    const found = entries.find((e) => e.table === table && fits((column) => valueOf(e, column)));
    return (column: string): string => (found ? valueOf(found, column) : "");
  };
  const employer = row("employeurs", (of) => of("siret") === siret);
  const whom = row("organismes", (of) => of("code") === organism);
  const desk = row("contacts", (of) => of("organisme") === organism && of("usage") === "adhesion");
  const number = row("numeros", (of) => of("siret") === siret && of("organisme") === organism);
  const right = " ".repeat(40);
  const block = (of: (column: string) => string): readonly string[] =>
    [of("adresse"), [of("code_postal"), of("ville")].filter(Boolean).join(" ")].filter(Boolean);
  const isNewEmployer = changes.some((c) => c.what === "siren");
  const ask = isNewEmployer
    ? "Le numéro Siren ayant changé, nous vous prions de résilier l'adhésion précédente et vous adressons une nouvelle demande d'adhésion."
    : "Nous vous prions d'en tenir compte à réception de la présente.";
  const known = number("numero");
  return [
    employer("raison_sociale"),
    ...block(employer),
    `SIRET ${siret}${known === "" ? "" : ` — votre référence ${known}`}`,
    "",
    ...[whom("nom"), desk("nom"), ...block(desk)].filter(Boolean).map((line) => right + line),
    "",
    `${right}Le ${frenchDate(today)}`,
    "",
    "Objet : modification de notre adhésion à la DUCS-EDI",
    "",
    "Madame, Monsieur,",
    "",
    "Depuis que nous vous en avons informés pour la dernière fois, ont changé :",
    "",
    ...changes.map((change) => `  - ${changeText(change)}`),
    "",
    ask,
    "",
    "Veuillez agréer, Madame, Monsieur, nos salutations distinguées.",
    "",
    "",
    right + (employer("representant") || employer("raison_sociale")),
    "",
  ].join("\n");
};
