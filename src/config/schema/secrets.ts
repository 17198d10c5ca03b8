/** Where a secret is: it never stands in the settings (design §6). */
import type { GroupKey, Key } from "../key.ts";
import { words } from "../words.ts";

export const secretKeys: GroupKey["keys"] = {
  env: {
    is: "text",
    told: words(
      "Nom de la variable d'environnement qui contient le secret.",
      "Name of the environment variable that holds the secret.",
    ),
    pattern: "^[A-Za-z_][A-Za-z0-9_]*$",
    expected: words("le nom d'une variable d'environnement", "the name of an environment variable"),
    example: "FACTEUR_PASSWORD",
  },
  file: {
    is: "text",
    told: words(
      "Fichier dont la seule ligne est le secret (par exemple un « credential » de systemd).",
      "File whose only line is the secret (for instance a systemd credential).",
    ),
    example: "/run/credentials/facteur.service/smtp",
  },
  credential: {
    is: "text",
    told: words(
      "Nom d'un fichier de `credentials/` à côté des réglages, dont la seule ligne est le secret ; systemd le remet au service.",
      "Name of a file of `credentials/` beside the settings whose only line is the secret; systemd hands it to the service.",
    ),
    pattern: "^[A-Za-z0-9][A-Za-z0-9._-]*$",
    expected: words("le nom d'un fichier, sans répertoire", "the name of a file, without a folder"),
    example: "cabinet",
  },
  keyring: {
    is: "text",
    told: words(
      "Nom d'une entrée du trousseau du système (service « facteur »), que `facteur login` remplit.",
      "Name of an entry of the system's keyring (service “facteur”), which `facteur login` fills.",
    ),
    example: "cabinet",
  },
};

/** A key or certificate in a file of its own. */
export const keyFile = (fr: string, en: string, example: string): Key => ({
  is: "text",
  required: true,
  told: words(fr, en),
  example,
});

/** What opens it. */
export const keyPassphrase: GroupKey = {
  is: "group",
  exactlyOne: true,
  told: words(
    "Où se trouve le mot de passe de la clé ; absent : elle n'en a pas.",
    "Where the key's passphrase is; absent: it has none.",
  ),
  example: { env: "FACTEUR_KEY_PASSPHRASE" },
  keys: secretKeys,
};
