/** « Compte rendu de basculement » as a page: the figures of the journal, and lines to complete it by hand. */
import type { Instant } from "../../../domain/ids.ts";
import type { ChangeAccount } from "../../../domain/qualification/change-account.ts";
import { printable } from "../model/printable.ts";
import type { Block, Paper } from "./paper.ts";

export const changePaper = (
  account: ChangeAccount,
  about: { readonly at: Instant; readonly agent: string },
): Paper => {
  const { steps, figures, sections } = account;
  const [kicker = "", ...rest] = account.title.split(" — ").map(printable);
  const heading = (text: string): Block => ({ is: "heading", level: 1, text, listed: true });
  return {
    kicker,
    title: rest.join(" — "),
    running: printable(account.title),
    at: about.at,
    blocks: [
      { is: "text", text: printable(account.made) },
      heading(steps.title),
      {
        is: "table",
        head: ["", capital(steps.due), capital(steps.done)],
        widths: [60, 20, 20],
        rows: steps.rows.map((s) => [
          { text: printable(s.says) },
          { text: s.due || "—" },
          { text: s.done || "—" },
        ]),
      },
      ...figures.flatMap(({ text, under }): readonly Block[] => [
        { is: "text", text: printable(text), strong: true },
        ...(under.length === 0 ? [] : [{ is: "list", items: under.map(printable) } as const]),
      ]),
      ...sections.flatMap((one): readonly Block[] => [
        heading(one.title),
        ...(one.lines.length === 0
          ? []
          : [{ is: "list", items: one.lines.map(printable) } as const]),
        { is: "blank", lines: linesByHand },
      ]),
    ],
    footer: about.agent,
  };
};

const linesByHand = 4;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
