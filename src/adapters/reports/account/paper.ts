/** The account to a client on paper: the letter, then each declaration, then its copies. */
import type { Instant } from "../../../domain/ids.ts";
import type { Block, Cell, Paper } from "../paper/paper.ts";
import { type AccountModel, type AccountRow, resultText } from "./model.ts";

const framed = (
  m: AccountModel,
  at: Instant,
  about: { readonly kicker: string; readonly blocks: readonly Block[]; readonly agent: string },
): Paper => ({
  kicker: about.kicker,
  title: m.client,
  running: `${about.kicker} : ${m.client}, ${m.period}`,
  at,
  blocks: about.blocks,
  footer: `Établi le ${m.made}. ${about.agent}.`,
});

export const letterBlocks = (paragraphs: readonly string[]): readonly Block[] =>
  paragraphs.map((text) => ({ is: "text", text }));

export const summaryBlocks = (m: AccountModel): readonly Block[] => [
  {
    is: "answer",
    tone: m.counts.refused > 0 ? "bad" : m.counts.open > 0 ? "waiting" : "good",
    title: `${m.counts.declarations} ${m.counts.declarations < 2 ? "déclaration" : "déclarations"} ${m.period}`,
    lines: m.rows.length === 0 ? [] : [`Résultat : ${resultText(m.counts)}.`],
  },
  ...(m.rows.length === 0
    ? []
    : ([
        { is: "heading", level: 1, text: "Déclaration par déclaration", listed: true },
        {
          is: "table",
          head: ["Déclaration", "Déposée", "Résultat", "Preuve"],
          widths: [32, 18, 20, 30],
          rows: m.rows.map(row),
        },
      ] as const)),
  ...(m.withheld.length === 0
    ? []
    : ([
        { is: "heading", level: 1, text: "Ce qui n'est pas joint", listed: true },
        { is: "list", items: m.withheld },
      ] as const)),
];

const row = (r: AccountRow): readonly Cell[] => [
  { text: r.who, notes: [...r.details, `${r.deposit}.${r.position}`] },
  { text: r.taken },
  {
    text: r.state,
    tone: r.counts ? r.tone : "neutral",
    notes:
      r.replacedBy === undefined
        ? []
        : [`ne compte plus : annulée et remplacée par ${r.replacedBy}`],
  },
  { text: r.proofs.length === 0 ? "aucun accusé" : "", notes: r.proofs },
];

export const letterPaper = (
  m: AccountModel,
  about: { readonly paragraphs: readonly string[]; readonly at: Instant; readonly agent: string },
): Paper =>
  framed(m, about.at, {
    kicker: "Compte rendu au client",
    blocks: letterBlocks(about.paragraphs),
    agent: about.agent,
  });

export const summaryPaper = (
  m: AccountModel,
  about: { readonly at: Instant; readonly agent: string; readonly more?: readonly Block[] },
): Paper =>
  framed(m, about.at, {
    kicker: "Compte rendu de déclarations",
    blocks: [...summaryBlocks(m), ...(about.more ?? [])],
    agent: about.agent,
  });
