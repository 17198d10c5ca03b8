/** The store's key of keys, given by reference. */
import type { GroupKey } from "../key.ts";
import { words } from "../words.ts";
import { secretKeys } from "./secrets.ts";

export const store: GroupKey = {
  is: "group",
  told: words(
    "Le chiffrement des contenus gardés. Absent : leur clé des clés est le fichier `key-of-keys` de `data`, fait au premier dépôt.",
    "How kept contents are encrypted. Absent: their key of keys is the file `key-of-keys` in `data`, made at the first deposit.",
  ),
  keys: {
    key: {
      is: "group",
      required: true,
      exactlyOne: true,
      told: words(
        "Où se trouve la clé des clés : 64 chiffres hexadécimaux (`openssl rand -hex 32`).",
        "Where the key of keys is: 64 hexadecimal digits (`openssl rand -hex 32`).",
      ),
      example: { file: "/run/credentials/facteur.service/store-key" },
      keys: secretKeys,
    },
    formerKey: {
      is: "group",
      exactlyOne: true,
      told: words(
        "L'ancienne, le temps de `facteur store rotate`.",
        "The former one, until `facteur store rotate` has run.",
      ),
      example: { env: "FACTEUR_FORMER_STORE_KEY" },
      keys: secretKeys,
    },
  },
};
