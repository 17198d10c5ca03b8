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

/** Lines that begin with `>` stand at the right; « Objet : … » is what the eye finds first. */
const letterBlocks = (paragraphs: readonly string[]): readonly Block[] =>
  paragraphs.map((paragraph, place): Block => {
    const lines = paragraph
      .split("\n")
      .map((line) => line.trim())
      // Who signs for a client may be the client.
      .filter((line, at, all) => line !== all[at - 1]);
    if (lines.every((line) => line.startsWith(">"))) {
      const signs = place === paragraphs.length - 1;
      const own = lines.map((line) => line.slice(1).trim());
      return { is: "lines", at: "right", lines: signs ? ["", "", "", ...own] : own };
    }
    if (lines.length > 1) return { is: "lines", at: "left", lines };
    return /^objet\s*:/iu.test(paragraph)
      ? { is: "text", text: paragraph, strong: true }
      : { is: "text", text: paragraph };
  });

const summaryBlocks = (m: AccountModel): readonly Block[] => [
  {
    is: "answer",
    tone: m.counts.refused > 0 ? "bad" : m.counts.open + m.counts.unsent > 0 ? "waiting" : "good",
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
  { text: r.proofs[0] ?? "aucun accusé", notes: r.proofs.slice(1) },
];

export const letterPaper = (
  m: AccountModel,
  about: { readonly paragraphs: readonly string[]; readonly at: Instant; readonly agent: string },
): Paper => ({
  ...framed(m, about.at, {
    kicker: "Compte rendu au client",
    blocks: letterBlocks(about.paragraphs),
    agent: about.agent,
  }),
  isLetter: true,
});

/** One document to print: the letter, then the summary on a page of its own. */
export const letterAnd = (letter: Paper, summary: Paper): Paper => ({
  ...summary,
  kicker: letter.kicker,
  isLetter: true,
  blocks: [
    ...letter.blocks,
    { is: "page" },
    { is: "heading", level: 1, text: `${summary.kicker} : ${summary.title}`, listed: true },
    ...summary.blocks,
  ],
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
