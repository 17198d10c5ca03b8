/**
 * A paper as PDF: A4, selectable text, page numbers, tables that repeat their heads, contents and
 * outline. The library is loaded when the first PDF is made, so that other commands start fast; its date
 * is the paper's own, so that the same paper gives the same bytes. It gets its fonts in memory and may open nothing.
 */
import type { Chart } from "../../../domain/report/chart.ts";
import type { Tone } from "../../../domain/situations.ts";
import { packagePath, readBytes } from "../../../foundation/product.ts";
import { french } from "../html.ts";
import { chartBars, type DrawnBar } from "./chart.ts";
import {
  type Block,
  type Cell,
  contentsMin,
  type Item,
  listedHeadings,
  type Paper,
} from "./paper.ts";

/** Names in the library's own file system of memory: the executable has its fonts nowhere else. */
const fonts = { normal: "normal.ttf", bold: "bold.ttf" } as const;

export const paperPdf = async (paper: Paper): Promise<Uint8Array> => {
  const { default: library } = await import("pdfmake");
  const { normal, bold } = fonts;
  for (const [name, file] of [
    [normal, packagePath("source-sans/TTF/SourceSans3-Regular.ttf")],
    [bold, packagePath("source-sans/TTF/SourceSans3-Semibold.ttf")],
  ] as const)
    if (!library.virtualfs.existsSync(name))
      library.virtualfs.writeFileSync(name, Buffer.from(readBytes(file)));
  library.setFonts({ Source: { normal, bold, italics: normal, bolditalics: bold } });
  library.setUrlAccessPolicy(() => false);
  library.setLocalAccessPolicy(() => false);
  return library.createPdf(definition(paper)).getBuffer();
};

const tones: Readonly<Record<Tone, string>> = {
  good: "#1a6b3c",
  bad: "#a3201d",
  attention: "#8a4b00",
  waiting: "#1f5480",
  neutral: "#4a545e",
};
const soft = "#55606b";
const line = "#c9cdc8";

const definition = (paper: Paper): object => ({
  pageSize: "A4",
  pageMargins: [48, 62, 48, 56],
  language: "fr-FR",
  info: {
    title: `${paper.kicker} : ${paper.title}`,
    author: paper.footer,
    creationDate: new Date(paper.at),
  },
  defaultStyle: { font: "Source", fontSize: 10, lineHeight: 1.15 },
  header: (page: number) => ({
    text: paper.isLetter && page === 1 ? "" : french(paper.running),
    color: soft,
    fontSize: 8.5,
    margin: [48, 28, 48, 0],
  }),
  footer: (page: number, pages: number) => ({
    columns: [
      { text: paper.isLetter ? "" : french(paper.footer), width: "*" },
      {
        text: paper.isLetter && pages === 1 ? "" : `page ${page} / ${pages}`,
        alignment: "right",
        width: 80,
      },
    ],
    color: soft,
    fontSize: 8.5,
    margin: [48, 16, 48, 0],
  }),
  ...(paper.blocks.length <= keptTogetherMax ? { pageBreakBefore: leftAlone } : {}),
  content: [
    ...(paper.isLetter
      ? []
      : [
          { text: french(paper.kicker), color: soft },
          { text: paper.title, fontSize: 18, bold: true, margin: [0, 0, 0, 8] },
        ]),
    ...paper.blocks.map((b) => content(b, listedHeadings(paper).length >= contentsMin)),
  ],
});

/** Each such break lays the whole document out again: not for hundreds of headings. */
const keptTogetherMax = 60;

/** A heading at the foot of a page would stand there alone: a table's head and first row need a seventh of it. */
const leftAlone = (
  node: {
    readonly headlineLevel?: number;
    readonly startPosition: { readonly verticalRatio: number };
  },
  nodes: { getFollowingNodesOnPage(): readonly { readonly table?: unknown }[] },
): boolean => {
  if (node.headlineLevel === undefined) return false;
  const [next] = nodes.getFollowingNodesOnPage();
  return node.startPosition.verticalRatio > (next?.table === undefined ? 0.87 : 0.82);
};

const content = (block: Block, withContents: boolean): object => {
  switch (block.is) {
    case "heading":
      return {
        text: french(block.text),
        bold: true,
        headlineLevel: block.level,
        fontSize: block.level === 1 ? 13 : 11,
        margin: [0, block.level === 1 ? 16 : 12, 0, 5],
        ...(block.listed ? { tocItem: true, tocMargin: [0, 1, 0, 1], outline: true } : {}),
      };
    case "answer":
      return answer(block);
    case "text":
      return block.strong
        ? { text: french(block.text), bold: true, margin: [0, 6, 0, 10] }
        : { text: french(block.text), margin: [0, 2, 0, 4] };
    case "lines":
      return {
        stack: block.lines.map((text) => ({ text: french(text) })),
        margin: [block.at === "right" ? rightMargin : 0, 2, 0, 16],
        unbreakable: true,
      };
    case "list":
      return { ul: block.items.map(french), margin: [0, 2, 0, 4] };
    case "facts":
      return facts(block.rows);
    case "table":
      return table(block);
    case "chart":
      return chartBlock(block.chart);
    case "blank":
      return { stack: Array.from({ length: block.lines }, blankLine), margin: [0, 2, 0, 4] };
    case "page":
      return { text: "", pageBreak: "after" };
    case "contents":
      return withContents
        ? { toc: { title: { text: "Sommaire", bold: true, fontSize: 13, margin: [0, 14, 0, 5] } } }
        : { text: "" };
  }
};

