/** A paper as plain text: 80 columns, printable anywhere. */
import { bullet, indent, rule, section, wrap } from "../columns.ts";
import { chartLines } from "./chart.ts";
import type { Block, Paper } from "./paper.ts";

export const paperText = (paper: Paper): string =>
  `${[
    ...(paper.isLetter ? [] : head(paper)),
    ...paper.blocks.flatMap((b) => ["", ...lines(b)]),
    ...(paper.isLetter ? [] : ["", rule("-"), ...wrap(paper.footer)]),
  ]
    .join("\n")
    .replace(/^\n+/u, "")
    .replace(/\n{3,}/gu, "\n\n")}\n`;

const head = (paper: Paper): readonly string[] => [
  rule("="),
  ...wrap(paper.kicker.toUpperCase()),
  ...wrap(paper.title),
  rule("="),
];

/** Where a window envelope shows an address. */
const rightColumn = 40;

const textWidth = 80;
const gap = 2;

/** Cells side by side, each wrapped in its column. */
const aligned = ({ head, widths, rows }: Extract<Block, { is: "table" }>): readonly string[] => {
  const columns = widths.map((share) => Math.floor((textWidth * share) / 100) - gap);
  const side = (texts: readonly string[]): readonly string[] => {
    const cells = columns.map((width, at) => wrap(texts[at] ?? "", width));
    const height = Math.max(...cells.map((cell) => cell.length));
    return Array.from({ length: height }, (_, line) =>
      columns
        .map((width, at) => (cells[at]?.[line] ?? "").padEnd(width + gap))
        .join("")
        .trimEnd(),
    );
  };
  return [...side(head), rule("-"), ...rows.flatMap((row) => side(row.map(({ text }) => text)))];
};

const lines = (block: Block): readonly string[] => {
  switch (block.is) {
    case "heading":
      return block.level === 1
        ? section(block.text, [" "]).slice(0, 2)
        : wrap(`--- ${block.text} ---`);
    case "answer":
      return [
        ...wrap(`>>> ${block.title.toUpperCase()}`),
        ...block.lines.flatMap((l) => indent(4, l)),
        ...(block.items ?? []).flatMap((i) =>
          bullet("    - ", [i.lead, i.text].filter((one) => one !== "").join(" : ")),
        ),
      ];
    case "text":
      return wrap(block.text);
    case "lines":
      return block.lines.flatMap((l) => indent(block.at === "right" ? rightColumn : 0, l));
    case "list":
      return block.items.flatMap((i) => bullet("- ", i));
    case "facts":
      return block.rows.flatMap(([label, value]) => bullet("  ", `${label} : ${value}`));
    case "table":
      if (block.aligned) return aligned(block);
      return block.rows.flatMap((row) => {
        const [first, ...rest] = row;
        return [
          ...bullet("- ", [first?.text, ...(first?.notes ?? [])].join(", ")),
          ...rest.flatMap((cell, i) => [
            ...indent(2, cell.text && `${block.head[i + 1]} : ${cell.text}`),
            ...(cell.notes ?? []).flatMap((n) => indent(4, n)),
          ]),
        ];
      });
    case "chart":
      return [...section(block.chart.title, [" "]).slice(0, 2), ...chartLines(block.chart)];
    case "blank":
      return Array.from({ length: block.lines }, () => `  ${".".repeat(76)}`);
    case "page":
      return [rule("-")];
    case "contents":
      return [];
  }
};
