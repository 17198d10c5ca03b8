/** The validation report: what each file is, what is wrong in it, what to do. One paper for all files. */
import type { Severity } from "../../../domain/finding.ts";
import type { Instant } from "../../../domain/ids.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import type { Tone } from "../../../domain/situations.ts";
import { placeNotes } from "../model/findings.ts";
import { formatText, noAcceptance, rulesText } from "../model/words.ts";
import { firstThings, refusedInReal } from "./first-things.ts";
import type { Block, Paper } from "./paper.ts";
import type { ValidatedFile, ValidationModel } from "./validation-model.ts";

export const validationPaper = (model: ValidationModel, at: Instant): Paper => {
  const [only, second] = model.files;
  const title = second || !only ? `${model.files.length} fichiers` : only.file;
  return {
    kicker: "Rapport de contrôle",
    title,
    running: `Rapport de contrôle : ${title}, ${frenchDateTime(at)}`,
    at,
    blocks: [
      ...(second ? [...summary(model), { is: "contents" } as const] : []),
      ...model.files.flatMap((f, i) => fileBlocks(f, second !== undefined, `f${i + 1}`)),
      {
        is: "text",
        text: `Ce contrôle est fait sur ce poste et rien n'a été envoyé. ${noAcceptance}`,
      },
    ],
    footer: `${model.agent}, ${frenchDateTime(at)}`,
  };
};

const thousands = (n: number): string => n.toLocaleString("fr-FR");

const toneOf = (f: ValidatedFile): Tone =>
  !f.conform ? "bad" : f.counts.warning > 0 ? "attention" : "good";

const plural = (n: number, word: string): string =>
  `${n} ${n < 2 ? word : word.replaceAll(/(?<=[a-zé])(?= |$)/gu, "s")}`;

const verdict = (f: ValidatedFile): string =>
  f.counts.blocking > 0
    ? `À corriger : ${plural(f.counts.blocking, "erreur bloquante")}`
    : f.counts.warning === 0
      ? "Conforme"
      : f.conform
        ? warned(f)
        : `À corriger : ${plural(f.counts.warning, "point")} (contrôle strict)`;

const warned = (f: ValidatedFile): string =>
  refusedInReal(f) > 0
    ? `À corriger avant l'envoi réel : ${plural(refusedInReal(f), "erreur")}`
    : `À vérifier avant l'envoi : ${plural(f.counts.warning, "point")}`;

const summary = (model: ValidationModel): readonly Block[] => [
  { is: "heading", level: 1, text: "Bilan", listed: true },
  {
    is: "table",
    head: ["Fichier", "Résultat", "Déclarations"],
    widths: [45, 38, 17],
    rows: model.files.map((f) => [
      { text: f.file },
      { text: verdict(f), tone: toneOf(f) },
      { text: thousands(f.declared) },
    ]),
  },
];

/** `at`: begins the names of the places inside this file's part, which links lead to. */
const fileBlocks = (f: ValidatedFile, several: boolean, at: string): readonly Block[] => [
  ...(several ? [{ is: "heading", level: 1, text: f.file, listed: true } as const] : []),
  {
    is: "answer",
    tone: toneOf(f),
    title: verdict(f),
    ...firstThings(f),
  },
  ...(several ? [] : [{ is: "contents" } as const]),
  ...severities.flatMap(([severity, title]) => findingBlocks(f, { severity, title, at })),
  ...hiddenBlocks(f),
  ...declarationBlocks(f, at),
  { is: "heading", level: 1, text: "Le fichier, et ce qui l'a jugé", listed: true },
  { is: "facts", rows: identity(f) },
];

const identity = (f: ValidatedFile): readonly (readonly [string, string])[] => [
  ["Format", f.format === undefined ? "non reconnu" : formatText(f.format as "dpae-flat")],
  ...(f.judgedBy === undefined ? [] : [["Règles", rulesText(f.judgedBy)] as const]),
  [
    "Jugé comme",
    f.mode === "reel"
      ? "dans un dossier en mode réel"
      : "dans un dossier en mode test ; en mode réel, un SIRET ou une adresse de retour invalide bloque",
  ],
  ...(f.testFlag === undefined
    ? []
    : [["Le fichier se dit", f.testFlag === "test" ? "test" : "réel"] as const]),
  ["Déclarations", thousands(f.declared)],
  ["Taille", `${thousands(f.size)} octets`],
  ["SHA-256", f.sha256],
];

