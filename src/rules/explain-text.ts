/** An explanation for the terminal, and for a program. */

import { faults } from "../domain/faults.ts";
import type { Finding } from "../domain/finding.ts";
import type { Mode } from "../domain/mode.ts";
import type { ExpectedReceipts, ReceiptDelay } from "../domain/receipt/expected.ts";
import type { Case, DecidedMessage } from "./decide.ts";
import type { DeclarationExplained, Explanation, RuleTried } from "./explain.ts";
import { explainWords } from "./explain-words.ts";
import type { Lang } from "./problem-text.ts";
import { describeProblem } from "./problems.ts";
import type { RuleSet } from "./set.ts";

export interface Explained {
  readonly language: Lang;
  readonly of: Case;
  readonly set: RuleSet;
  readonly recognised: boolean;
  readonly blocking: readonly Finding[];
  /** Path of the dossier's own rule file. */
  readonly rules: string;
  readonly senders: readonly { readonly name: string; readonly address: string }[];
  readonly explanation: Explanation;
}

export const explainedText = (about: Explained): string => {
  const { language, of, recognised, blocking, explanation, rules, set } = about;
  const w = explainWords[language];
  const lines = [
    w.head({ ...of, count: of.declarations.length, recognised }),
    w.rules(rules, set.encoding, set.rules.length, set.plan.length),
    ...(blocking.length > 0 ? [w.blocking(blocking.map((f) => f.code))] : []),
    "",
    ...groups(explanation.declarations).flatMap((group) => declarationLines(about, group)),
    ...decisionLines(about),
  ];
  return `${lines.join("\n").trimEnd()}\n`;
};

/** Declarations that every rule judged alike are told once. */
const groups = (
  declarations: readonly DeclarationExplained[],
): readonly (readonly DeclarationExplained[])[] => [
  ...Map.groupBy(declarations, (d) => JSON.stringify(d.rules)).values(),
];

const shownFieldsMax = 12;

const declarationLines = (
  { language, set }: Explained,
  group: readonly DeclarationExplained[],
): readonly string[] => {
  const w = explainWords[language];
  const [first] = group;
  if (!first) return [];
  const fields = valuesOf(group).slice(0, shownFieldsMax);
  const rules = first.rules.map((tried) => `  ${ruleLine(tried, language)}`);
  return [
    w.declarations(ranges(group.map((d) => d.position))),
    ...fields.map(([name, value]) => `  ${name} = ${value}`),
    ...(set.rules.length > 0 ? rules : []),
    "",
  ];
};

/** Each field with its values, the first few where the declarations differ. */
const valuesOf = (
  group: readonly DeclarationExplained[],
): readonly (readonly [string, string])[] => {
  const values = new Map<string, Set<string>>();
  for (const { fields } of group)
    for (const [name, value] of Object.entries(fields))
      values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values].map(([name, all]) => {
    const shown = [...all].slice(0, shownValuesMax).join(", ");
    return [name, all.size > shownValuesMax ? `${shown}…` : shown];
  });
};

const shownValuesMax = 4;

const ruleLine = (tried: RuleTried, language: Lang): string => {
  const w = explainWords[language];
  const place = w.place(tried.rule, tried.file, tried.line);
  switch (tried.is) {
    case "chosen":
      return `→ ${place} ${w.chosen}`;
    case "later":
      return `  ${place} ${w.later}`;
    case "unmet": {
      const unmet = tried.unmet.map((u) => w.unmet(u.key, u.wanted, u.found)).join(" ; ");
      return `  ${place} ${unmet}`;
    }
  }
};

const decisionLines = (about: Explained): readonly string[] => {
  const { language, explanation, rules, of } = about;
  const w = explainWords[language];
  const { decision } = explanation;
  if (of.declarations.length === 0) return [w.nothing];
  if (decision.is === "held") {
    const { what, next } = faults[decision.because][language];
    return [
      `${w.held} ${what} [${decision.because}]`,
      ...decision.details.map((d) => `  ${d[language]}`),
      `  → ${next}`,
    ];
  }
  const warnings = decision.warnings.map((p) => `  ! ${describeProblem(p, rules, language)}`);
  return [
    w.decision(decision.mode, decision.messages.length),
    ...decision.messages.flatMap((message, index) => [
      ...(index > 0 ? [""] : []),
      ...messageLines(about, message, decision.mode),
    ]),
    ...warnings,
  ];
};

