/** Builds the lines of what must leave today, and the paper of `facteur today`. */
import { periodText } from "../../../domain/calendar/period.ts";
import { paris } from "../../../domain/calendar/zoned-time.ts";
import { formText, namesText, organismText } from "../../../domain/due/series-text.ts";
import { type TodayItem, todayItems } from "../../../domain/due/today.ts";
import { faults } from "../../../domain/faults.ts";
import type { Instant } from "../../../domain/ids.ts";
import { frenchDate } from "../../../domain/paris-time.ts";
import type { TodayLine, TodayModel } from "../../../domain/report/today.ts";
import { situationText, situationTitle } from "../../../domain/situations.ts";
import type { DayForPeople } from "../../../ports/reporter.ts";
import { printable } from "../model/printable.ts";
import { heldNext } from "../model/todo.ts";
import { by } from "../model/words.ts";
import type { Block, Cell, Paper } from "../paper/paper.ts";
import { footerOf, headOf, type Told } from "../told.ts";

export const todayLines = (input: DayForPeople, told: Told): readonly TodayLine[] =>
  input.expected === undefined
    ? []
    : todayItems({
        ...input,
        expected: input.expected,
        lost: input.lost ?? [],
        now: input.made,
        zone: paris,
      }).map((item) => lineOf(item, { now: input.made, told }));

const lineOf = (
  item: TodayItem,
  { now, told }: { readonly now: Instant; readonly told: Told },
): TodayLine => {
  const passed = item.deadline !== undefined && item.deadline <= now;
  const address = item.is === "expected" ? "" : item.address;
  const contact = address === "" ? undefined : told.contactOf(address);
  return {
    is: item.is,
    tone: passed ? "bad" : tones[item.is],
    dossier: printable(item.dossier),
    ...worded(item, told),
    count: item.count,
    ...(item.is === "expected" ? {} : { deposit: item.deposit }),
    ...(item.deadline === undefined ? {} : { deadline: by(item.deadline) }),
    ...(item.safeHour === undefined ? {} : { safeHour: by(item.safeHour) }),
    ...(item.askedBy === undefined ? {} : { askedBy: by(item.askedBy) }),
    passed,
    ...(contact === undefined ? {} : { contact: printable(contact) }),
  };
};

const tones = {
  blocked: "attention",
  expected: "attention",
  unanswered: "attention",
  leaving: "waiting",
} as const;

const worded = (
  item: TodayItem,
  told: Told,
): Pick<TodayLine, "what" | "organism" | "state" | "todo"> => {
  if (item.is === "expected") {
    const { expected } = item;
    const { organism, form, period } = expected;
    const employers = `${item.count} ${item.count < 2 ? "employeur" : "employeurs"}`;
    const what = printable([formText(form), periodText(period)].filter((t) => t !== "").join(", "));
    if (expected.because === "adhesion")
      return {
        what,
        organism: printable(expected.name),
        state: `attendue, pas encore déposée : ${printable(namesText(expected.who))}`,
        todo: "Préparez-la et déposez-la dans le dossier : une adhésion l'attend (`facteur register`).",
      };
    const before =
      expected.before.length > 0
        ? ` La précédente : ${expected.before.slice(0, 3).join(", ")}.`
        : "";
    return {
      what,
      organism: printable(organismText(organism, form)),
      state: `attendue, pas encore déposée (${employers})`,
      todo: `Préparez-la et déposez-la dans le dossier.${before}`,
    };
  }
  const text = situationText(item.situation, "fr");
  const about = {
    what: printable(item.file),
    organism: printable(item.address === "" ? "" : told.nameOf(item.address)),
  };
  if (item.held !== undefined) {
    const why = faults[item.held].fr.what;
    return {
      ...about,
      state: `${situationTitle(item.situation.is)} : ${why.charAt(0).toLowerCase()}${why.slice(1)}`,
      todo: heldNext(item.held, item.deposit),
    };
  }
  return {
    ...about,
    state: `${situationTitle(item.situation.is)}${item.is === "unanswered" ? ", sans réponse qui fasse foi" : ""}`,
    todo:
      item.is === "unanswered"
        ? "Appelez l'organisme avant l'heure limite ; s'il n'a rien reçu, `facteur kit` prépare le papier."
        : text.next,
  };
};

