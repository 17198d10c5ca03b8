/** The validation report: what each file is, what is wrong in it, what to do. One paper for all files. */
import type { Finding, Place, Severity } from "../../../domain/finding.ts";
import type { Instant } from "../../../domain/ids.ts";
import { limits } from "../../../domain/limits.ts";
import type { Mode } from "../../../domain/mode.ts";
import { frenchDateTime } from "../../../domain/paris-time.ts";
import type { ReportDeclaration, ReportFinding } from "../../../domain/report-model.ts";
import type { Tone } from "../../../domain/situations.ts";
import type { Examination } from "../../../ports/examination.ts";
import { describe } from "../model/declarations.ts";
import { findingRows } from "../model/findings.ts";
import { printable } from "../model/printable.ts";
import { formatText } from "../model/words.ts";
import type { Block, Paper } from "./paper.ts";

export interface Validated extends Examination {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** Plain values; `docs/validation-schema.json` publishes it. */
export interface ValidationModel {
  readonly layout: 1;
  readonly agent: string;
  readonly at: string;
  readonly strict: boolean;
  readonly conform: boolean;
  readonly files: readonly ValidatedFile[];
}

export interface ValidatedFile {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
  readonly format?: string;
  readonly judgedBy?: NonNullable<Examination["judgedBy"]>;
  readonly testFlag?: "test" | "real";
  /** As which dossier's file it was judged. */
  readonly mode: Mode;
  readonly conform: boolean;
  /** Of the whole file; `declarations` lists the first ones. */
  readonly declared: number;
  readonly counts: Readonly<Record<Severity, number>>;
  readonly declarations: readonly (Pick<ReportDeclaration, "position" | "who" | "details"> & {
    readonly blocking: number;
    readonly warnings: number;
  })[];
  readonly findings: readonly ReportFinding[];
  /** True when a mistake was made so often that the reader stopped listing it: more are likely. */
  readonly cut: boolean;
  /** How many of a kind are not listed. */
  readonly hidden: readonly { readonly code: string; readonly count: number }[];
}

export const validationModel = (about: {
  readonly files: readonly Validated[];
  readonly agent: string;
  readonly at: Instant;
  readonly strict: boolean;
}): ValidationModel => {
  const files = about.files.map((f) => validatedFile(f, about.strict));
  return {
    layout: 1,
    agent: about.agent,
    at: new Date(about.at).toISOString(),
    strict: about.strict,
    conform: files.every((f) => f.conform),
    files,
  };
};

const validatedFile = (v: Validated, strict: boolean): ValidatedFile => {
  const count = (s: Severity): number =>
    v.findings.filter((f) => f.severity === s).reduce((n, f) => n + 1 + (f.more ?? 0), 0);
  const counts = {
    blocking: count("blocking"),
    warning: count("warning"),
    "not-checked": count("not-checked"),
    information: count("information"),
  };
  const { kept, hidden } = capped([...v.findings].sort((a, b) => byPlace(a.place, b.place)));
  const tally = new Map<string, number>();
  for (const { place, severity } of v.findings) {
    const key = `${place.declaration} ${severity}`;
    tally.set(key, (tally.get(key) ?? 0) + 1);
  }
  return {
    file: printable(v.file),
    size: v.size,
    sha256: v.sha256,
    ...(v.format === undefined ? {} : { format: v.format }),
    ...(v.judgedBy === undefined ? {} : { judgedBy: v.judgedBy }),
    ...(v.testFlag === undefined ? {} : { testFlag: v.testFlag }),
    mode: v.mode,
    declared: v.declared,
    conform: counts.blocking === 0 && !(strict && counts.warning > 0),
    counts,
    declarations: v.declarations.map((d) => ({
      position: d.position,
      ...describe(d),
      blocking: tally.get(`${d.position} blocking`) ?? 0,
      warnings: tally.get(`${d.position} warning`) ?? 0,
    })),
    findings: findingRows(kept),
    cut: isCut(v),
    hidden,
  };
};

const byPlace = (a: Place, b: Place): number =>
  (a.declaration ?? 0) - (b.declaration ?? 0) ||
  (a.line ?? a.segment ?? 0) - (b.line ?? b.segment ?? 0) ||
  (a.column ?? a.element ?? 0) - (b.column ?? b.element ?? 0);

/** Twenty of a kind show what it is; the rest is a number. */
const capped = (found: readonly Finding[]) => {
  const seen = new Map<string, number>();
  const listed = new Map<string, number>();
  const kept: Finding[] = [];
  for (const { more, ...finding } of found) {
    const { code } = finding;
    seen.set(code, (seen.get(code) ?? 0) + 1 + (more ?? 0));
    const before = listed.get(code) ?? 0;
    if (before >= limits.reportPerCodeMax) continue;
    listed.set(code, before + 1);
    kept.push(finding);
  }
  const hidden = [...seen]
    .map(([code, n]) => ({ code, count: n - (listed.get(code) ?? 0) }))
    .filter(({ count }) => count > 0);
  return { kept, hidden };
};

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
        text: "Ce contrôle est fait sur ce poste et rien n'a été envoyé. Un fichier sans erreur n'est pas un fichier accepté : seul l'accusé de l'organisme le prouve.",
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
    : f.conform
      ? f.counts.warning > 0
        ? `Conforme, ${plural(f.counts.warning, "avertissement")} à lire`
        : "Conforme"
      : `À corriger : ${plural(f.counts.warning, "avertissement")} (contrôle strict)`;

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
    lines: [
      f.counts.blocking > 0
        ? "Facteur n'enverrait pas ce fichier. Corrigez dans le logiciel de paie, préparez-le de nouveau, puis contrôlez-le encore."
        : "Aucune erreur bloquante n'a été trouvée.",
    ],
  },
  { is: "facts", rows: identity(f) },
  ...(several ? [] : [{ is: "contents" } as const]),
  ...severities.flatMap(([severity, title]) => findingBlocks(f, { severity, title, at })),
  ...hiddenBlocks(f),
  ...declarationBlocks(f, at),
];

const identity = (f: ValidatedFile): readonly (readonly [string, string])[] => [
  ["Format", f.format === undefined ? "non reconnu" : formatText(f.format as "dpae-flat")],
  ...(f.judgedBy === undefined
    ? []
    : [
        [
          "Règles",
          `${f.judgedBy.name} (${f.judgedBy.official ? "publiées par l'organisme" : "disposition non officielle"}) : ${f.judgedBy.source}`,
        ] as const,
      ]),
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

/** A name is found in the payroll program sooner than a line number. */
const whose = (f: ValidatedFile, { declaration }: ReportFinding): readonly string[] => {
  const found = declaration === undefined ? undefined : f.declarations[declaration - 1];
  return found === undefined ? [] : [found.who];
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
          text: x.place,
          notes: [...whose(f, x), x.code],
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

/** The reader stops telling a mistake made too often: then silence on a declaration says nothing. */
const isCut = (v: Validated): boolean =>
  v.findings.length >= limits.findingsMax || v.findings.some((f) => (f.more ?? 0) > 0);

const judged = (d: ValidatedFile["declarations"][number], cut: boolean) =>
  d.blocking > 0
    ? ({ text: plural(d.blocking, "erreur bloquante"), tone: "bad" } as const)
    : d.warnings > 0
      ? ({ text: plural(d.warnings, "avertissement"), tone: "attention" } as const)
      : cut
        ? ({ text: "voir les remarques répétées", tone: "neutral" } as const)
        : ({ text: "rien à signaler", tone: "good" } as const);
