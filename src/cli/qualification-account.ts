/** `facteur qualification report`: the final account of the change, to be printed and completed by hand. */
import { parisDay } from "../domain/paris-time.ts";
import { situationText } from "../domain/situations.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type Account, accountOf } from "../journey/qualification/account.ts";
import type { BoardRow } from "../journey/qualification/board.ts";
import { standing } from "../journey/register.ts";
import type { Context } from "./command.ts";
import { oneLine } from "./one-line.ts";
import { boardHere, frenchDay, type QualificationOptions, stepDates } from "./qualification.ts";
import { accountWords } from "./qualification-account-words.ts";
import { qualificationWords } from "./qualification-words.ts";

export const qualificationReport = async (
  context: Context,
  options: QualificationOptions,
): Promise<Exit> => {
  const { io, language } = context;
  const { organism, employer: _, ...whole } = options;
  if (organism === undefined) throw new Refusal(2, [qualificationWords[language].which(1, [])]);
  let text = "";
  await boardHere(context, whole, async (reader, all) => {
    const rows = all.filter((r) => r.organism.code === organism);
    const [first] = rows;
    if (!first) throw new Refusal(1, [qualificationWords[language].none]);
    const world = { ...reader, entries: await standing(reader) };
    const account = await accountOf(world, { rows, all });
    text = options.json
      ? JSON.stringify({ organism, ...account }, undefined, 2)
      : lines(context, { first, account }).join("\n");
  });
  if (text === "") throw new Refusal(1, [qualificationWords[language].none]);
  io.out(`${text}\n`);
  return 0;
};

const lines = (
  { language }: Context,
  { first, account }: { readonly first: BoardRow; readonly account: Account },
): readonly string[] => {
  const words = accountWords[language];
  const { tests, real, pilots, others, difficulties, remaining } = account;
  const title = `${words.title} — ${first.organism.code} ${oneLine(first.organism.name)}`;
  const minutes = real.answerMs === undefined ? undefined : Math.round(real.answerMs / 60_000);
  return [
    title,
    "=".repeat(title.length),
    words.on(frenchDay(parisDay(Date.now())), oneLine(first.declarant.name)),
    "",
    words.steps,
    ...stepDates(first).map(
      ({ id, due, done }) =>
        `  ${id.padEnd(18)}${words.due} ${due || "—"}   ${words.done} ${done || "—"}`,
    ),
    "",
    words.pilots(pilots.length, others),
    ...pilots.map((name) => `  ${oneLine(name)}`),
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
