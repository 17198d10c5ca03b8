/**
 * A chart drawn: as SVG for pages (no script, no outside resource), as signs for text. Its colours are given,
 * because a page has variables for light and dark, and a PDF has neither.
 */
import type { Chart, ChartBar } from "../../../domain/report/chart.ts";
import type { Tone } from "../../../domain/situations.ts";
import { wrap } from "../columns.ts";

export interface ChartColours {
  readonly tones: Readonly<Record<Tone, string>>;
  readonly ink: string;
  readonly track: string;
  readonly font: string;
}

const width = 640;
const labelWidth = 170;
const textWidth = 200;
const rowHeight = 24;
const barHeight = 13;

export const chartSvg = (chart: Chart, colours: ChartColours): string => {
  const most = largest(chart);
  const height = chart.bars.length * rowHeight + 4;
  const rows = chart.bars.map((bar, i) => row(bar, { y: i * rowHeight + 2, most, colours }));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(chart.title)}">`,
    ...rows,
    "</svg>",
  ].join("\n");
};

const row = (
  bar: ChartBar,
  at: { readonly y: number; readonly most: number; readonly colours: ChartColours },
): string => {
  const { y, most, colours } = at;
  const room = width - labelWidth - textWidth;
  const top = y + (rowHeight - barHeight) / 2;
  let x = labelWidth;
  const parts = bar.parts.map((part) => {
    const w = round((part.value / most) * room);
    const drawn = `<rect x="${x}" y="${top}" width="${w}" height="${barHeight}" fill="${colours.tones[part.tone]}"/>`;
    x = round(x + w);
    return w > 0 ? drawn : "";
  });
  const text = (at: number, said: string, anchor: string): string =>
    `<text x="${at}" y="${y + rowHeight / 2 + 4}" text-anchor="${anchor}" font-family="${colours.font}" font-size="12" fill="${colours.ink}">${escaped(said)}</text>`;
  return [
    text(labelWidth - 10, shortened(bar.label, 26), "end"),
    `<rect x="${labelWidth}" y="${top}" width="${room}" height="${barHeight}" fill="${colours.track}"/>`,
    ...parts,
    text(labelWidth + room + 10, shortened(bar.text, 34), "start"),
  ].join("");
};

export interface DrawnBar {
  readonly label: string;
  readonly text: string;
  /** Each in shares of the longest bar. */
  readonly parts: readonly { readonly tone: Tone; readonly from: number; readonly share: number }[];
}

/** The same chart for whoever draws its bars himself. */
export const chartBars = (chart: Chart): readonly DrawnBar[] => {
  const most = largest(chart);
  return chart.bars.map((bar) => {
    let from = 0;
    const parts = bar.parts.flatMap(({ tone, value }) => {
      const part = { tone, from, share: value / most };
      from += part.share;
      return part.share > 0 ? [part] : [];
    });
    return { label: shortened(bar.label, 26), text: shortened(bar.text, 34), parts };
  });
};

/** The same chart in 80 columns. */
export const chartLines = (chart: Chart): readonly string[] => {
  const most = largest(chart);
  const legend = chart.legend.map((l) => `${signOf[l.tone]} ${l.text}`).join(", ");
  const bars = chart.bars.map((bar) => {
    const label = shortened(bar.label, 22).padEnd(22);
    const signs = bar.parts.map((p) => signOf[p.tone].repeat(Math.round((p.value / most) * 22)));
    return `  ${label} ${signs.join("").slice(0, 24).padEnd(24)} ${shortened(bar.text, 29)}`.trimEnd();
  });
  return [...wrap(`${chart.caption} ${legend}.`), ...bars];
};

const signOf: Readonly<Record<Tone, string>> = {
  good: "#",
  bad: "X",
  attention: "!",
  waiting: "=",
  neutral: "-",
};

const largest = (chart: Chart): number =>
  Math.max(1, ...chart.bars.map((b) => b.parts.reduce((n, p) => n + p.value, 0)));

const round = (n: number): number => Math.round(n * 10) / 10;

const shortened = (text: string, max: number): string => {
  const signs = Array.from(text);
  return signs.length <= max ? text : `${signs.slice(0, max - 1).join("")}…`;
};

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
