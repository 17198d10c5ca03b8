/** The keys that say what is made of the declarations a rule has chosen: who sends what, to whom, how far, when. */
import { isPlausibleAddress } from "../../domain/address.ts";
import { limits } from "../../domain/limits.ts";
import { type Mode, modes } from "../../domain/mode.ts";
import { companionPath, pathsTold } from "../companion.ts";
import { key, type Parsed, told, type ValueOf, wrong } from "../key.ts";
import { forbiddenInLine, forbiddenInNote } from "../text.ts";
import { choiceTold, listOf, oneOf, yesOrNo, yesOrNoTold } from "../values.ts";
import { approvalKeys } from "./approval.ts";

const address = (text: string): Parsed<string> =>
  isPlausibleAddress(text)
    ? { value: text }
    : {
        ...wrong(
          "une seule adresse, sans nom ni chevrons, de la forme nom@domaine.fr",
          "a single address, without name or angle brackets, such as name@domain.fr",
        ),
        code: "adresse-invalide",
      };

const hour = (text: string): Parsed<string> =>
  /^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(text)
    ? { value: text }
    : wrong("une heure comme 08:30", "an hour such as 08:30");

/** A line of text for a header: never longer than a header takes, never with what could end it. */
const headerText = (text: string): Parsed<string> =>
  checkedText(text, forbiddenInLine, limits.subjectCharsMax);
const noteText = (text: string): Parsed<string> =>
  checkedText(text, forbiddenInNote, limits.noteCharsMax);

const checkedText = (text: string, forbidden: RegExp, max: number): Parsed<string> => {
  const found = forbidden.exec(text)?.[0];
  if (found !== undefined)
    return { ...wrong(codePoint(found), codePoint(found)), code: "caractere-interdit" };
  if (text.length <= max) return { value: text };
  return {
    ...wrong(`${text.length} > ${max}`, `${text.length} > ${max}`),
    code: "texte-trop-long",
  };
};

