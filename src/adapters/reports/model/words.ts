/** The small words that several sections of a report share. */
import type { FormatName, JudgedBy } from "../../../domain/declaration.ts";
import type { Instant } from "../../../domain/ids.ts";
import type { Mode } from "../../../domain/mode.ts";
import { frenchDateTime, frenchDeadline, parisIso } from "../../../domain/paris-time.ts";
import type { Grade, VerdictIs } from "../../../domain/receipt/verdict.ts";
import type { ReportModel, When } from "../../../domain/report/deposit.ts";

export const when = (at: Instant): When => {
  const iso = parisIso(at);
  return { iso, clock: iso.slice(11, 19), text: frenchDateTime(at) };
};

/** The same of a deadline. */
export const by = (at: Instant): When => ({ ...when(at), text: frenchDeadline(at) });

export const modeWord: Readonly<Record<Mode, string>> = {
  test: "test",
  essai: "essai",
  reel: "réel",
};

export const formatText = (format: FormatName): string => {
  switch (format) {
    case "dpae-flat":
      return "DPAE, fichier texte";
    case "dpae-xml":
      return "DPAE, fichier XML";
    case "ducs-edifact":
      return "DUCS, message EDIFACT";
    case "ducs-flat":
      return "DUCS, fichier texte";
  }
};

/** How much a receipt can be believed, as a clerk says it (mail.md §4). */
export const authenticity = (grade: Grade): string => {
  switch (grade) {
    case "A":
      return "authentifié par sa signature";
    case "B":
      return "authentifié par votre serveur de messagerie";
    case "C":
      return "non authentifié : à confirmer";
    case "F":
      return "suspect : les contrôles d'authenticité le démentent";
    case "H":
      return "déposé par une personne";
  }
};

export const verdictWord = (is: VerdictIs): string => {
  switch (is) {
    case "received":
      return "reçue";
    case "registered":
      return "enregistrée";
    case "refused":
      return "refusée";
    case "to-read":
      return "à lire";
  }
};

/** What judged a file: a layout that the organism did not publish is said to be so (formats.md, head). */
export const rulesText = ({ name, source, official }: JudgedBy): string =>
  `${name} (${official ? "publiées par l'organisme" : "disposition non officielle"}) : ${source}`;

export const noAcceptance =
  "Un fichier sans erreur n'est pas un fichier accepté : seul l'accusé de l'organisme le prouve.";

/** `999 999 999 00012`; any other text is given back as it is. */
export const spacedSiret = (siret: string): string =>
  /^\d{14}$/u.test(siret) ? siret.replace(/(\d{3})(\d{3})(\d{3})(\d{5})/u, "$1 $2 $3 $4") : siret;

export const glossary: ReportModel["words"] = [
  {
    word: "remis au serveur d'envoi",
    meaning:
      "Le serveur de messagerie a pris le courrier. Cela ne prouve pas que l'organisme l'a reçu.",
  },
  {
    word: "reçue",
    meaning:
      "L'organisme a la déclaration (accusé de niveau 1 ou 2), mais ne l'a pas encore enregistrée.",
  },
  {
    word: "enregistrée",
    meaning: "L'organisme l'a enregistrée et l'accusé est authentifié, ou déposé par une personne.",
  },
  {
    word: "à confirmer",
    meaning:
      "L'accusé n'est pas authentifié : n'importe qui peut l'avoir écrit. Il ne suffit pas comme preuve.",
  },
];
