/** What `facteur declared` says, in both languages. */
import type { OtherwiseAnswer } from "../domain/declared-otherwise.ts";

type Allowed = Extract<OtherwiseAnswer, { readonly is: "allowed" }>;

interface DeclaredWords {
  readonly about: string;
  readonly kit: string;
  readonly declaration: string;
  readonly means: string;
  readonly file: string;
  readonly reasonNeeded: string;
  readonly twice: (id: string, declaration: number) => string;
  readonly tooLarge: string;
  readonly empty: string;
  readonly done: (id: string, answer: Allowed) => string;
}

export const declaredWords: Readonly<Record<"fr" | "en", DeclaredWords>> = {
  fr: {
    about:
      "dit qu'un dépôt (D12) ou une déclaration (D12.3) a été déclaré autrement que par courrier, avec sa preuve",
    kit: "imprime de quoi déclarer autrement que par courrier : échéance, adresse, référence du chèque, copie en clair",
    declaration: "une seule déclaration du dépôt (comme D12.3)",
    means: "la voie : papier (paper), portail (portal), télécopie (fax)",
    file: "la preuve : scan du bordereau, reçu du portail, rapport de télécopie",
    reasonNeeded: 'Dites pourquoi : --reason "…". La raison reste au journal.',
    twice: (id, n) => `${id} et --declaration ${n} ne disent pas la même déclaration.`,
    tooLarge: "trop grand pour être gardé comme preuve (limite d'un courrier).",
    empty: "ce fichier est vide : il ne prouve rien.",
    done: (id, { declarations, cancels }) =>
      `${id} : ${declarations.length} déclaration${declarations.length < 2 ? "" : "s"} faite${declarations.length < 2 ? "" : "s"} autrement, preuve gardée.${cancels ? " L'envoi par courrier est annulé." : ""} C'est écrit au journal.`,
  },
  en: {
    about:
      "say that a deposit (D12) or a declaration (D12.3) was declared otherwise than by mail, with its proof",
    kit: "print what is needed to declare otherwise than by mail: deadline, address, cheque reference, clear copy",
    declaration: "one declaration of the deposit (as D12.3 does)",
    means: "the way: paper, portal, fax",
    file: "the proof: a scan of the form, the portal's receipt, the fax report",
    reasonNeeded: 'Say why: --reason "…". The reason stays in the journal.',
    twice: (id, n) => `${id} and --declaration ${n} do not name the same declaration.`,
    tooLarge: "too large to be kept as a proof (the limit of a mail).",
    empty: "this file is empty: it proves nothing.",
    done: (id, { declarations, cancels }) =>
      `${id}: ${declarations.length} declaration${declarations.length < 2 ? "" : "s"} declared otherwise, proof kept.${cancels ? " The mail is cancelled." : ""} It is in the journal.`,
  },
};
