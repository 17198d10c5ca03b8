/** The day's report as a paper: the answer, the alarms with whom to call, each dossier, the charts. */

import type { Instant } from "../../../domain/ids.ts";
import type { AlarmLine, DayEntry, DayModel } from "../../../domain/report/day.ts";
import type { Block, Cell, Paper } from "../paper/paper.ts";
import { adhesionBlocks } from "./adhesions.ts";
import { todayBlocks } from "./today.ts";

export const dayPaper = (m: DayModel, at: Instant): Paper => ({
  kicker:
    m.dossier === undefined ? "Compte rendu du jour" : `Compte rendu du jour, dossier ${m.dossier}`,
  title: m.dayText,
  running: `Compte rendu du ${m.dayText}${m.dossier === undefined ? "" : `, dossier ${m.dossier}`}`,
  at,
  blocks: [
    { is: "answer", ...m.answer },
    ...todayBlocks(m.today),
    ...(m.alarms.length === 0 ? [] : alarms(m.alarms)),
    ...adhesionBlocks(m.adhesions ?? []),
    ...m.groups.flatMap((g) => [
      { is: "heading", level: 1, text: `Dossier ${g.dossier}`, listed: true } as const,
      {
        is: "table",
        head: ["Fichier", "Situation", "Ce qu'il faut faire"],
        widths: [26, 42, 32],
        rows: g.entries.map(row),
      } as const,
    ]),
    ...m.charts.map((chart) => ({ is: "chart", chart }) as const),
  ],
  footer: [
    ...(m.footer.contact === undefined ? [] : [`Une question ? ${m.footer.contact}.`]),
    `Établi le ${m.made.text}. ${m.footer.agent}.`,
  ].join(" "),
});

const alarms = (all: readonly AlarmLine[]): readonly Block[] => [
  { is: "heading", level: 1, text: "Alarmes", listed: false },
  {
    is: "table",
    head: ["Quoi", "Ce qui ne va pas", "Ce qu'il faut faire"],
    widths: [26, 42, 32],
    rows: all.map((a): readonly Cell[] => [
      {
        text: a.name ?? a.about,
        notes: [
          ...(a.name === undefined ? [] : [a.about]),
          count(a),
          ...(a.deposits.length > 0 ? [a.deposits.join(", ")] : []),
        ],
      },
      {
        text: a.what,
        tone: a.cause === "ar-late" || a.cause === "deadline-near" ? "attention" : "bad",
        notes: [
          `Depuis le ${a.since.text}`,
          ...(a.heard === undefined ? [] : [`Dernier accusé de cette adresse : ${a.heard.text}`]),
        ],
      },
      { text: a.next, notes: a.contact === undefined ? [] : [`Contact : ${a.contact}`] },
    ]),
  },
];

const count = (a: AlarmLine): string => {
  if (a.cause === "not-produced") return `${a.count} ${a.count < 2 ? "employeur" : "employeurs"}`;
  return `${a.count} ${a.count < 2 ? "déclaration" : "déclarations"}`;
};

const row = (e: DayEntry): readonly Cell[] => [
  {
    text: e.file,
    // Pages of a day stand in a month's folder, beside the deposits' own.
    href: `../${e.report}.html`,
    notes: [`${e.deposit}, ${e.claimed.text}`],
  },
  {
    text: e.title,
    tone: e.tone,
    notes: [
      e.sentence,
      ...(e.late === undefined ? [] : [`En retard : ${e.late}`]),
      ...(e.notice ? [e.notice] : []),
    ],
  },
  { text: e.todo },
];
