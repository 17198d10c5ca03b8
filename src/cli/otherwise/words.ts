/** What `facteur declared` says, in both languages. */
import type { OtherwiseAnswer } from "../../domain/declared-otherwise.ts";
import type { MissingAnswer } from "../../journey/expected/declare-missing.ts";

type Allowed = Extract<OtherwiseAnswer, { readonly is: "allowed" }>;

interface DeclaredWords {
  readonly about: string;
  readonly kit: string;
  readonly declaration: string;
  readonly means: string;
  readonly file: string;
  readonly reasonNeeded: string;
  readonly twice: (id: string, declaration: number) => string;
  readonly employer: string;
  readonly organism: string;
  readonly period: string;
  readonly idOrReturn: string;
  readonly missing: (period: string, answer: MissingAnswer) => string;
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
    employer: "SIRET de l'employeur d'une déclaration qui n'a jamais été déposée",
    organism: "son organisme : comme les fichiers le nomment, ou son code au registre",
    period: "sa période : 2026-T4, 2026-10",
    idOrReturn:
      "Nommez un dépôt (D12, D12.3), ou une déclaration jamais déposée par --employer, --organism et --period.",
    missing: (period, answer) => {
      switch (answer.is) {
        case "done":
          return `${period}, ${answer.organism}, dossier ${answer.dossier} : déclarée autrement, preuve gardée. Elle n'est plus attendue. C'est écrit au journal.`;
        case "there":
          return answer.deposit
            ? `${period} : elle a été déposée (${answer.deposit}) ; dites-le de ce dépôt : \`facteur declared ${answer.deposit} …\`.`
            : `${period} : c'est déjà au journal, avec sa preuve.`;
        case "not-expected":
          return `${period} : rien n'est attendu de cet employeur chez cet organisme, ni par ses déclarations des seize derniers mois ni par une adhésion du registre. Vérifiez le SIRET et l'organisme (\`facteur today\`).`;
        case "bad-period":
          return `« ${period} » n'est pas une période : 2026-T4, 2026-10, 2026.`;
      }
    },
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
    employer: "SIRET of the employer of a return that was never dropped",
    organism: "its organism: as files name it, or its code in the register",
    period: "its period: 2026-T4, 2026-10",
    idOrReturn:
      "Name a deposit (D12, D12.3), or a return that was never dropped by --employer, --organism and --period.",
    missing: (period, answer) => {
      switch (answer.is) {
        case "done":
          return `${period}, ${answer.organism}, dossier ${answer.dossier}: declared otherwise, proof kept. It is expected no more. It is in the journal.`;
        case "there":
          return answer.deposit
            ? `${period}: it was dropped (${answer.deposit}); say it of that deposit: \`facteur declared ${answer.deposit} …\`.`
            : `${period}: it is in the journal already, with its proof.`;
        case "not-expected":
          return `${period}: nothing is expected of this employer at this organism, neither by its returns of sixteen months nor by an adhesion of the register. Check the SIRET and the organism (\`facteur today\`).`;
        case "bad-period":
          return `“${period}” is no period: 2026-T4, 2026-10, 2026.`;
      }
    },
    done: (id, { declarations, cancels }) =>
      `${id}: ${declarations.length} declaration${declarations.length < 2 ? "" : "s"} declared otherwise, proof kept.${cancels ? " The mail is cancelled." : ""} It is in the journal.`,
  },
};
