/** Keys of the file itself, before or between its sections. */
import { companionPath, pathsTold } from "../companion.ts";
import { key, told } from "../key.ts";
import { listOf } from "../values.ts";

export const fileKeys = {
  encodage: key<string>({
    told: told(
      "Encodage du fichier, quand l'agent le demande.",
      "The file's encoding, when the agent asks for it.",
    ),
    values: told("utf-8, windows-1252 ou cp850", "utf-8, windows-1252 or cp850"),
    example: "windows-1252",
    absent: told("reconnu aux lettres", "recognised by the letters"),
    grave: true,
    parse: (text) => ({ value: text }),
  }),
  inclure: key<readonly string[]>({
    told: told(
      "Insère ici les sections d'autres fichiers ; leurs valeurs par défaut cèdent à celles de ce fichier.",
      "Inserts the sections of other files here; their defaults give way to this file's.",
    ),
    values: pathsTold,
    example: "organismes.cfg",
    absent: told("aucun", "none"),
    parse: listOf(companionPath),
  }),
  plan: key<readonly string[]>({
    told: told(
      "Plan d'adressage : une table CSV, ou un fichier de sections [adresse …].",
      "Addressing plan: a CSV table, or a file of sections [adresse …].",
    ),
    values: pathsTold,
    example: "plan.csv",
    absent: told("aucun", "none"),
    parse: listOf(companionPath),
  }),
} as const;
