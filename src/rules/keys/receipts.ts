/** `ar.*`: the receipts that a rule expects (design §3; formats.md §7: three levels, 24 h, 48 h, 5 jours ouvrés). */
import { isPlausibleAddress } from "../../domain/address.ts";
import { limits } from "../../domain/limits.ts";
import {
  type AskableGrade,
  askableGrades,
  type ExpectedReceipts,
  type FilingPolicy,
  filingPolicies,
  type ReceiptDelay,
  type ReceiptLevel,
  receiptLevels,
} from "../../domain/receipt/expected.ts";
import { key, type Parsed, told, type ValueOf, wrong } from "../key.ts";
import { choiceTold, delay, delayTold, listOf, oneOf, someText } from "../values.ts";

const level = (text: string): Parsed<ReceiptLevel> => {
  const found = receiptLevels.find((each) => String(each) === text);
  return found === undefined ? wrong("1, 2 ou 3", "1, 2 or 3") : { value: found };
};

const levels = (text: string): Parsed<readonly ReceiptLevel[]> => {
  const read = listOf(level)(text);
  if ("wrong" in read) return wrong("des niveaux parmi 1, 2, 3", "levels among 1, 2, 3");
  return { value: [...new Set(read.value)].toSorted((a, b) => a - b) };
};

const sender = (text: string): Parsed<string> => {
  const domain = text.startsWith("@") && isPlausibleAddress(`x${text}`);
  return domain || isPlausibleAddress(text)
    ? { value: text.toLowerCase() }
    : { ...wrong("une adresse, ou @domaine", "an address, or @domain"), code: "adresse-invalide" };
};

const delayKey = (of: ReceiptLevel) =>
  key<ReceiptDelay>({
    told: told(
      `Délai de l'accusé de niveau ${of}, compté depuis la remise au serveur.`,
      `Delay of the receipt of level ${of}, counted from the hand-over to the server.`,
    ),
    values: delayTold,
    example: of === 3 ? "5 jours ouvrés" : "48h",
    absent: told("le délai par défaut de l'agent", "the agent's own delay"),
    parse: delay,
  });

export const receiptKeys = {
  "ar.attendus": key<readonly ReceiptLevel[]>({
    told: told(
      "Niveaux d'accusé qui closent un dépôt ; sans eux, un dépôt n'est jamais clos.",
      "Levels of receipt that close a deposit; without them, a deposit is never closed.",
    ),
    values: told(
      "des niveaux parmi 1, 2, 3, séparés par des virgules",
      "levels among 1, 2, 3, separated by commas",
    ),
    example: "1,2,3",
    absent: told("aucun", "none"),
    parse: levels,
  }),
  "ar.de": key<readonly string[]>({
    told: told("Qui peut répondre.", "Who may answer."),
    values: told(
      "des adresses, ou @domaine pour tout un domaine",
      "addresses, or @domain for a whole domain",
    ),
    example: "accuses@organisme.example, @accuses.example",
    absent: told("le domaine du destinataire", "the recipient's domain"),
    parse: listOf(sender),
  }),
  "ar.sujet": key<string>({
    told: told("Objet du courrier d'accusé.", "Subject of the receipt's mail."),
    values: told(
      "un motif ; * remplace des caractères, ? un seul",
      "a pattern; * stands for characters, ? for one",
    ),
    example: "Fichier des AR*",
    absent: told("n'importe lequel", "any"),
    parse: someText(limits.globCharsMax),
  }),
  "ar.piece": key<string>({
    told: told("Nom de la pièce jointe de l'accusé.", "Name of the receipt's attachment."),
    values: told(
      "un motif ; * remplace des caractères, ? un seul",
      "a pattern; * stands for characters, ? for one",
    ),
    example: "dpae*.txt",
    absent: told("n'importe lequel", "any"),
    parse: someText(limits.globCharsMax),
  }),
  "ar.boites": key<readonly string[]>({
    told: told(
      "Identités dont la boîte peut recevoir l'accusé.",
      "Identities whose mailbox may receive it.",
    ),
    values: told("des noms d'identités des réglages", "names of identities of the settings"),
    example: "cabinet, retours",
    absent: told("celle de l'expéditeur", "the sender's"),
    parse: listOf(someText(limits.globCharsMax)),
  }),
  "ar.delai.1": delayKey(1),
  "ar.delai.2": delayKey(2),
  "ar.delai.3": delayKey(3),
  "ar.authenticite": key<AskableGrade>({
    told: told(
      "Preuve demandée à un accusé : A signature vérifiée, B avis de notre propre serveur, C ressemblance seulement.",
      "Proof asked of a receipt: A verified signature, B our own server's word, C a mere likeness.",
    ),
    values: choiceTold(askableGrades),
    example: "B",
    absent: told("B", "B"),
    parse: oneOf(askableGrades),
  }),
  "ar.depot": key<FilingPolicy>({
    told: told(
      "Quand l'accusé précédent du même nom attend encore dans AR : le remplacer, numéroter le nouveau, ou attendre.",
      "When the former receipt of that name still waits in AR: replace it, number the new one, or wait.",
    ),
    values: choiceTold(filingPolicies),
    example: "attendre",
    absent: told("remplacer", "remplacer"),
    parse: oneOf(filingPolicies),
  }),
} as const;

export type ReceiptValues = {
  readonly [K in keyof typeof receiptKeys]?: ValueOf<(typeof receiptKeys)[K]>;
};

/** Undefined when the rule says nothing of receipts. */
export const expectedOf = (values: ReceiptValues): ExpectedReceipts | undefined => {
  const delays = receiptLevels.flatMap((of) => {
    const told = values[`ar.delai.${of}`];
    return told === undefined ? [] : [[of, told] as const];
  });
  const named = [
    ["levels", values["ar.attendus"]],
    ["from", values["ar.de"]],
    ["subject", values["ar.sujet"]],
    ["attachment", values["ar.piece"]],
    ["mailboxes", values["ar.boites"]],
    ["delays", delays.length === 0 ? undefined : Object.fromEntries(delays)],
    ["grade", values["ar.authenticite"]],
    ["filing", values["ar.depot"]],
  ] as const satisfies readonly (readonly [keyof ExpectedReceipts, unknown])[];
  const said = named.filter(([, value]) => value !== undefined);
  return said.length === 0 ? undefined : Object.fromEntries(said);
};