/** Points, on a page of 595: where a window envelope shows an address. */
const rightMargin = 260;

const blankLine = (): object => ({
  canvas: [
    {
      type: "line",
      x1: 0,
      y1: 20,
      x2: 499,
      y2: 20,
      lineWidth: 0.5,
      dash: { length: 1, space: 2 },
      lineColor: soft,
    },
  ],
});

const answer = ({ tone, title, lines, items = [] }: Extract<Block, { is: "answer" }>): object => ({
  table: {
    widths: ["*"],
    body: [
      [
        {
          stack: [
            { text: french(title), bold: true, fontSize: 14, color: tones[tone] },
            ...lines.map((l) => ({ text: french(l), margin: [0, 2, 0, 0] })),
            ...(items.length === 0 ? [] : [{ ul: items.map(item), margin: [0, 3, 0, 0] }]),
          ],
          margin: [8, 5, 8, 6],
        },
      ],
    ],
  },
  layout: {
    hLineWidth: () => 0.5,
    hLineColor: () => tones[tone],
    vLineWidth: (i: number) => (i === 0 ? 4 : 0.5),
    vLineColor: () => tones[tone],
  },
  margin: [0, 4, 0, 8],
});

const item = ({ lead, text }: Item): object => ({
  stack: [...(lead === "" ? [] : [{ text: french(lead), bold: true }]), { text: french(text) }],
  margin: [0, 0, 0, 2],
});

const chartBlock = (chart: Chart): object => ({
  stack: [
    { text: french(chart.title), bold: true, fontSize: 11, margin: [0, 12, 0, 2] },
    {
      text: [
        { text: `${french(chart.caption)}  `, color: soft },
        ...chart.legend.map((l) => ({ text: `${l.text}   `, color: tones[l.tone], bold: true })),
      ],
      fontSize: 8.5,
      margin: [0, 0, 0, 4],
    },
    ...chartBars(chart).map(barRow),
  ],
  unbreakable: true,
});

/** Drawn, not as SVG: the library would look for the font of its texts in a file. */
const barRow = ({ label, text, parts }: DrawnBar): object => ({
  columns: [
    { text: label, width: 120, alignment: "right" },
    {
      width: barWidth,
      canvas: [
        { type: "rect", x: 0, y: 1.5, w: barWidth, h: 9, color: "#eef0f1" },
        ...parts.map(({ tone, from, share }) => ({
          type: "rect",
          x: from * barWidth,
          y: 1.5,
          w: share * barWidth,
          h: 9,
          color: tones[tone],
        })),
      ],
    },
    { text, width: "*" },
  ],
  columnGap: 8,
  fontSize: 8.5,
  margin: [0, 1, 0, 1],
});

const barWidth = 200;

const facts = (rows: readonly (readonly [string, string])[]): object => ({
  table: {
    widths: [120, "*"],
    dontBreakRows: true,
    body: rows.map(([label, value]) => [{ text: french(label), color: soft }, { text: value }]),
  },
  layout: "noBorders",
  margin: [0, 6, 0, 4],
});

const table = ({ head, widths, rows }: Extract<Block, { is: "table" }>): object => ({
  table: {
    headerRows: 1,
    keepWithHeaderRows: 1,
    dontBreakRows: true,
    widths: widths.map((w) => `${w}%`),
    body: [
      head.map((text) => ({ text, bold: true, color: soft, fontSize: 9 })),
      ...rows.map((row) => row.map(cell)),
    ],
  },
  layout: {
    hLineWidth: (i: number) => (i === 0 ? 0 : i === 1 ? 1 : 0.5),
    hLineColor: () => line,
    vLineWidth: () => 0,
    paddingLeft: () => 0,
    paddingRight: () => 8,
  },
  margin: [0, 2, 0, 6],
});

const cell = ({ text, notes, tone, id, to }: Cell): object => ({
  stack: [
    {
      text: french(text),
      ...(tone ? { color: tones[tone], bold: true } : {}),
      ...(id === undefined ? {} : { id }),
      ...(to === undefined ? {} : { linkToDestination: to }),
    },
    ...(notes ?? []).map((n) => ({ text: french(n), fontSize: 8.5, color: soft })),
  ],
});
