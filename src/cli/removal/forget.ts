/**
 * `facteur forget ID… | --person [--claimed] [--dry-run] [--json] --by NAME --reason …`: erases all that is kept of deposits.
 * All or nothing: while one of them is open, or must still be kept and nobody claimed it, none is touched (exit 1).
 * The person is read from standard input: a command line is seen by everybody on the machine, and kept in histories.
 */
import { createInterface } from "node:readline";
import { workerMailReader } from "../../adapters/mail-reader/worker-mail-reader.ts";
import type { Reader } from "../../compose/reader.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { isClosed } from "../../domain/removal/closed.ts";
import { dueKinds, keptKinds, type Retention } from "../../domain/removal/retention.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import {
  type FoundMail,
  type FoundPerson,
  findMails,
  findPerson,
} from "../../journey/find-person.ts";
import { planPurge } from "../../journey/purge/plan.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { depositNamed, reading } from "../reading.ts";
import { reasonGiven } from "../signature.ts";
import { oneLine } from "../terminal/one-line.ts";
import { progressOf } from "../terminal/progress.ts";
import { filesNaming } from "./forget-files.ts";
import { type ForgetWords, forgetWords } from "./forget-words.ts";
import { purgeWords } from "./purge-words.ts";
import { doPurge, jsonOf, type RemovalOptions, textOf, wouldPurge } from "./removal.ts";

export interface ForgetOptions extends Global, RemovalOptions {
  readonly ids: readonly string[];
  readonly person?: boolean;
}

export const forget = async (context: Context, options: ForgetOptions): Promise<Exit> => {
  const words = forgetWords[context.language];
  const purging = purgeWords[context.language];
  if (!options.person && options.ids.length === 0) throw new Refusal(2, [words.whom]);
  if (!options.dryRun && !reasonGiven(options.reason)) throw new Refusal(2, [purging.reasonNeeded]);
  const settings = settingsOf(context, options);
  await using reader = reading(context, options);
  const asked = await wanted({ context, options, reader, words });
  const { found, mails } = asked;
  const now = Date.now();
  const waiting = mails.filter((mail) => mail.waits).map((mail) => mail.receipt);
  if (waiting.length > 0) throw new Refusal(1, [words.mailsWait(waiting.join(", "))]);
  const early = mails.filter(
    ({ at }) => !dueKinds(at, { retention: settings.retention, now }).includes("receipts"),
  );
  if (early.length > 0 && !options.claimed)
    throw new Refusal(1, [words.tooEarly(early.map((mail) => mail.receipt).join(", "))]);
  refuse(found, { options, words, retention: settings.retention, now });
  const ids = new Set(found.map(({ deposit }) => deposit.id));
  const progress = progressOf(context);
  const plan = await planPurge(
    reader.journal,
    {
      retention: settings.retention,
      now,
      forget: ids,
      forgetMails: mails.map((mail) => mail.receipt),
    },
    (facts) => progress.show(() => `${facts} ${purging.progress}`),
  );
  progress.clear();
  const told = options.dryRun
    ? await wouldPurge(reader, plan)
    : await doPurge({ context, settings, reader, plan }, options);
  if (options.json) context.io.out(jsonOf(told, options));
  else {
    const files = asked.person === undefined ? [] : filesNaming(settings, asked.person);
    const lines = [
      ...found.flatMap((one) => notes(one, words)),
      ...(files.length > 0 ? [words.files(files.map(oneLine).join(", "))] : []),
      words.stays,
    ];
    context.io.out(`${textOf(told, { words: purging, options })}${lines.join("\n")}\n`);
  }
  return told.left.length > 0 ? 75 : 0;
};

interface Wanting {
  readonly context: Context;
  readonly options: ForgetOptions;
  readonly reader: Reader;
  readonly words: ForgetWords;
}

interface Asked {
  readonly found: readonly FoundPerson[];
  readonly mails: readonly FoundMail[];
  /** As it was typed; never written anywhere. */
  readonly person?: string;
}

const wanted = async (about: Wanting): Promise<Asked> => {
  const { context, options, reader, words } = about;
  const found: FoundPerson[] = [];
  for (const named of new Set(options.ids)) {
    const deposit = await depositNamed(context, reader, oneLine(named));
    found.push({ deposit, others: 0 });
  }
  if (!options.person) return { found, mails: [] };
  if (context.io.columns !== undefined) context.io.err(`${words.askPerson} `);
  const person = await firstLine();
  for await (const one of findPerson(reader, person)) found.push(one);
  const mails: FoundMail[] = [];
  await using mailReader = workerMailReader();
  for await (const mail of findMails({ ...reader, mailReader }, person)) mails.push(mail);
  const files = filesNaming(settingsOf(context, options), person);
  if (found.length + mails.length === 0)
    throw new Refusal(
      1,
      files.length === 0
        ? [words.nobody]
        : [words.nobody, words.files(files.map(oneLine).join(", "))],
    );
  return { found, mails, person };
};

const firstLine = async (): Promise<string> => {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line.trim();
    return "";
  } finally {
    lines.close();
  }
};

/** All or nothing: what is said of a person must not be half gone. */
const refuse = (
  found: readonly FoundPerson[],
  about: {
    readonly options: ForgetOptions;
    readonly words: ForgetWords;
    readonly retention: Retention;
    readonly now: number;
  },
): void => {
  const { options, words, retention, now } = about;
  const idsOf = (which: (d: Deposit) => boolean): string =>
    found.flatMap(({ deposit }) => (which(deposit) ? [deposit.id] : [])).join(", ");
  const open = idsOf((d) => !isClosed(d));
  if (open !== "") throw new Refusal(1, [words.open(open)]);
  const early = idsOf((d) => dueKinds(d.lastAt, { retention, now }).length < keptKinds.length);
  if (early !== "" && !options.claimed) throw new Refusal(1, [words.tooEarly(early)]);
};

/** What is not ours to erase, and who else goes. */
const notes = ({ deposit, others }: FoundPerson, words: ForgetWords): readonly string[] => {
  const names = new Set(deposit.deliveries.map((d) => `${deposit.claimed.dossier}/AR/${d.name}`));
  return [
    ...(others > 0 ? [words.others(deposit.id, others)] : []),
    ...(names.size > 0 ? [words.delivered(deposit.id, [...names].map(oneLine).join(", "))] : []),
  ];
};
