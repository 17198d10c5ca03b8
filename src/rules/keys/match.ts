/** The keys by which a rule chooses its declarations. All that are written must hold; a list holds when one of it does. */

import { type Periodicity, periodicities } from "../../domain/calendar/period.ts";
import { type Family, families } from "../../domain/checks/payment-modes.ts";
import { formatNames } from "../../domain/declaration.ts";
import { limits } from "../../domain/limits.ts";
import { type Environment, environments } from "../../domain/mode.ts";
import { type Expression, operators, parseExpression } from "../expression.ts";
import { fieldNames } from "../fields.ts";
import { key, type Parsed, told, type ValueOf, wrong } from "../key.ts";
import { choiceTold, listOf, oneOf, someText } from "../values.ts";

const kinds = ["dpae", "ducs", ...formatNames] as const;
export type Kind = (typeof kinds)[number];

const siret = (text: string): Parsed<string> => {
  const digits = text.replace(/\s/gu, "");
  return /^(?:\d{9}|\d{14})$/u.test(digits)
    ? { value: digits }
    : wrong(
        "un SIRET (14 chiffres) ou un SIREN (9 chiffres)",
        "a SIRET (14 digits) or a SIREN (9 digits)",
      );
};

const pattern = someText(limits.globCharsMax);
const patternsTold = told(
  "des motifs séparés par des virgules ; * remplace des caractères, ? un seul",
  "patterns separated by commas; * stands for characters, ? for one",
);
const anyTold = told("n'importe lequel", "any");

export const matchKeys = {
  fichiers: key<readonly string[]>({
    told: told("Nom du fichier déposé.", "Name of the dropped file."),
    values: patternsTold,
    example: "dpae*.txt, *.due",
    absent: anyTold,
    parse: listOf(pattern),
  }),
  type: key<readonly Kind[]>({
    told: told(
      "Ce que le contenu déclare, ou son format.",
      "What the content declares, or its format.",
    ),
    values: choiceTold(kinds),
    example: "ducs",
    absent: anyTold,
    parse: listOf(oneOf(kinds)),
  }),
  siret: key<readonly string[]>({
    told: told("Déclarant.", "Declarant."),
    values: told(
      "des SIRET, ou des SIREN pour tous leurs établissements",
      "SIRETs, or SIRENs for all their establishments",
    ),
    example: "99999999800019, 999999998",
    absent: anyTold,
    parse: listOf(siret),
  }),
  organisme: key<readonly string[]>({
    told: told(
      "Organisme nommé par la déclaration : son identifiant ou son nom ; pour une DPAE, le code de l'Urssaf.",
      "Organism named by the declaration: its identifier or its name; for a DPAE, the Urssaf's code.",
    ),
    values: patternsTold,
    example: "99999999800027, *fictif*",
    absent: anyTold,
    parse: listOf(pattern),
  }),
  famille: key<readonly Family[]>({
    told: told(
      "Famille de l'organisme, d'après le formulaire.",
      "The organism's family, by the form.",
    ),
    values: choiceTold(families),
    example: "irc",
    absent: anyTold,
    parse: listOf(oneOf(families)),
  }),
  environnement: key<Environment>({
    told: told(
      "« reel » pour les envois réels, « test » pour les modes test et essai.",
      "“reel” for real sendings, “test” for the modes test and essai.",
    ),
    values: choiceTold(environments),
    example: "reel",
    absent: told("les deux", "both"),
    parse: oneOf(environments),
  }),
  periodicite: key<readonly Periodicity[]>({
    told: told("Périodicité de la déclaration.", "How often the declaration is made."),
    values: choiceTold(periodicities),
    example: "trimestrielle",
    absent: anyTold,
    parse: listOf(oneOf(periodicities)),
  }),
  dossier: key<readonly string[]>({
    told: told("Dossier où le fichier a été déposé.", "Dossier in which the file was dropped."),
    values: patternsTold,
    example: "client-*",
    absent: anyTold,
    parse: listOf(pattern),
  }),
  si: key<Expression>({
    told: told(
      "Condition sur les champs déclarés, avec et, ou, non et des parenthèses.",
      "Condition on declared fields, with et, ou, non and parentheses.",
    ),
    values: told(
      `un champ (${fieldNames.join(", ")}), un signe (${operators.join(" ")}), une valeur`,
      `a field (${fieldNames.join(", ")}), a sign (${operators.join(" ")}), a value`,
    ),
    example: 'nombre > 10 et non raison_sociale contient "intérim"',
    absent: told("toujours vraie", "always true"),
    parse: parseExpression,
  }),
} as const;

export type MatchValues = {
  readonly [K in keyof typeof matchKeys]?: ValueOf<(typeof matchKeys)[K]>;
};
