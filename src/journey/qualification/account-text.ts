/** The final account of a change as lines of text, to be printed and completed by hand: the same on the terminal and on the page. */

import type { Instant } from "../../domain/ids.ts";
import { parisDay, shortDate } from "../../domain/paris-time.ts";
import type { ChangeAccount, ChangeStep } from "../../domain/qualification/change-account.ts";
import { situationText } from "../../domain/situations.ts";
import type { Account } from "./account.ts";
import { changeAccountWords } from "./account-words.ts";
import { type BoardRow, doneDay } from "./board.ts";

interface Asked {
  readonly first: BoardRow;
  readonly account: Account;
  readonly now: Instant;
}

export const changeAccountParts = (language: "fr" | "en", about: Asked): ChangeAccount => {
  const { first, account, now } = about;
  const words = changeAccountWords[language];
  const { tests, real, pilots, others, difficulties, remaining } = account;
  const minutes = real.answerMs === undefined ? undefined : Math.round(real.answerMs / 60_000);
  const met = difficulties.map(
    ({ deposit, situation, orders }) =>
      `${deposit} : ${[situationText(situation, language).title, ...orders].join(", ")}`,
  );
  const left = remaining.slice(0, remainingShown).map((r) => `${r.siret} ${r.organism}`);
  const more = remaining.length > remainingShown ? [`… (${remaining.length})`] : [];
  return {
    title: `${words.title} — ${first.organism.code} ${first.organism.name}`,
    made: words.on(shortDate(parisDay(now)), first.declarant.name),
    steps: { title: words.steps, due: words.due, done: words.done, rows: stepDates(first) },
    figures: [
      { text: words.pilots(pilots.length, others), under: pilots },
      { text: words.tests(tests.sent, tests.accepted, tests.refused), under: [] },
      {
        text: words.real(real.files, real.declarations),
        under: [words.answered(real.registered, real.refused, real.waiting)],
      },
    ],
    sections: [
      { title: words.difficulties, lines: met.length === 0 ? [words.noDifficulty] : met },
      { title: words.gains, lines: minutes === undefined ? [] : [words.median(minutes)] },
      { title: words.next, lines: left.length === 0 ? [words.nothingLeft] : [...left, ...more] },
    ],
  };
};

const remainingShown = 50;

export const changeAccountLines = (language: "fr" | "en", about: Asked): readonly string[] => {
  const { title, made, steps, figures, sections } = changeAccountParts(language, about);
  return [
    title,
    "=".repeat(title.length),
    made,
    "",
    steps.title,
    ...steps.rows.map(
      ({ id, due, done }) =>
        `  ${id.padEnd(18)}${steps.due} ${due || "—"}   ${steps.done} ${done || "—"}`,
    ),
    "",
    ...figures.flatMap(({ text, under }) => [text, ...under.map((line) => `  ${line}`)]),
    ...sections.flatMap((one) => ["", one.title, ...one.lines.map((line) => `  ${line}`), byHand]),
  ];
};

const byHand = `  ${".".repeat(66)}`;

/** When each step was due and was done, as people write days. */
const stepDates = (row: BoardRow): readonly ChangeStep[] =>
  row.stand.steps.map((s) => ({
    id: s.step.id,
    says: s.step.says,
    due: shortDate(row.due.get(s.step.id) ?? ""),
    done: s.done ? shortDate(doneDay(s.done)) : "",
  }));
