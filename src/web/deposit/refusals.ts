/** Why an order was refused, for whoever gave it with a button: what the command line says with its options is said of the page. */
import { type OrderRefusal, orderRefusals } from "../../domain/order.ts";
import type { Language } from "../language.ts";
import { french } from "../visit/marks.ts";

export const refusalText = (because: OrderRefusal, language: Language): string => {
  const text = onThePage[because]?.[language] ?? orderRefusals[because][language];
  const told = language === "fr" ? french(text) : text;
  return `${told.charAt(0).toUpperCase()}${told.slice(1)}`;
};

const onThePage: Readonly<Partial<Record<OrderRefusal, Readonly<Record<Language, string>>>>> = {
  "reason-needed": {
    fr: "Dites pourquoi : la raison reste au journal.",
    en: "Say why: the reason stays in the journal.",
  },
  "client-held": {
    fr: "Tout ce client est suspendu : la page « Agent » montre par qui et pourquoi.",
    en: "This whole client is suspended: the page “Agent” shows by whom and why.",
  },
  "override-needed": {
    fr: "La qualification n'en est pas là ; ce dépôt partira de lui-même quand elle y sera, ou si vous passez outre en disant pourquoi.",
    en: "The qualification is not there yet; this deposit goes by itself once it is, or if you override it and say why.",
  },
  "agreement-needed": {
    fr: "Ce dépôt attend l'accord de son client : dites qui l'a donné et comment.",
    en: "This deposit waits for its client's agreement: say who gave it and how.",
  },
  "under-way-elsewhere": {
    fr: "Le même fichier est parti ou va partir dans un autre dépôt : la liste des dépôts le montre.",
    en: "The same file left or is about to leave in another deposit: the list of deposits shows it.",
  },
  "declared-since": {
    fr: "Une déclaration de ce dépôt est reprise dans un autre, plus récent, qui est parti ou va partir : l'envoyer maintenant ferait un double. Si les deux sont à envoyer, répondez sur l'autre que c'est une autre déclaration, ou annulez-le.",
    en: "Another, later deposit repeats a declaration of this one, and left or is about to leave: sending it now would be a double. If both are to be sent, answer on the other one that it is another declaration, or cancel it.",
  },
  "declared-otherwise": {
    fr: "Cela a été déclaré autrement (le suivi ci-dessous dit par qui) : l'envoyer maintenant ferait un double.",
    en: "This was declared otherwise (the history below says by whom): sending it now would be a double.",
  },
};
