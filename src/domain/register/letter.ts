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

export const changeText = ({ what, before, now }: ToAnnounce): string => {
  const shown = (value: string): string => valueText(what, value);
  return `${names[what]} : ${shown(now)}${before === "" ? "" : ` (auparavant : ${shown(before)})`}`;
};

const modes: Readonly<Record<string, string>> = {
  cheque: "chèque",
  prelevement: "prélèvement",
  telereglement: "télérèglement",
};

/** A RIB in its four parts; several ones after commas. */
const valueText = (what: AnnouncedWhat, value: string): string => {
  if (what === "mode") return modes[value] ?? value;
  if (what !== "compte") return value;
  const parts = /^(.{5})(.{5})(.{11})(.{2})$/u;
  return value
    .split(" ")
    .map((rib) => rib.replace(parts, "$1 $2 $3 $4"))
    .join(", ");
};

export interface LetterAsked {
  readonly entries: readonly Entry[];
  readonly siret: string;
  readonly organism: string;
  readonly changes: readonly ToAnnounce[];
  readonly today: string;
}

/** Its parts, for whoever prints it. */
export interface AnnouncementLetter {
  readonly sender: readonly string[];
  readonly recipient: readonly string[];
  readonly date: string;
  readonly subject: string;
  readonly opening: readonly string[];
  readonly changes: readonly string[];
  readonly closing: readonly string[];
  readonly signature: string;
}

export const announcementLetter = (about: LetterAsked): AnnouncementLetter => {
  const { entries, siret, organism, changes, today } = about;
  const row = (table: Entry["table"], fits: (of: (column: string) => string) => boolean) => {
    const found = entries.find((e) => e.table === table && fits((column) => valueOf(e, column)));
    return (column: string): string => (found ? valueOf(found, column) : "");
  };
  const employer = row("employeurs", (of) => of("siret") === siret);
  const whom = row("organismes", (of) => of("code") === organism);
  const desk = deskFor(entries, organism);
  const number = row("numeros", (of) => of("siret") === siret && of("organisme") === organism);
  const block = (of: (column: string) => string): readonly string[] =>
    [of("adresse"), [of("code_postal"), of("ville")].filter(Boolean).join(" ")].filter(Boolean);
  const isNewEmployer = changes.some((c) => c.what === "siren");
  const ask = isNewEmployer
    ? "Le numéro Siren ayant changé, nous vous prions de résilier l'adhésion précédente et vous adressons une nouvelle demande d'adhésion."
    : "Nous vous prions d'en tenir compte à réception de la présente.";
  const known = number("numero");
  return {
    sender: [
      employer("raison_sociale"),
      ...block(employer),
      `SIRET ${siret}${known === "" ? "" : ` — votre référence ${known}`}`,
    ],
    recipient: [whom("nom"), desk("nom"), ...block(desk)].filter(Boolean),
    date: `Le ${frenchDate(today)}`,
    subject: "Objet : modification de notre adhésion à la DUCS-EDI",
    opening: [
      "Madame, Monsieur,",
      "Depuis que nous vous en avons informés pour la dernière fois, ont changé :",
    ],
    changes: changes.map(changeText),
    closing: [ask, "Veuillez agréer, Madame, Monsieur, nos salutations distinguées."],
    signature: employer("representant") || employer("raison_sociale"),
  };
};

/** Whose business adhesions are, else the next that has an address: a letter without one cannot be posted. */
const desks = ["adhesion", "convention", "gestion", "secours", "technique"] as const;

const deskFor = (entries: readonly Entry[], organism: string): ((column: string) => string) => {
  const own = entries.filter((e) => e.table === "contacts" && valueOf(e, "organisme") === organism);
  const found = desks
    .flatMap((usage) => own.filter((e) => valueOf(e, "usage") === usage))
    .find((e) => valueOf(e, "adresse") !== "");
  return (column) => (found ? valueOf(found, column) : "");
};

export const letterText = (about: LetterAsked): string => {
  const letter = announcementLetter(about);
  const right = " ".repeat(40);
  return [
    ...letter.sender,
    "",
    ...letter.recipient.map((line) => right + line),
    "",
    right + letter.date,
    "",
    letter.subject,
    "",
    ...letter.opening.flatMap((text) => [text, ""]),
    ...letter.changes.map((change) => `  - ${change}`),
    "",
    ...letter.closing.flatMap((text) => [text, ""]),
    "",
    right + letter.signature,
    "",
  ].join("\n");
};