const messageLines = (
  { language, of, senders }: Explained,
  { rule, identity, positions, row }: DecidedMessage,
  mode: Mode,
): readonly string[] => {
  const w = explainWords[language];
  // No copy of an essai goes to anybody: said, so that nobody looks for it.
  const copied = mode === "essai" ? ` ${w.realOnly}` : "";
  const from = senders.find((s) => s.name === identity)?.address ?? "";
  const to = row ? `${rule.to} (${w.byPlan(row.file ?? "", row.line)})` : rule.to;
  const parts = [of.fileName, ...(rule.attachments ?? [])].join(", ");
  const rows: readonly (readonly [string, string])[] = [
    [w.labels.declarations, ranges(positions)],
    [w.labels.to, to],
    [w.labels.from, `${identity} <${from}>`],
    [w.labels.subject, rule.subject === "" ? w.none : rule.subject],
    [
      w.labels.note,
      rule.note === "" ? w.none : rule.note.replace(/\n(?=.)/gu, `\n${" ".repeat(18)}`),
    ],
    [w.labels.parts, parts],
    [w.labels.sealing, rule.sealing ?? w.none],
    ...(rule.copyToSelf ? [[w.labels.copy, from + copied] as const] : []),
    ...(rule.officeCopies
      ? [[w.labels.office, rule.officeCopies.join(", ") + copied] as const]
      : []),
    ...(rule.window ? [[w.labels.window, w.window(rule.window)] as const] : []),
    ...(rule.approval ? [[w.labels.approval, w.approval(rule.approval)] as const] : []),
    ...(rule.replaces ? [[w.labels.replaces, w.yes] as const] : []),
    ...(rule.resendsUncertain ? [[w.labels.uncertain, w.resent] as const] : []),
    [w.labels.receipts, receiptsText(rule.receipts, language)],
  ];
  return rows.map(([label, value]) => `  ${label.padEnd(15)} ${value}`);
};

const receiptsText = (expected: ExpectedReceipts | undefined, language: Lang): string => {
  const w = explainWords[language];
  if (!expected) return w.none;
  const delays = Object.entries(expected.delays ?? {}).map(
    ([level, delay]) => `${level} : ${delayText(delay)}`,
  );
  return [
    expected.levels ? w.levels(expected.levels.join(", ")) : w.noLevel,
    ...(delays.length > 0 ? [delays.join(", ")] : []),
    ...(expected.from ? [expected.from.join(", ")] : []),
    ...(expected.mailboxes ? [w.boxes(expected.mailboxes.join(", "))] : []),
  ].join(" ; ");
};

const delayText = ({ count, unit }: ReceiptDelay): string =>
  unit === "heures"
    ? `${count} h`
    : `${count} ${unit.replace("-", " ").replace("ouvres", "ouvrés")}`;

/** `1-3, 7` */
const ranges = (positions: readonly number[]): string => {
  const made: [number, number][] = [];
  for (const position of positions) {
    const last = made.at(-1);
    if (last && last[1] === position - 1) last[1] = position;
    else made.push([position, position]);
  }
  return made.map(([a, b]) => (a === b ? String(a) : `${a}-${b}`)).join(", ");
};

export const explainedJson = (about: Explained): string => {
  const { of, explanation, recognised, blocking, rules, set } = about;
  const { decision, declarations } = explanation;
  const json = {
    file: of.fileName,
    dossier: of.dossier,
    mode: of.mode,
    ...(recognised ? { format: of.format } : {}),
    ...(of.testFlag ? { testFlag: of.testFlag } : {}),
    blocking: blocking.map((f) => f.code),
    rules: { file: rules, encoding: set.encoding },
    declarations,
    decision:
      decision.is === "held"
        ? { is: "held", because: decision.because, details: decision.details.map((d) => d.fr) }
        : {
            is: "messages",
            mode: decision.mode,
            messages: decision.messages.map((m) => ({
              rule: m.rule,
              section: m.from.name,
              identity: m.identity,
              declarations: m.positions,
              ...(decision.mode === "essai" && (m.rule.copyToSelf || m.rule.officeCopies)
                ? { copiesInRealOnly: true }
                : {}),
              ...(m.row ? { plan: { file: m.row.file ?? rules, line: m.row.line } } : {}),
            })),
            warnings: decision.warnings.map((p) => describeProblem(p, rules, about.language)),
          },
  };
  return `${JSON.stringify(json, undefined, 2)}\n`;
};
