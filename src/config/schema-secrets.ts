/** Where a secret is: it never stands in the settings (design §6). */
import type { GroupKey } from "./key.ts";
import { words } from "./words.ts";

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