export const todayModel = (input: DayForPeople, told: Told): TodayModel => {
  const lines = todayLines(input, told);
  const asking = lines.filter((l) => l.is !== "leaving").length;
  const leaving = lines.length - asking;
  return {
    layout: 1,
    day: input.day,
    dayText: frenchDate(input.day),
    ...headOf(input),
    answer: answerOf({ asking, leaving, passed: lines.some((l) => l.passed) }),
    lines,
    footer: footerOf(told),
  };
};

const answerOf = (n: {
  readonly asking: number;
  readonly leaving: number;
  readonly passed: boolean;
}): TodayModel["answer"] => {
  const by =
    n.leaving === 0
      ? []
      : [`${n.leaving} ${n.leaving < 2 ? "part d'elle-même" : "partent d'elles-mêmes"}.`];
  if (n.asking > 0)
    return {
      tone: n.passed ? "bad" : "attention",
      title: `${n.asking} ${n.asking < 2 ? "échéance demande" : "échéances demandent"} quelqu'un aujourd'hui`,
      lines: [
        ...(n.passed
          ? [
              "Une échéance au moins est passée : une déclaration en retard doit partir tout de même.",
            ]
          : []),
        ...by,
      ],
    };
  if (n.leaving > 0)
    return { tone: "waiting", title: "Rien à faire : ce qui doit partir part", lines: by };
  return { tone: "good", title: "Rien ne doit partir aujourd'hui", lines: [] };
};

/** The section; empty when nothing is due. */
export const todayBlocks = (lines: readonly TodayLine[]): readonly Block[] =>
  lines.length === 0
    ? []
    : [
        { is: "heading", level: 1, text: "À faire partir aujourd'hui", listed: false },
        {
          is: "table",
          head: ["Avant", "Quoi", "Où on en est", "Ce qu'il faut faire"],
          widths: [22, 26, 24, 28],
          rows: lines.map(row),
        },
      ];

const row = (l: TodayLine): readonly Cell[] => [
  {
    text: l.safeHour?.text ?? l.deadline?.text ?? "dès que possible",
    ...(l.passed ? { tone: "bad" as const } : {}),
    notes: [
      ...(l.deadline === undefined
        ? ["échéance dans aucun calendrier"]
        : [`échéance : ${l.deadline.text}`]),
      ...(l.passed ? ["échéance passée"] : []),
      ...(l.askedBy === undefined
        ? []
        : [`avant le ${l.askedBy.text} pour la date de paiement demandée`]),
    ],
  },
  {
    text: l.what,
    notes: [
      ...(l.deposit === undefined ? [] : [l.deposit]),
      ...(l.organism === "" ? [] : [l.organism]),
      `dossier ${l.dossier}`,
    ],
  },
  { text: l.state, tone: l.tone },
  { text: l.todo, notes: l.contact === undefined ? [] : [`Contact : ${l.contact}`] },
];

export const todayPaper = (m: TodayModel, at: Instant): Paper => ({
  kicker: m.dossier === undefined ? "Aujourd'hui" : `Aujourd'hui, dossier ${m.dossier}`,
  title: m.dayText,
  running: `À faire partir, ${m.dayText}`,
  at,
  blocks: [{ is: "answer", ...m.answer }, ...todayBlocks(m.lines)],
  footer: [
    ...(m.footer.contact === undefined ? [] : [`Une question ? ${m.footer.contact}.`]),
    `Établi le ${m.made.text}. ${m.footer.agent}.`,
  ].join(" "),
});
