/**
 * A document as blocks, before it is a page: one description that the text, HTML and PDF renderers all
 * print, so that the three say the same. Plain values; texts are already printable.
 */

import type { Instant } from "../../../domain/ids.ts";
import type { Chart } from "../../../domain/report/chart.ts";
import type { Tone } from "../../../domain/situations.ts";

export interface Cell {
  readonly text: string;
  /** Smaller lines under it. */
  readonly notes?: readonly string[];
  readonly tone?: Tone;
  /** A place that links of the same paper lead to. */
  readonly id?: string;
  readonly to?: string;
  /** A page beside this one; only HTML follows it. */
  readonly href?: string;
}

/** `lead` is what the eye finds first. */
export interface Item {
  readonly lead: string;
  readonly text: string;
}

export type Block =
  | {
      readonly is: "heading";
      readonly level: 1 | 2;
      readonly text: string;
      /** Stands in the table of contents and in the PDF's outline. */
      readonly listed: boolean;
    }
  | {
      readonly is: "answer";
      readonly tone: Tone;
      readonly title: string;
      readonly lines: readonly string[];
      /** What to do first, one after the other. */
      readonly items?: readonly Item[];
    }
  /** `strong`: the object of a letter. */
  | { readonly is: "text"; readonly text: string; readonly strong?: true }
  /** Kept line by line: who writes, or, at the right, where a window envelope shows it, to whom; a date, a signature. */
  | { readonly is: "lines"; readonly at: "left" | "right"; readonly lines: readonly string[] }
  | { readonly is: "list"; readonly items: readonly string[] }
  | { readonly is: "facts"; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly is: "table";
      readonly head: readonly string[];
      /** Shares of the width, percent. */
      readonly widths: readonly number[];
      /** As plain text too, its short cells stand side by side. */
      readonly aligned?: true;
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly is: "chart"; readonly chart: Chart }
  /** So many dotted lines, to be written on by hand. */
  | { readonly is: "blank"; readonly lines: number }
  | { readonly is: "page" }
  | { readonly is: "contents" };

export interface Paper {
  readonly kicker: string;
  readonly title: string;
  /** On each page: file, deposit, date. */
  readonly running: string;
  readonly at: Instant;
  readonly blocks: readonly Block[];
  readonly footer: string;
  /** It begins with who writes: no head, and nothing at the foot of its first page. */
  readonly isLetter?: true;
}

/** A table of contents is worth its place from so many entries on. */
export const contentsMin = 6;

export const listedHeadings = (paper: Paper): readonly Extract<Block, { is: "heading" }>[] =>
  paper.blocks.filter((b) => b.is === "heading").filter((b) => b.listed);
