/** What the settings of the page can get wrong. Part of `problem-texts.ts`. */

import { words } from "../words.ts";
import { type ProblemText, wrong } from "./text.ts";

export const pageTexts = {
  "page-in-clear": wrong(
    words(
      "la page répondrait à d'autres machines sans chiffrement",
      "the page would answer other machines without encryption",
    ),
    words(
      "Donnez `page.tls` (certificat et clé), ou remettez 127.0.0.1 : les autres postes lisent alors les comptes rendus dans leur dossier.",
      "Give `page.tls` (certificate and key), or put 127.0.0.1 back: other machines then read the reports in their folder.",
    ),
  ),
  "page-without-accounts": wrong(
    words(
      "la page répondrait à d'autres machines sans que personne n'ait de mot de passe",
      "the page would answer other machines while nobody has a password",
    ),
    words(
      "Ajoutez `page.accounts` : un nom par personne, avec l'empreinte que fait `facteur page password`.",
      "Add `page.accounts`: one name per person, with the hash that `facteur page password` makes.",
    ),
  ),
  "page-tls-unreadable": wrong(
    words(
      "ce fichier PEM de la page ne peut pas être lu",
      "this PEM file of the page cannot be read",
    ),
    words(
      "Vérifiez le chemin (relatif au fichier des réglages) et le droit de l'agent de le lire.",
      "Check the path (relative to the settings file) and the agent's right to read it.",
    ),
  ),
  "page-tls-wrong": wrong(
    words(
      "ce certificat et cette clé ne vont pas ensemble, ou ne sont pas du PEM",
      "this certificate and this key do not belong together, or are no PEM",
    ),
    words(
      "Donnez le certificat et sa propre clé, en PEM et sans phrase secrète.",
      "Give the certificate and its own key, in PEM and without passphrase.",
    ),
  ),
  "page-password-wrong": wrong(
    words("ce n'est pas l'empreinte d'un mot de passe", "this is not the hash of a password"),
    words(
      "Faites-la par `facteur page password`, et gardez la ligne qu'il écrit.",
      "Make it with `facteur page password`, and keep the line that it writes.",
    ),
  ),
} as const satisfies Record<string, ProblemText>;
