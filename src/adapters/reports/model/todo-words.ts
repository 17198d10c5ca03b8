/** What a clerk is told to do next, in French as reports are filed, in English for the page. */
import type { DepositId, ReceiptId } from "../../../domain/ids.ts";
import { backFr } from "./part-words.ts";
import type { TimelineLanguage } from "./timeline-words.ts";

type Word = "fax" | "phone" | "post";

export interface TodoWords {
  readonly see: (by: DepositId) => string;
  readonly firstRead: string;
  readonly correctLeft: (left: number) => string;
  readonly dossier: (name: string) => string;
  readonly dropCorrected: (dossier: string) => string;
  readonly proofSought: string;
  readonly askForHelp: string;
  readonly sameBytes: string;
  /** A rule that replaces what was not consumed leaves only the newest AR under one name (docs/receipts.md). */
  readonly perhapsReplaced: string;
  readonly readFiled: (name: string, dossier: string, replaced: string) => string;
  readonly readMail: (subject: string, sender: string) => string;
  readonly compare: (said: readonly string[]) => string;
  readonly means: Readonly<Record<Word, string>>;
  readonly word: (receipt: ReceiptId, means: string, by: string) => string;
  readonly vouch: (receipt: ReceiptId) => string;
  readonly denied: (receipt: ReceiptId) => string;
  readonly back: (receipt: ReceiptId) => string;
  readonly unexplained: (codes: readonly string[]) => string;
  readonly correct: string;
  readonly wholeAgain: (dossier: string) => string;
  readonly newFile: (dossier: string) => string;
  readonly onlyRefused: string;
  readonly silence: Readonly<Record<"ducs" | "other", string>>;
}

const fr: TodoWords = {
  see: (by) =>
    `Voyez le compte rendu du dépôt ${by} : il déclare de nouveau ce qui est refusé ici.`,
  firstRead: "Ne préparez pas d'autre fichier avant de l'avoir lu.",
  correctLeft: (left) =>
    `Corrigez et redéposez ${left === 1 ? "la déclaration refusée qui n'y est pas" : `les ${left} déclarations refusées qui n'y sont pas`}.`,
  dossier: (name) => `dossier « ${name} »`,
  dropCorrected: (dossier) => `Déposez le fichier corrigé dans le ${dossier}.`,
  proofSought:
    "Une preuve est cherchée dans la boîte aux lettres : accusé de l'organisme ou avis de non-remise.",
  askForHelp:
    "Si rien n'est venu avant l'échéance, prévenez le service informatique : il décidera d'un nouvel envoi.",
  sameBytes:
    "Si vous vouliez envoyer une correction, relancez la préparation : le fichier déposé est le même, octet pour octet.",
  perhapsReplaced: ", si aucun accusé plus récent n'a pris ce nom",
  readFiled: (name, dossier, replaced) => `Lisez l'accusé AR/${name} du ${dossier}${replaced}.`,
  readMail: (subject, sender) =>
    `Lisez le courrier ${subject === "" ? `sans objet de ${sender}` : `« ${subject} »`} dans la boîte aux lettres.`,
  compare: (said) => `Comparez ce qui a été enregistré : ${said.join(" ; ")}.`,
  means: { fax: "télécopie", phone: "téléphone", post: "courrier postal" },
  word: (receipt, means, by) => `${receipt}, ${means}, par ${by}`,
  vouch: (id) =>
    `S'il vient bien de l'organisme, une personne peut en répondre en disant comment elle s'en est assurée : facteur receipt confirm ${id} --reason "…".`,
  denied: (id) =>
    `L'accusé ${id} contredit son expéditeur : demandez à l'organisme s'il vient de lui. S'il en vient (une passerelle a pu l'abîmer), une personne peut en répondre en disant pourquoi : facteur receipt confirm ${id} --reason "…".`,
  back: (id) => backFr(id, "redéposez le fichier"),
  unexplained: (codes) => {
    const [code, its] =
      codes.length === 1 ? ["le code", "sa signification"] : ["les codes", "leur signification"];
    return `L'accusé n'explique pas ${code} ${codes.join(", ")} : si le guide de l'organisme n'en dit rien, demandez-lui ${its}.`;
  },
  correct: "Corrigez les déclarations refusées dans le logiciel de paie.",
  wholeAgain: (dossier) =>
    `Préparez la nouvelle déclaration entière et déposez-la dans le ${dossier} : elle annule et remplace la précédente.`,
  newFile: (dossier) => `Préparez un nouveau fichier et déposez-le dans le ${dossier}.`,
  onlyRefused: "N'y mettez que les déclarations refusées : les autres sont déjà enregistrées.",
  silence: {
    ducs: "Sans accusé au bout de 48 heures, le courrier n'est peut-être pas arrivé : appelez l'organisme.",
    other: "Si l'accusé n'arrive pas dans le délai habituel, appelez l'organisme.",
  },
};

