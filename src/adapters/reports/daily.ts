/** One page per day, for the firm's own people: what needs them first, then each dossier. */

import { frenchDate } from "../../domain/paris-time.ts";
import type { ReportModel } from "../../domain/report-model.ts";
import type { Counts } from "../../domain/rollup.ts";
import type { Tone } from "../../domain/situations.ts";
import { countsInFrench } from "../../domain/situations-fr.ts";
import { bullet, indent, rule, section, wrap } from "./columns.ts";
import { dailyTemplate } from "./daily-template.ts";
import { page } from "./html.ts";
import { printable } from "./model/printable.ts";

export interface Daily {
  readonly text: string;
  readonly html: string;
}

/** `day` is YYYY-MM-DD; the models are those that the caller holds to concern that day. */
export const renderDaily = (models: readonly ReportModel[], day: string): Daily => {
  const view = viewOf(models, day);
  return { text: dailyText(view), html: page(dailyTemplate, { v: view }) };
};

interface View {
  readonly day: string;
  readonly sentence: string;
  readonly groups: readonly { readonly dossier: string; readonly models: readonly ReportModel[] }[];
}

const viewOf = (models: readonly ReportModel[], day: string): View => {
  const dossiers = [...new Set(models.map((m) => m.deposit.dossier))].sort();
  return {
    day: frenchDate(printable(day)),
    sentence: daySentence(models),
    groups: dossiers.map((dossier) => ({
      dossier,
      models: models.filter((m) => m.deposit.dossier === dossier).toSorted(byNeed),
    })),
  };
};

/** What needs a person first; then the oldest. */
const byNeed = (a: ReportModel, b: ReportModel): number =>
  ranks[a.situation.tone] - ranks[b.situation.tone] || number(a) - number(b);

const ranks: Readonly<Record<Tone, number>> = {
  bad: 0,
  attention: 1,
  waiting: 2,
  good: 3,
  neutral: 4,
};
const number = (m: ReportModel): number => Number(m.deposit.id.slice(1));

const daySentence = (models: readonly ReportModel[]): string => {
  if (models.length === 0) return "Aucun dépôt ce jour.";
  const count = (...tones: readonly Tone[]): number =>
    models.filter((m) => tones.includes(m.situation.tone)).length;
  const answered = countsInFrench(sum(models));
  const parts = [
    `${models.length} ${models.length < 2 ? "dépôt" : "dépôts"}`,
    `${count("bad", "attention")} à regarder`,
    `${count("waiting")} en attente`,
    `${count("good", "neutral")} en ordre`,
  ];
  return `${parts.join(", ")}.${answered === "" ? "" : ` Déclarations : ${answered}.`}`;
};

/** Of the answers only: what was never mailed awaits none. */
const sum = (models: readonly ReportModel[]): Counts => {
  const add = (key: keyof Counts): number =>
    models.reduce((total, m) => total + m.situation.counts[key], 0);
  return {
    total: add("total"),
    registered: add("registered"),
    registeredUnproven: add("registeredUnproven"),
    received: add("received"),
    receivedUnproven: add("receivedUnproven"),
    refused: add("refused"),
    refusedUnproven: add("refusedUnproven"),
    toRead: add("toRead"),
    contradicted: add("contradicted"),
    superseded: add("superseded"),
    waiting: 0,
  };
};

const dailyText = (view: View): string => {
  const blocks = [
    [
      rule("="),
      ...wrap(`COMPTE RENDU DU ${view.day.toUpperCase()}`),
      ...wrap(view.sentence),
      rule("="),
    ],
    ...view.groups.map((g) => section(`Dossier ${g.dossier}`, g.models.flatMap(entry))),
  ];
  return `${blocks.map((b) => b.join("\n")).join("\n\n")}\n`;
};

const entry = (m: ReportModel): readonly string[] => [
  ...bullet(
    "- ",
    `${m.situation.title.toUpperCase()} : ${m.deposit.file} (${m.deposit.id}, ${m.deposit.claimed.text})`,
  ),
  ...indent(2, m.notice),
  ...indent(2, m.situation.sentence),
  ...indent(2, m.todo[0] && `À faire : ${m.todo[0]}`),
  ...indent(2, `Compte rendu : ${m.deposit.report}.txt`),
];
