/** What is said of a person's orders about a deposit, in French and English. */
import type { OrderName } from "../../domain/facts.ts";
import type { Language } from "../io.ts";

interface OrderWords {
  readonly orders: Readonly<Record<OrderName, string>>;
  readonly as: string;
  readonly override: string;
  readonly agreedBy: string;
  readonly ordered: (order: OrderName, id: string) => string;
}

export const orderWords: Readonly<Record<Language, OrderWords>> = {
  fr: {
    orders: {
      hold: "suspend un dépôt : rien n'en part",
      release: "libère un dépôt suspendu ou retenu",
      retry: "réessaie maintenant un courrier qui attend ou qui a été refusé",
      cancel: "annule un dépôt dont rien n'est parti",
      confirm: "dit qu'un courrier incertain, ou à renvoyer, est bien arrivé",
      resend: "renvoie les mêmes octets d'un courrier incertain ou resté sans réponse",
    },
    as: "réponse à « remplace ? »",
    override: "part quoique la qualification ne soit pas terminée (avec --reason)",
    agreedBy: "qui a donné l'accord du client (avec --reason)",
    ordered: (order, id) =>
      `${id} : ${{ hold: "suspendu", release: "libéré", retry: "nouvel essai maintenant", cancel: "annulé", confirm: "arrivée confirmée", resend: "nouvel envoi des mêmes octets" }[order]}. C'est écrit au journal.`,
  },
  en: {
    orders: {
      hold: "suspend a deposit: nothing of it leaves",
      release: "release a deposit that is suspended or held",
      retry: "try now a mail that waits or was refused",
      cancel: "cancel a deposit of which nothing left",
      confirm: "say that an uncertain mail, or one to be sent again, did arrive",
      resend: "send again the same bytes of an uncertain or unanswered mail",
    },
    as: "the answer to “replaces?”",
    override: "goes although the qualification is not complete (with --reason)",
    agreedBy: "who agreed for the client (with --reason)",
    ordered: (order, id) =>
      `${id}: ${{ hold: "suspended", release: "released", retry: "tried again now", cancel: "cancelled", confirm: "arrival confirmed", resend: "the same bytes are sent again" }[order]}. It is in the journal.`,
  },
};