/** No command stands in it: the page has a button for each. */
const en: TodoWords = {
  see: (by) => `See deposit ${by}: it declares again what is refused here.`,
  firstRead: "Prepare no other file before you have read it.",
  correctLeft: (left) =>
    `Correct and drop again ${left === 1 ? "the refused declaration that is not in it" : `the ${left} refused declarations that are not in it`}.`,
  dossier: (name) => `the dossier “${name}”`,
  dropCorrected: (dossier) => `Drop the corrected file in ${dossier}.`,
  proofSought:
    "A proof is sought in the mailbox: the organism's receipt, or a notice that it did not arrive.",
  askForHelp:
    "If nothing came before the deadline, tell whoever administers the agent: they decide whether it is sent again.",
  sameBytes:
    "If you meant to send a correction, prepare it again: the file that was dropped is the same, byte by byte.",
  perhapsReplaced: ", unless a later receipt took this name",
  readFiled: (name, dossier, replaced) => `Read the receipt AR/${name} of ${dossier}${replaced}.`,
  readMail: (subject, sender) =>
    `Read the mail ${subject === "" ? `without a subject from ${sender}` : `“${subject}”`} in the mailbox.`,
  compare: (said) => `Compare what was recorded: ${said.join("; ")}.`,
  means: { fax: "fax", phone: "telephone", post: "post" },
  word: (receipt, means, by) => `${receipt}, ${means}, by ${by}`,
  vouch: (id) =>
    `If it is the organism's own, a person can vouch for ${id} on its page, saying how they made sure.`,
  denied: (id) =>
    `The receipt ${id} contradicts its sender: ask the organism whether it is theirs. If it is (a gateway may have damaged it), a person can vouch for it on its page, saying why.`,
  back: (id) =>
    `The mail ${id} says that what was sent did not arrive, and nothing proves where it comes from: ask the organism whether it has the declaration. If not: vouch for ${id} on its page, then correct the address and drop the file again. If so, wait for its receipt.`,
  unexplained: (codes) =>
    `The receipt does not explain ${codes.length === 1 ? "the code" : "the codes"} ${codes.join(", ")}: if the organism's guide does not either, ask it what ${codes.length === 1 ? "it means" : "they mean"}.`,
  correct: "Correct the refused declarations in the payroll program.",
  wholeAgain: (dossier) =>
    `Prepare the whole new declaration and drop it in ${dossier}: it cancels and replaces the one before.`,
  newFile: (dossier) => `Prepare a new file and drop it in ${dossier}.`,
  onlyRefused: "Put only the refused declarations into it: the others are registered already.",
  silence: {
    ducs: "Without a receipt after 48 hours, the mail may not have arrived: call the organism.",
    other: "If the receipt does not come within the usual delay, call the organism.",
  },
};

export const todoWords: Readonly<Record<TimelineLanguage, TodoWords>> = { fr, en };
