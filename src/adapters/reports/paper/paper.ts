/**
 * A document as blocks, before it is a page: one description that the text, HTML and PDF renderers all
 * print, so that the three say the same. Plain values; texts are already printable.
 */
import type { Chart } from "../../../domain/chart.ts";
import type { Instant } from "../../../domain/ids.ts";
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
  | { readonly is: "text"; readonly text: string }
  | { readonly is: "list"; readonly items: readonly string[] }
  | { readonly is: "facts"; readonly rows: readonly (readonly [string, string])[] }
  | {
      readonly is: "table";
      readonly head: readonly string[];
      /** Shares of the width, percent. */
      readonly widths: readonly number[];
      readonly rows: readonly (readonly Cell[])[];
    }
  | { readonly is: "chart"; readonly chart: Chart }
  | { readonly is: "contents" };

export interface Paper {
  readonly kicker: string;
  readonly title: string;
  /** On each page: file, deposit, date. */
  readonly running: string;
  readonly at: Instant;
  readonly blocks: readonly Block[];
  readonly footer: string;
}

/** A table of contents is worth its place from so many entries on. */
export const contentsMin = 6;

export const listedHeadings = (paper: Paper): readonly Extract<Block, { is: "heading" }>[] =>
  paper.blocks.filter((b) => b.is === "heading").filter((b) => b.listed);
