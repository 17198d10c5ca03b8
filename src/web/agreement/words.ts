/** The words of the page that a client opens by its signed link. */
import type { LinkRefusal } from "../../domain/agreement/link.ts";
import type { Language } from "../language.ts";

interface AgreementWords {
  readonly title: string;
  readonly ask: string;
  readonly name: string;
  readonly agree: string;
  readonly otherwise: string;
  readonly noName: string;
  readonly thanks: string;
  readonly agreed: (deposit: string) => string;
  readonly refusedTitle: string;
  readonly refused: Readonly<Record<LinkRefusal, string>>;
}

export const agreementWords: Readonly<Record<Language, AgreementWords>> = {
  fr: {
    title: "Votre accord",
    ask: "Si cet état est exact, donnez votre accord : la déclaration partira.",
    name: "Votre nom",
    agree: "Je donne mon accord",
    otherwise: "En cas de désaccord, ne donnez pas votre accord et appelez votre cabinet.",
    noName: "Écrivez votre nom : il reste au journal avec votre accord.",
    thanks: "Merci",
    agreed: (deposit) => `Votre accord au dépôt ${deposit} est enregistré. Ce lien ne sert plus.`,
    refusedTitle: "Ce lien ne peut pas servir",
    refused: {
      unknown: "Ce lien n’est pas reconnu. Vérifiez qu’il a été copié en entier.",
      expired: "Le temps de ce lien est passé. Demandez-en un autre à votre cabinet.",
      used: "Votre accord n’est plus demandé : il a été donné, ou le dépôt a changé d’état.",
      replaced: "Un lien plus récent vous a été envoyé : c’est lui qui compte.",
      changed:
        "Ce qui vous était soumis a changé depuis ce lien. Demandez-en un autre à votre cabinet.",
      held: "Votre cabinet a suspendu cette déclaration. Appelez-le.",
    },
  },
  en: {
    title: "Your agreement",
    ask: "If this statement is right, give your agreement: the declaration then goes.",
    name: "Your name",
    agree: "I agree",
    otherwise: "If it is not right, do not agree and call your accountants.",
    noName: "Write your name: it stays in the journal with your agreement.",
    thanks: "Thank you",
    agreed: (deposit) => `Your agreement to deposit ${deposit} is recorded. This link is used up.`,
    refusedTitle: "This link cannot be used",
    refused: {
      unknown: "This link is not known. Check that it was copied whole.",
      expired: "The time of this link is over. Ask your accountants for another.",
      used: "Your agreement is no longer asked: it was given, or the deposit changed.",
      replaced: "A later link was sent to you: that one counts.",
      changed:
        "What was submitted to you changed since this link. Ask your accountants for another.",
      held: "Your accountants suspended this declaration. Call them.",
    },
  },
};