const severities = [
  ["blocking", "Erreurs bloquantes"],
  ["warning", "Avertissements"],
  ["not-checked", "Ce qui n'a pas pu être contrôlé"],
  ["information", "Pour information"],
] as const;

const heads: Readonly<Record<Severity, readonly [string, string]>> = {
  blocking: ["Ce qui ne va pas", "Comment corriger"],
  warning: ["Ce qui ne va pas", "Comment corriger"],
  "not-checked": ["Ce qui n'a pas été contrôlé", "Que faire"],
  information: ["À savoir", "Que faire"],
};

const findingBlocks = (
  f: ValidatedFile,
  about: { readonly severity: Severity; readonly title: string; readonly at: string },
): readonly Block[] => {
  const { severity, title, at } = about;
  const rows = f.findings.filter((x) => x.severity === severity);
  if (rows.length === 0) return [];
  return [
    { is: "heading", level: 1, text: `${title} (${f.counts[severity]})`, listed: true },
    {
      is: "table",
      head: ["Où", ...heads[severity]],
      widths: [24, 40, 36],
      rows: rows.map((x) => [
        {
          text: x.subject,
          notes: [...placeNotes(x), x.code],
          id: `${at}-${f.findings.indexOf(x) + 1}`,
          ...(x.declaration !== undefined && x.declaration <= f.declarations.length
            ? { to: `${at}-d${x.declaration}` }
            : {}),
        },
        {
          text: x.what,
          notes: [
            ...(x.value === undefined ? [] : [`Lu : ${x.value}`]),
            ...(x.expected === undefined ? [] : [`Attendu : ${x.expected}`]),
          ],
        },
        { text: x.remedy },
      ]),
    },
  ];
};

const hiddenBlocks = (f: ValidatedFile): readonly Block[] =>
  f.hidden.length === 0 && !f.cut
    ? []
    : [
        {
          is: "list",
          items: [
            ...f.hidden.map(({ code, count }) => `${code} : ${count} de plus, non listés.`),
            ...(f.cut
              ? [
                  "Une même remarque revient très souvent : toutes ne sont pas listées. Corrigez-la partout, puis contrôlez de nouveau.",
                ]
              : []),
          ],
        },
      ];

/** Declarations of one entry of the contents: a page or two. */
const together = 50;

const declarationBlocks = (f: ValidatedFile, at: string): readonly Block[] => {
  const blocks: Block[] = [];
  for (let from = 0; from < f.declarations.length; from += together) {
    const some = f.declarations.slice(from, from + together);
    const all = f.declarations.length <= together;
    blocks.push(
      {
        is: "heading",
        level: 1,
        text: all ? "Déclarations" : `Déclarations ${from + 1} à ${from + some.length}`,
        listed: true,
      },
      {
        is: "table",
        head: ["N°", "Concerne", "Contrôle"],
        widths: [8, 62, 30],
        rows: some.map((d) => [
          { text: String(d.position), id: `${at}-d${d.position}` },
          { text: d.who, notes: [d.details.map((x) => `${x.label} ${x.value}`).join(", ")] },
          { ...judged(d, f.cut), ...linkTo(f, d.position, at) },
        ]),
      },
    );
  }
  const beyond = f.declared - f.declarations.length;
  if (beyond > 0)
    blocks.push({
      is: "text",
      text: `${thousands(beyond)} déclarations de plus, non listées ici.`,
    });
  return blocks;
};

/** The first finding that names the declaration. */
const linkTo = (f: ValidatedFile, position: number, at: string): { readonly to?: string } => {
  const index = f.findings.findIndex((x) => x.declaration === position);
  return index < 0 ? {} : { to: `${at}-${index + 1}` };
};

const judged = (d: ValidatedFile["declarations"][number], cut: boolean) =>
  d.blocking > 0
    ? ({ text: plural(d.blocking, "erreur bloquante"), tone: "bad" } as const)
    : d.warnings > 0
      ? ({ text: plural(d.warnings, "avertissement"), tone: "attention" } as const)
      : cut
        ? ({ text: "voir les remarques répétées", tone: "neutral" } as const)
        : ({ text: "rien à signaler", tone: "good" } as const);
