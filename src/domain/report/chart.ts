/** A small chart as values, before it is drawn: bars of parts, each with its tone and its words. */
import type { Tone } from "../situations.ts";

export interface ChartPart {
  readonly tone: Tone;
  readonly value: number;
}

export interface ChartBar {
  readonly label: string;
  readonly parts: readonly ChartPart[];
  /** Said beside the bar: the numbers are never in the drawing alone. */
  readonly text: string;
}

export interface Chart {
  readonly title: string;
  /** How to read it, in a sentence. */
  readonly caption: string;
  /** What each tone stands for, in the order of the parts. */
  readonly legend: readonly { readonly tone: Tone; readonly text: string }[];
  readonly bars: readonly ChartBar[];
}
