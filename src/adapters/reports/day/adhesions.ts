/** The lines about adhesions in the firm's page of the day. */

import { frenchDate } from "../../../domain/paris-time.ts";
import type { AdhesionNews } from "../../../domain/register/adhesion-news.ts";
import type { AdhesionLine } from "../../../domain/report/day.ts";
import { printable } from "../model/printable.ts";
import type { Block, Cell } from "../paper/paper.ts";

export const adhesionLine = (news: AdhesionNews, day: string): AdhesionLine => ({
  is: news.is,
  tone:
    news.is === "unused" || (news.is === "ended" && (news.on ?? "") <= day)
      ? "attention"
      : "neutral",
  employer: printable(news.employer === "" ? news.siret : news.employer),
  siret: news.siret,
  organism: printable(news.organism),
  ...(news.on === undefined ? {} : { on: news.on }),
  ...texts(news, day),
});

const texts = ({ is, on }: AdhesionNews, day: string): Pick<AdhesionLine, "what" | "todo"> => {
  const when = on === undefined ? "" : frenchDate(on);
  switch (is) {
    case "tests-begin":
      return {
        what: `Les tests commencent le ${when}`,
        todo: "Préparez l'envoi d'essai : `facteur qualification`.",
      };
    case "ended":
      return {
        what:
          on !== undefined && on > day
            ? `L'adhésion prend fin le ${when}`
            : `L'adhésion a pris fin le ${when}`,
        todo: "Ce qui est réel attend ensuite une adhésion, ou se déclare par les moyens traditionnels.",
      };
    case "unused":
      return {
        what: `Non utilisée toute l'année dernière${when === "" ? "" : ` (dernière utilisation : ${when})`} : l'organisme peut la suspendre`,
        todo: "Demandez à l'organisme si elle vaut encore, ou résiliez-la (`facteur register announce`).",
      };
    case "unused-soon":
      return {
        what: `Non utilisée cette année${when === "" ? "" : ` (dernière utilisation : ${when})`}`,
        todo: "Après une année civile sans utilisation, l'organisme peut la suspendre.",
      };
  }
};

export const adhesionBlocks = (lines: readonly AdhesionLine[]): readonly Block[] =>
  lines.length === 0
    ? []
    : [
        { is: "heading", level: 1, text: "Adhésions", listed: false },
        {
          is: "table",
          head: ["Qui et chez qui", "Ce qui arrive", "Ce qu'il faut faire"],
          widths: [30, 36, 34],
          rows: lines.map((l): readonly Cell[] => [
            { text: l.employer, notes: [l.siret, l.organism] },
            { text: l.what, tone: l.tone },
            { text: l.todo },
          ]),
        },
      ];
