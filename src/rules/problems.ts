/** What each problem of a rule file means, and what to do about it, for people. */
import { closest } from "../foundation/closest.ts";
import { knownKeys } from "./keys.ts";
import type { RuleProblem, RuleProblemCode } from "./rule.ts";

interface ProblemText {
  readonly what: string;
  readonly remedy: string;
}

type Lang = "fr" | "en";

/** « mapibox.cfg, ligne 3, sjet : clé inconnue… ». `file` is the name people know it by. */
export const describeProblem = (problem: RuleProblem, file: string, lang: Lang): string => {
  const { what, remedy } = ruleProblemTexts[problem.code][lang];
  const place = [
    file,
    ...(problem.line > 0 ? [`${lang === "fr" ? "ligne" : "line"} ${problem.line}`] : []),
    ...(problem.key === "" ? [] : [problem.key]),
  ].join(", ");
  const value = shownValue(problem.value, lang);
  const hint = slip(problem, lang);
  const expected = problem.expected
    ? `${lang === "fr" ? "Attendu : " : "Expected: "}${problem.expected[lang]}. `
    : "";
  return `${place}${lang === "fr" ? " : " : ": "}${what}${value}. ${expected}${remedy}${hint}`;
};

const shownValue = (value: string, lang: Lang): string => {
  if (value === "") return "";
  return lang === "fr" ? ` (« ${value} »)` : ` (“${value}”)`;
};

const slip = (problem: RuleProblem, lang: Lang): string => {
  const meant = problem.code === "cle-inconnue" ? closest(problem.key, knownKeys) : undefined;
  if (meant === undefined) return "";
  return lang === "fr" ? ` Vouliez-vous écrire « ${meant} » ?` : ` Did you mean “${meant}”?`;
};

export const ruleProblemTexts: Readonly<
  Record<RuleProblemCode, Readonly<Record<Lang, ProblemText>>>
> = {
  "cle-inconnue": {
    fr: {
      what: "clé inconnue, ignorée",
      remedy: "Les clés sont profil, a, sujet, note, encodage et remplace.",
    },
    en: {
      what: "unknown key, ignored",
      remedy: "The keys are profil, a, sujet, note, encodage and remplace.",
    },
  },
  "cle-non-prise-en-charge": {
    fr: {
      what: "cette clé n'est pas encore prise en charge, et l'ignorer serait dangereux",
      remedy: "Retirez la ligne ; rien ne part tant qu'elle est là.",
    },
    en: {
      what: "this key is not supported yet, and to ignore it would be dangerous",
      remedy: "Remove the line; nothing goes while it stands.",
    },
  },
  "cle-double": {
    fr: {
      what: "clé écrite plusieurs fois",
      remedy:
        "Gardez une seule ligne : la dernière vaut pour sujet et note, mais a, profil et encodage ne peuvent pas se contredire.",
    },
    en: {
      what: "key written more than once",
      remedy:
        "Keep one line: the last one counts for sujet and note, but a, profil and encodage cannot contradict themselves.",
    },
  },
  "ligne-sans-egal": {
    fr: {
      what: "ligne sans signe égal, ignorée",
      remedy: "Écrivez clé=valeur, ou commencez la ligne par # pour un commentaire.",
    },
    en: {
      what: "line without an equals sign, ignored",
      remedy: "Write key=value, or begin the line with # for a comment.",
    },
  },
  "destinataire-absent": {
    fr: { what: "destinataire absent", remedy: "Ajoutez une ligne a=adresse de l'organisme." },
    en: { what: "no recipient", remedy: "Add a line a=address of the organism." },
  },
  "adresse-invalide": {
    fr: {
      what: "ceci n'est pas une adresse de courrier",
      remedy: "Écrivez une seule adresse, sans nom ni chevrons, de la forme nom@domaine.fr.",
    },
    en: {
      what: "this is not a mail address",
      remedy: "Write a single address, without name or angle brackets, such as name@domain.fr.",
    },
  },
  "encodage-ambigu": {
    fr: {
      what: "les accents se lisent aussi bien en Windows-1252 qu'en CP850",
      remedy:
        "Ajoutez une ligne encodage=windows-1252 ou encodage=cp850, ou enregistrez le fichier en UTF-8.",
    },
    en: {
      what: "the accents read as well in Windows-1252 as in CP850",
      remedy: "Add a line encodage=windows-1252 or encodage=cp850, or save the file in UTF-8.",
    },
  },
  "encodage-inconnu": {
    fr: {
      what: "l'encodage annoncé est inconnu, ou les octets du fichier le contredisent",
      remedy:
        "Enregistrez le fichier en UTF-8, ou écrivez encodage=utf-8, windows-1252 ou cp850 selon ce qu'il est.",
    },
    en: {
      what: "the announced encoding is unknown, or the file's bytes contradict it",
      remedy:
        "Save the file in UTF-8, or write encodage=utf-8, windows-1252 or cp850 as it really is.",
    },
  },
  "section-non-prise-en-charge": {
    fr: {
      what: "les [sections] ne sont pas encore prises en charge",
      remedy: "Faites un dossier par règle, chacun avec son fichier sans section.",
    },
    en: {
      what: "[sections] are not supported yet",
      remedy: "Make one dossier per rule, each with its own file without sections.",
    },
  },
  "caractere-interdit": {
    fr: {
      what: "caractère interdit",
      remedy: "Retapez la ligne, ou enregistrez le fichier en UTF-8 depuis un éditeur de texte.",
    },
    en: {
      what: "forbidden character",
      remedy: "Type the line again, or save the file in UTF-8 from a text editor.",
    },
  },
  "profil-inconnu": {
    fr: {
      what: "ce profil n'est le nom d'aucune identité des réglages",
      remedy:
        "Ajoutez-le aux `legacyNames` d'une identité ; avec une seule identité, c'est elle qui envoie.",
    },
    en: {
      what: "this profile is the name of no identity of the settings",
      remedy: "Add it to the `legacyNames` of an identity; when there is only one, that one sends.",
    },
  },
  "profil-ambigu": {
    fr: {
      what: "plusieurs identités sont possibles, ou aucune n'est réglée",
      remedy: "Écrivez profil=nom de l'identité qui doit envoyer.",
    },
    en: {
      what: "several identities are possible, or none is set",
      remedy: "Write profil=name of the identity that must send.",
    },
  },
  "fichier-trop-gros": {
    fr: {
      what: "le fichier est bien trop gros pour des règles",
      remedy: "Vérifiez que c'est le bon fichier : une règle tient en quatre lignes.",
    },
    en: {
      what: "the file is far too large for rules",
      remedy: "Check that it is the right file: a rule is four lines.",
    },
  },
  "valeur-invalide": {
    fr: { what: "valeur inattendue", remedy: "Corrigez-la." },
    en: { what: "unexpected value", remedy: "Correct it." },
  },
  "texte-trop-long": {
    fr: { what: "texte trop long", remedy: "Raccourcissez-le." },
    en: { what: "text too long", remedy: "Make it shorter." },
  },
};