const codePoint = (char: string): string =>
  char === "=?"
    ? char
    : `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

const sealing = (text: string): Parsed<string> =>
  /^[\p{L}\p{N}][\p{L}\p{N}_.-]{0,63}$/u.test(text)
    ? { value: text.toLowerCase() === "aucun" ? "" : text }
    : wrong(
        "aucun, ou le nom d'un chiffrement des réglages",
        "aucun, or the name of a sealer of the settings",
      );

const no = told("non", "non");
const none = told("aucun", "none");

export const sendKeys = {
  profil: key<string>({
    told: told("L'identité qui envoie.", "The identity that sends."),
    values: told("son nom, ou l'un de ses legacyNames", "its name, or one of its legacyNames"),
    example: "Microsoft Outlook",
    absent: told("la seule identité des réglages", "the only identity of the settings"),
    grave: true,
    parse: headerText,
  }),
  a: key<string>({
    told: told("L'adresse de l'organisme.", "The organism's address."),
    values: told("une seule adresse", "a single address"),
    example: "dpae@organisme.example",
    absent: told("celle du plan d'adressage", "that of the addressing plan"),
    grave: true,
    parse: address,
  }),
  sujet: key<string>({
    told: told(
      "L'objet du courrier ; {{nom}} écrit un champ déclaré.",
      "The mail's subject; {{name}} writes a declared field.",
    ),
    values: told("une ligne", "one line"),
    example: "DUCS {{siret}} {{periode}}",
    absent: told("vide", "empty"),
    parse: headerText,
  }),
  note: key<string>({
    told: told("Le texte du courrier.", "The mail's text."),
    values: told("une ligne ; note+= en ajoute d'autres", "one line; note+= adds others"),
    example: "Veuillez trouver ci-joint notre fichier.",
    absent: told("vide", "empty"),
    parse: noteText,
  }),
  "note+": key<string>({
    told: told(
      "Une ligne de plus au texte ; répétable.",
      "One more line of the text; may be repeated.",
    ),
    values: told("une ligne, vide ou non", "one line, empty or not"),
    example: "Cordialement,",
    absent: none,
    parse: noteText,
  }),
  "note.fichier": key<string>({
    told: told("Le texte du courrier, dans un fichier.", "The mail's text, in a file."),
    values: pathsTold,
    example: "note.txt",
    absent: none,
    parse: companionPath,
  }),
  joindre: key<readonly string[]>({
    told: told(
      "D'autres pièces jointes, après la déclaration.",
      "Further attachments, after the declaration.",
    ),
    values: pathsTold,
    example: "bordereau.pdf",
    absent: none,
    parse: listOf(companionPath),
  }),
  copie: key<boolean>({
    told: told(
      "Une copie à l'identité elle-même, dans le même envoi : preuve de départ.",
      "A copy to the identity itself, in the same transaction: proof that it left.",
    ),
    values: yesOrNoTold,
    example: "oui",
    absent: no,
    parse: yesOrNo,
  }),
  "copie.bureau": key<readonly string[]>({
    told: told(
      "Copies pour le bureau : chacune est un courrier à part, jamais dans celui de l'organisme.",
      "Copies for the office: each is a mail of its own, never in the organism's.",
    ),
    values: told("des adresses séparées par des virgules", "addresses separated by commas"),
    example: "archives@cabinet.example",
    absent: none,
    parse: listOf(address),
  }),
  mode: key<Mode>({
    told: told(
      "Va moins loin que le dossier : test (rien ne part), essai (adresse de test) ; ne peut jamais aller plus loin.",
      "Goes less far than the dossier: test (nothing leaves), essai (test address); it can never go further.",
    ),
    values: choiceTold(modes),
    example: "essai",
    absent: told("celui du dossier", "the dossier's"),
    grave: true,
    parse: oneOf(modes),
  }),
  chiffrement: key<string>({
    told: told(
      "Le chiffrement demandé. Un dépôt qui ne peut être chiffré est retenu, jamais envoyé en clair.",
      "The sealing asked for. A deposit that cannot be sealed is held, never sent in clear.",
    ),
    values: told(
      "aucun, ou le nom d'un chiffrement des réglages",
      "aucun, or the name of a sealer of the settings",
    ),
    example: "cirso",
    absent: none,
    grave: true,
    parse: sealing,
  }),
  remplace: key<boolean>({
    told: told(
      "Une déclaration déjà envoyée est remplacée sans question : la dernière compte.",
      "A declaration sent before is replaced without asking: the last one counts.",
    ),
    values: yesOrNoTold,
    example: "oui",
    absent: no,
    parse: yesOrNo,
  }),
  incertain: key<"attendre" | "renvoyer">({
    told: told(
      "Quand un envoi est peut-être arrivé et qu'aucune preuve n'est venue : attendre une personne, ou renvoyer les mêmes octets.",
      "When a mail may have arrived and no proof came: wait for a person, or send the same bytes again.",
    ),
    values: choiceTold(["attendre", "renvoyer"]),
    example: "attendre",
    absent: told("attendre", "attendre"),
    grave: true,
    parse: oneOf(["attendre", "renvoyer"]),
  }),
  decouper: key<boolean>({
    told: told(
      "Un fichier qui va à plusieurs adresses devient un courrier par adresse, chacun avec un fichier valable.",
      "A file that goes to several addresses becomes one mail per address, each with a valid file.",
    ),
    values: yesOrNoTold,
    example: "oui",
    absent: no,
    parse: yesOrNo,
  }),
  ...approvalKeys,
  "envoi.apres": key<string>({
    told: told("Pas avant cette heure (Paris).", "Not before this hour (Paris)."),
    values: told("HH:MM", "HH:MM"),
    example: "08:00",
    absent: told("à toute heure", "at any hour"),
    parse: hour,
  }),
  "envoi.avant": key<string>({
    told: told(
      "Pas à partir de cette heure ; un délai légal passe avant.",
      "Not from this hour on; a legal deadline is stronger.",
    ),
    values: told("HH:MM", "HH:MM"),
    example: "19:00",
    absent: told("à toute heure", "at any hour"),
    parse: hour,
  }),
  partage: key<boolean>({
    told: told(
      "L'organisme prend les essais à cette adresse réelle ; ils y sont reconnus à la marque ou à l'indicateur du fichier.",
      "The organism takes tests at this real address; they are told by the mark, or by the file's own flag.",
    ),
    values: yesOrNoTold,
    example: "oui",
    absent: no,
    grave: true,
    parse: yesOrNo,
  }),
  marque: key<string>({
    told: told("Ce que l'objet d'un essai contient.", "What the subject of an essai contains."),
    values: told("un mot", "one word"),
    example: "TEST01",
    absent: told("ESSAI", "ESSAI"),
    parse: (text) =>
      /^[\p{L}\p{N}_-]{1,32}$/u.test(text)
        ? { value: text }
        : wrong("un mot de lettres et de chiffres", "one word of letters and digits"),
  }),
} as const;

export type SendValues = { readonly [K in keyof typeof sendKeys]?: ValueOf<(typeof sendKeys)[K]> };
