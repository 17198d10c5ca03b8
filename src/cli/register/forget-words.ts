/** The words of `facteur register forget`, in French and English. */
import type { Language } from "../io.ts";

interface RegisterForgetWords {
  readonly about: string;
  readonly claimed: string;
  readonly dryRun: string;
  readonly notSiret: (given: string) => string;
  readonly reasonNeeded: string;
  readonly unknown: (siret: string) => string;
  readonly named: (tables: string) => string;
  readonly mandate: (until: string) => string;
  readonly open: (ids: string) => string;
  readonly tooEarly: (ids: string) => string;
  readonly done: (rows: number, contents: number, papers: number) => string;
  readonly would: (rows: number, contents: number, papers: number) => string;
  readonly kept: (ids: string) => string;
  readonly stays: string;
}

const fr: RegisterForgetWords = {
  about:
    "efface du registre tout ce qu'il dit et a dit d'un employeur, mandats numérisés compris (clés détruites) ; le journal garde qui et pourquoi",
  claimed:
    "bien que des déclarations soient encore gardées : la personne le demande, et aucune obligation de conserver ne s'y oppose",
  dryRun: "montre ce qui serait effacé, sans rien toucher",
  notSiret: (given) => `« ${given} » : le SIRET de l'employeur, 14 chiffres dont la clé est juste.`,
  reasonNeeded: "Dites pourquoi : --reason. Ne nommez personne : le journal le garde toujours.",
  unknown: (siret) => `Le registre n'a jamais parlé de ${siret}, ou l'a déjà oublié.`,
  named: (tables) =>
    `D'autres employeurs le nomment, donc rien n'a été effacé : ${tables}. Corrigez d'abord ces lignes (\`facteur register set\`).`,
  mandate: (until) =>
    `Un mandat est en vigueur (${until}), donc rien n'a été effacé : sans lui, plus rien ne retiendrait une déclaration faite pour ce client. Mettez-lui une fin : \`facteur register set mandats … fin=\`.`,
  open: (ids) =>
    `Des dépôts de ce client ne sont pas terminés, donc rien n'a été effacé : ${ids}. Attendez la réponse, ou terminez-les (\`facteur show\`, \`facteur cancel\`).`,
  tooEarly: (ids) =>
    `Ses déclarations sont encore à conserver selon \`retention\` (${ids}), et son mandat est ce qui prouve que l'on pouvait les faire : rien n'a été effacé. Si la personne le demande et que rien n'oblige à conserver : --claimed.`,
  done: (rows, contents, papers) =>
    `Effacés du registre : ${rows} ligne(s), ${contents} contenu(s) qui en parlaient, passés compris, ${papers} pièce(s).`,
  would: (rows, contents, papers) =>
    `Seraient effacés du registre : ${rows} ligne(s), ${contents} contenu(s) qui en parlent, passés compris, ${papers} pièce(s). Rien n'a été touché.`,
  kept: (ids) =>
    `Restent ses déclarations, leurs accusés et preuves, que la loi fait conserver : ${ids}. À leur terme : \`facteur purge\` ; sur demande : \`facteur forget ID --claimed\`.`,
  stays:
    "Restent au journal : dates, qui a écrit, motifs tels qu'écrits, codes des organismes, adresses où un lien d'accord ou un compte rendu fut envoyé, empreintes sous clé. Le registre ne retient plus rien pour lui. Vos exports CSV et leurs copies sont à effacer par vous ; pour d'anciennes copies des clés : `facteur store rotate`.",
};

const en: RegisterForgetWords = {
  about:
    "erase from the register all that it says and said of an employer, scanned mandates too (keys are destroyed); the journal keeps who and why",
  claimed:
    "although declarations are still kept: the person claims it, and no duty to keep stands against that",
  dryRun: "show what would be erased, touch nothing",
  notSiret: (given) => `“${given}”: the employer's SIRET, 14 digits with a right key.`,
  reasonNeeded: "Say why: --reason. Name nobody in it: the journal keeps it for ever.",
  unknown: (siret) => `The register never spoke of ${siret}, or has forgotten it already.`,
  named: (tables) =>
    `Other employers name it, so nothing was erased: ${tables}. Correct these rows first (\`facteur register set\`).`,
  mandate: (until) =>
    `A mandate is in force (${until}), so nothing was erased: without it nothing would hold back a declaration for this client any more. Give it an end: \`facteur register set mandats … fin=\`.`,
  open: (ids) =>
    `Deposits of this client are not closed, so nothing was erased: ${ids}. Wait for the answer, or end them (\`facteur show\`, \`facteur cancel\`).`,
  tooEarly: (ids) =>
    `Its declarations are still to be kept by \`retention\` (${ids}), and its mandate is what proves that they could be made: nothing was erased. If the person claims it and nothing obliges to keep it: --claimed.`,
  done: (rows, contents, papers) =>
    `Erased from the register: ${rows} row(s), ${contents} content(s) that spoke of it, former ones too, ${papers} paper(s).`,
  would: (rows, contents, papers) =>
    `Would be erased from the register: ${rows} row(s), ${contents} content(s) that speak of it, former ones too, ${papers} paper(s). Nothing was touched.`,
  kept: (ids) =>
    `Its declarations, their acknowledgements and proofs stay, because the law has them kept: ${ids}. When their time is over: \`facteur purge\`; when claimed: \`facteur forget ID --claimed\`.`,
  stays:
    "The journal keeps dates, who wrote, reasons as they were written, codes of organisms, addresses that an agreement's link or an account was sent to, keyed hashes. The register holds nothing back for it any more. Your CSV exports and their copies are for you to erase; for old copies of the keys: `facteur store rotate`.",
};

export const registerForgetWords: Readonly<Record<Language, RegisterForgetWords>> = { fr, en };
