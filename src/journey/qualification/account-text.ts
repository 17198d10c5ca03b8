/** The final account of a change as lines of text, to be printed and completed by hand: the same on the terminal and on the page. */

import type { Instant } from "../../domain/ids.ts";
import { parisDay, shortDate } from "../../domain/paris-time.ts";
import { situationText } from "../../domain/situations.ts";
import type { Account } from "./account.ts";
import { changeAccountWords } from "./account-words.ts";
import { type BoardRow, doneDay } from "./board.ts";

export const changeAccountLines = (
  language: "fr" | "en",
  about: { readonly first: BoardRow; readonly account: Account; readonly now: Instant },
): readonly string[] => {
  const { first, account, now } = about;
  const words = changeAccountWords[language];
  const { tests, real, pilots, others, difficulties, remaining } = account;
  const title = `${words.title} — ${first.organism.code} ${first.organism.name}`;
  const minutes = real.answerMs === undefined ? undefined : Math.round(real.answerMs / 60_000);
  return [
    title,
    "=".repeat(title.length),
    words.on(shortDate(parisDay(now)), first.declarant.name),
    "",
    words.steps,
    ...stepDates(first).map(
      ({ id, due, done }) =>
        `  ${id.padEnd(18)}${words.due} ${due || "—"}   ${words.done} ${done || "—"}`,
    ),
    "",
    words.pilots(pilots.length, others),
    ...pilots.map((name) => `  ${name}`),
    words.tests(tests.sent, tests.accepted, tests.refused),
    words.real(real.files, real.declarations),
    words.answered(real.registered, real.refused, real.waiting),
    "",
    words.difficulties,
    ...(difficulties.length === 0
      ? [`  ${words.noDifficulty}`]
      : difficulties.map(
          ({ deposit, situation, orders }) =>
            `  ${deposit} : ${[situationText(situation, language).title, ...orders].join(", ")}`,
        )),
    words.byHand,
    "",
    words.gains,
    ...(minutes === undefined ? [] : [`  ${words.median(minutes)}`]),
    words.byHand,
    "",
    words.next,
    ...(remaining.length === 0
      ? [`  ${words.nothingLeft}`]
      : remaining.slice(0, 50).map((r) => `  ${r.siret} ${r.organism}`)),
    ...(remaining.length > 50 ? [`  … (${remaining.length})`] : []),
    words.byHand,
  ];
};

/** When each step was due and was done, as people write days. */
const stepDates = (
  row: BoardRow,
): readonly { readonly id: string; readonly due: string; readonly done: string }[] =>
  row.stand.steps.map((s) => ({
    id: s.step.id,
    due: shortDate(row.due.get(s.step.id) ?? ""),
    done: s.done ? shortDate(doneDay(s.done)) : "",
  }));
