/** A deposit's report as a paper, from the same model as its other forms. */
import type { Instant } from "../../../domain/ids.ts";
import type { ReportModel } from "../../../domain/report/deposit.ts";
import { placeNotes } from "../model/findings.ts";
import { afterText, partsIn } from "../model/parts.ts";
import { modeWord } from "../model/words.ts";
import type { Block, Paper } from "./paper.ts";

export const depositPaper = (m: ReportModel, at: Instant): Paper => ({
  kicker: `Compte rendu du dépôt ${m.deposit.id}`,
  title: m.deposit.file,
  running: `${m.deposit.file}, dépôt ${m.deposit.id}, ${m.situation.since.text}`,
  at,
  blocks: [
    ...(m.notice === undefined ? [] : [{ is: "text", text: m.notice } as const]),
    {
      is: "answer",
      tone: m.situation.tone,
      title: m.situation.title,
      lines: [
        m.situation.sentence,
        ...m.reasons.map((r) => (r.detail === undefined ? r.text : `${r.text} ${r.detail}`)),
      ],
    },
    ...table("Par organisme", ["Organisme", "Où on en est", "Suite"], [30, 30, 40], parts(m)),
    heading("Ce qu'il faut faire"),
    { is: "list", items: m.todo },
    {
      is: "facts",
      rows: [
        ["Dossier", m.deposit.dossier],
        ["Mode", modeWord[m.deposit.mode]],
        ...(m.deposit.format ? [["Format", m.deposit.format.text] as const] : []),
        ["Pris en charge", m.deposit.claimed.text],
        ["SHA-256", m.deposit.sha256],
      ],
    },
    ...(m.times.length === 0
      ? []
      : ([
          heading("Les délais"),
          { is: "facts", rows: m.times.map((x) => [x.label, x.value] as const) },
        ] as const)),
    ...(m.memory.length === 0
      ? []
      : ([heading("La dernière fois"), { is: "list", items: m.memory }] as const)),
    { is: "contents" },
    ...table("Déclarations", ["N°", "Concerne", "Résultat"], [8, 52, 40], declarations(m)),
    ...checked(m),
    ...table("Réponses", ["Accusé", "De", "Authenticité"], [25, 45, 30], receipts(m)),
    ...table("Courrier", ["Pli", "À", "État"], [25, 45, 30], mails(m)),
    ...table(
      "Suivi",
      ["Quand", "Quoi"],
      [32, 68],
      m.timeline.map((e) => [
        { text: e.at.text },
        { text: e.what, ...(e.detail === undefined ? {} : { notes: [e.detail] }) },
      ]),
    ),
  ],
  footer: `${m.footer.agent}, fait n° ${m.footer.fact} du journal`,
});

type Rows = Extract<Block, { is: "table" }>["rows"];

const heading = (text: string): Block => ({ is: "heading", level: 1, text, listed: true });

const checked = (m: ReportModel): readonly Block[] => [
  ...table(
    "Contrôle du fichier",
    ["Où", "Ce qui ne va pas", "Comment corriger"],
    [24, 40, 36],
    findings(m),
  ),
  ...(m.judged === undefined ? [] : [{ is: "text", text: m.judged.text } as const]),
];

const table = (
  title: string,
  head: readonly string[],
  widths: readonly number[],
  rows: Rows,
): readonly Block[] =>
  rows.length === 0 ? [] : [heading(title), { is: "table", head, widths, rows }];

const parts = (m: ReportModel): Rows =>
  partsIn(m).map((p) => [
    {
      text: p.organism,
      notes: [
        `${p.declarations.includes(" ") ? "déclarations" : "déclaration"} ${p.declarations}`,
        ...(p.contact === undefined ? [] : [`Contact : ${p.contact}`]),
      ],
    },
    { text: p.title, tone: p.tone, notes: [p.sentence] },
    { text: afterText(p) },
  ]);

const declarations = (m: ReportModel): Rows =>
  m.declarations.map((d) => [
    { text: String(d.position) },
    { text: d.who, notes: [d.details.map((x) => `${x.label} ${x.value}`).join(", ")] },
    {
      text: d.verdict.text,
      tone: d.verdict.tone,
      notes: d.answers.map((a) => `${a.receipt}, ${a.arrived.text}`),
    },
  ]);

const findings = (m: ReportModel): Rows =>
  m.findings.map((f) => [
    { text: f.subject, notes: [...placeNotes(f), f.severityText] },
    { text: f.what, notes: f.value === undefined ? [] : [`Lu : ${f.value}`] },
    { text: f.remedy },
  ]);

const receipts = (m: ReportModel): Rows =>
  m.receipts.map((r) => [
    { text: r.receipt, notes: [r.arrived.text] },
    { text: r.from, notes: [r.subject] },
    { text: r.authenticity },
  ]);

const mails = (m: ReportModel): Rows =>
  m.mails.map((x) => [
    { text: x.message, notes: [x.date.text] },
    { text: x.to.join(", "), notes: [x.subject] },
    { text: x.state },
  ]);
