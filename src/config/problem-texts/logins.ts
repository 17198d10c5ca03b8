/** What the settings can get wrong about logins: providers, OAuth2, keys, the keyring. Part of `problem-texts.ts`. */

import { words } from "../words.ts";
import { type ProblemText, wrong } from "./text.ts";

export const loginTexts = {
  "keyring-unusable": wrong(
    words("le trousseau du système ne répond pas", "the system's keyring does not answer"),
    words(
      'Il manque sur ce système, ou la bibliothèque facultative @napi-rs/keyring ; sur un serveur, écrivez { "file": "chemin" }.',
      'This system has none, or the optional library @napi-rs/keyring is missing; on a server write { "file": "path" }.',
    ),
  ),
  "keyring-empty": {
    severity: "warning",
    what: words("cette entrée du trousseau est vide", "this entry of the keyring is empty"),
    hint: words(
      "`facteur login NOM` y met le mot de passe ; d'ici là rien ne part sous cette identité.",
      "`facteur login NAME` puts the password there; until then nothing leaves under this identity.",
    ),
  },
  "provider-unknown": wrong(
    words("ce fournisseur n'est pas connu", "this provider is not known"),
    words(
      "Nommez un fichier de config/providers, ou écrivez `submission` et `mailbox` vous-même.",
      "Name a file of config/providers, or write `submission` and `mailbox` yourself.",
    ),
  ),
  "provider-limit": {
    severity: "warning",
    what: words(
      "l'envoi ira plus vite que ce que ce fournisseur admet",
      "sending will go faster than this provider allows",
    ),
    hint: words(
      "Écrivez dans `sending` ce que votre contrat permet : au-delà, le fournisseur diffère ou bloque.",
      "Write into `sending` what your contract allows: beyond it the provider defers or blocks.",
    ),
  },
  "login-not-address": wrong(
    words(
      "l'identifiant est une autre adresse que celle de l'identité",
      "the login is another address than the identity's",
    ),
    words(
      "Écrivez la même adresse (identité principale) ; pour une boîte partagée : `loginMayDiffer`.",
      "Write the same address (the principal identity); for a shared mailbox: `loginMayDiffer`.",
    ),
  ),
  "oauth-and-password": wrong(
    words("`oauth` et un mot de passe", "`oauth` and a password"),
    words("Gardez l'un des deux.", "Keep one of the two."),
  ),
  "oauth-address-missing": wrong(
    words("il manque ceci pour OAuth2", "this is missing for OAuth2"),
    words(
      "Nommez un `provider` qui l'a (microsoft365, google), ou écrivez-le.",
      "Name a `provider` that has it (microsoft365, google), or write it.",
    ),
  ),
  "oauth-in-clear": wrong(
    words("cette adresse est en clair", "this address is in clear"),
    words(
      "Écrivez https://… ; http n'est admis que vers cette machine.",
      "Write https://…; http is allowed to this machine only.",
    ),
  ),
  "token-key-invalid": wrong(
    words("ce n'est pas une clé de 32 octets", "this is not a key of 32 bytes"),
    words(
      "Créez-la : openssl rand -base64 32 > cle && chmod 600 cle.",
      "Make it: openssl rand -base64 32 > key && chmod 600 key.",
    ),
  ),
  "token-key-exposed": wrong(
    words(
      "d'autres comptes peuvent lire la clé des autorisations",
      "other accounts can read the key of the authorisations",
    ),
    words(
      "Donnez-la au compte de l'agent, puis chmod 600 ; ou un « credential » de systemd.",
      "Give it to the agent's account, then chmod 600; or use a systemd credential.",
    ),
  ),
} as const satisfies Record<string, ProblemText>;
