/** A period's reconciliation as a paper: whether the count is right, what is missing, then each organism. */

import { formText, namesText } from "../../../domain/due/series-text.ts";
import type { Instant } from "../../../domain/ids.ts";
import type { MissingRow, PeriodModel, PeriodRow } from "../../../domain/report/period.ts";
import type { Block, Cell, Paper } from "../paper/paper.ts";

export const periodPaper = (m: PeriodModel, at: Instant): Paper => ({
  kicker: m.dossier === undefined ? "Rapprochement" : `Rapprochement, dossier ${m.dossier}`,
  title: m.periodText,
  running: `Rapprochement, ${m.periodText}`,
  at,
  blocks: [
    { is: "answer", ...m.answer },
    ...(m.missing.length === 0 ? [] : missing(m)),
    ...(m.rows.length === 0
      ? []
      : ([
          { is: "heading", level: 1, text: "Produit, envoyé, reçu", listed: true },
          {
            is: "table",
            head: [
              "Organisme",
              "Produites",
              "Envoyées",
              "Niveau 1",
              "Niveau 2",
              "Niveau 3",
              "Résultat",
            ],
            widths: [24, 11, 11, 10, 10, 10, 24],
            rows: m.rows.map(row),
          },
          {
            is: "text",
            text: "Niveau 1 : l'organisme a reçu un envoi. Niveau 2 : le fichier est lisible. Niveau 3 : réponse définitive. Un accusé définitif vaut pour les niveaux qui le précèdent ; seuls comptent les accusés authentifiés ou déposés par une personne.",
          },
        ] as const)),
  ],
  footer: [
    ...(m.footer.contact === undefined ? [] : [`Une question ? ${m.footer.contact}.`]),
    `Établi le ${m.made.text}. ${m.footer.agent}.`,
  ].join(" "),
});

const missing = (m: PeriodModel): readonly Block[] => [
  { is: "heading", level: 1, text: "Ce qui manque", listed: true },
  {
    is: "table",
    head: ["Organisme", "Pourquoi", "La fois d'avant"],
    widths: [34, 42, 24],
    rows: m.missing.map((x): readonly Cell[] => [
      {
        text: x.name,
        notes: [
          ...(x.form === "" ? [] : [formText(x.form)]),
          ...(x.organism === x.name ? [] : [x.organism]),
          `dossier ${x.dossier}`,
        ],
      },
      { text: why(x, m.forPeriod), tone: "bad" },
      { text: x.before.length === 0 ? "" : `dépôt ${x.before.join(", ")}` },
    ]),
  },
];

const why = (x: MissingRow, period: string): string =>
  x.because === "habit"
    ? `Rien ${period}, alors que chacune des quatre périodes précédentes en avait une (${x.clients} ${x.clients < 2 ? "employeur" : "employeurs"}).`
    : `Rien ${period}, alors qu'une adhésion du registre l'attend : ${namesText(x.who)}.`;

const row = (r: PeriodRow): readonly Cell[] => [
  {
    text: r.name,
    notes: [
      // Hires have no form: « DPAE » stands in its place.
      ...(r.form === "" ? [r.organism] : [formText(r.form), r.organism]),
      `dossier ${r.dossier}`,
    ],
  },
  ...[r.produced, r.sent, r.level1, r.level2, r.level3].map((n) => ({ text: String(n) })),
  { text: result(r), tone: r.tone, notes: [r.deposits.slice(0, 6).join(", ")] },
];

const correctors = ({ correctedBy = [] }: PeriodRow): string =>
  correctedBy.length === 0
    ? ""
    : ` par ${correctedBy.slice(0, 6).join(", ")}${correctedBy.length > 6 ? "…" : ""}`;

const result = (r: PeriodRow): string => {
  const parts = [
    [r.registered, r.registered < 2 ? "enregistrée" : "enregistrées"],
    [r.refused, r.refused < 2 ? "refusée" : "refusées"],
    [r.doubtful, "à confirmer ou à lire"],
    [r.waiting, "en attente"],
    [r.corrected, `${r.corrected < 2 ? "corrigée" : "corrigées"}${correctors(r)}`],
    [r.otherwise, r.otherwise < 2 ? "déclarée autrement" : "déclarées autrement"],
    [r.unsent, r.unsent < 2 ? "non envoyée" : "non envoyées"],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${n} ${word}`)
    .join(", ");
};
