/** `facteur qualification`: where everybody stands, step by step, and what a person says of a step. */
import { dirname } from "node:path";
import { ordersPath } from "../../adapters/system/orders.ts";
import { storeOf } from "../../compose/data.ts";
import { knowledgeOf } from "../../compose/knowledge.ts";
import {
  openForRegister,
  openRegisterReader,
  type RegisterReader,
} from "../../compose/register.ts";
import type { Settings } from "../../config/settings.ts";
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import { parisDay, shortDate } from "../../domain/paris-time.ts";
import { hasDurations } from "../../domain/qualification/path.ts";
import { day } from "../../domain/register/column.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import {
  type BoardFilter,
  type BoardRow,
  board,
  doneDay,
} from "../../journey/qualification/board.ts";
import {
  giveQualification,
  type QualificationAnswer,
  type QualificationOrder,
  qualificationRefusals,
} from "../../journey/qualification.ts";
import { standing } from "../../journey/register.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { personFile } from "../person-file.ts";
import { reasonGiven, signer } from "../signature.ts";
import { oneLine } from "../terminal/one-line.ts";
import { fittedTable } from "../terminal/table.ts";
import { qualificationWords } from "./words.ts";

export interface QualificationOptions extends Global {
  readonly employer?: string;
  readonly organism?: string;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

/** The rows of the board; the reader stays open for whoever asks more. */
export const boardHere = async (
  context: Context,
  options: QualificationOptions,
  read?: (reader: RegisterReader, rows: readonly BoardRow[]) => Promise<void>,
): Promise<readonly BoardRow[]> => {
  const settings = settingsOf(context, options);
  await using reader = openRegisterReader(settings);
  if (!reader) return [];
  if (!reader.key) throw new Refusal(1, [qualificationWords[context.language].noKey]);
  const filter: BoardFilter = {
    ...(options.employer ? { siret: options.employer.replace(/\s/gu, "") } : {}),
    ...(options.organism ? { organism: options.organism } : {}),
  };
  const rows = await board(
    {
      journal: reader.journal,
      key: reader.key,
      paths: pathsHere(settings),
      entries: await standing(reader),
      now: Date.now(),
      calendar: frenchCalendar,
    },
    filter,
  );
  await read?.(reader, rows);
  return rows;
};

const pathsHere = (settings: Settings) =>
  knowledgeOf({ settings, beside: dirname(settings.file) }).paths;

/** One line for each employer and organism. */
export const qualificationList = (context: Context, options: QualificationOptions): Promise<Exit> =>
  tellBoard(context, options, (row) => rowLine(context, row));

const tellBoard = async (
  context: Context,
  options: QualificationOptions,
  text: (row: BoardRow) => string,
): Promise<Exit> => {
  const { io, language } = context;
  const rows = await boardHere(context, options);
  if (options.json) io.out(`${JSON.stringify(rows.map(rowJson), undefined, 2)}\n`);
  else if (rows.length === 0) io.out(`${qualificationWords[language].none}\n`);
  else io.out(`${rows.map(text).join("\n")}\n`);
  return 0;
};

/** Employer, organism, how far, what next, until when. */
const rowLine = ({ language }: Context, row: BoardRow): string => {
  const words = qualificationWords[language];
  const { stand, due, employer, siret, organism, declarant } = row;
  const needed = stand.steps.filter((s) => s.step.needed);
  const passed = needed.filter((s) => s.is === "done").length;
  const next = stand.next;
  const until = next && due.get(next.step.id);
  const where = [
    standText(row, language),
    ...(until ? [`${words.columns[4]} ${shortDate(until)}`] : []),
    ...(declarant.byMandate ? [words.by(oneLine(declarant.name))] : []),
  ];
  const name = oneLine([siret, employer].filter(Boolean).join(" "));
  return `${name}  ${organism.code}  ${passed}/${needed.length}  ${where.join(" · ")}`;
};

const standText = ({ stand }: BoardRow, language: "fr" | "en"): string => {
  const words = qualificationWords[language];
  const { attested, overridden, next } = stand;
  if (attested) return words.attested(shortDate(attested.on), oneLine(attested.by));
  if (!next) return words.complete;
  const said = words.next(`${next.step.id} : ${next.step.says}`, words.is[next.is]);
  return overridden
    ? `${words.overridden(oneLine(overridden.by), oneLine(overridden.reason))} · ${said}`
    : said;
};

const rowJson = (row: BoardRow) => ({
  siret: row.siret,
  employer: row.employer,
  organism: row.organism.code,
  path: row.qualifying.path.name,
  declarant: { siret: row.declarant.siret, name: row.declarant.name },
  complete: row.stand.complete,
  attested: row.stand.attested?.on,
  overridden: row.stand.overridden?.by,
  next: row.stand.next?.step.id,
  steps: row.stand.steps.map((s) => ({
    id: s.step.id,
    says: s.step.says,
    needed: s.step.needed,
    lasts: s.step.lasts,
    is: s.is,
    due: row.due.get(s.step.id),
    done: s.done && doneDay(s.done),
    by: s.done?.by,
    sendings: s.sendings.map((d) => d.id),
  })),
});

/** Every step of each pair. */
export const qualificationShow = (context: Context, options: QualificationOptions): Promise<Exit> =>
  tellBoard(context, options, (row) => {
    const { inClear } = qualificationWords[context.language];
    const remarks = row.stand.steps.some((s) => s.inClear) ? [`  ! ${inClear}`] : [];
    return [rowLine(context, row), stepsTable(context, row), ...remarks].join("\n");
  });

const stepsTable = ({ language, io }: Context, row: BoardRow): string => {
  const words = qualificationWords[language];
  const rows = row.stand.steps.map((s) => {
    const sent = s.sendings.map((d) => words.sentAs(d.id, shortDate(parisDay(d.claimed.at))));
    const came = s.sendings.flatMap((d) =>
      d.receipts.map((r) => words.sentAs(r.receipt, shortDate(parisDay(r.arrived)))),
    );
    const due = row.due.get(s.step.id);
    const done = s.done ? [shortDate(doneDay(s.done)), s.done.by].filter(Boolean).join(" ") : "";
    return [
      `${s.step.lasts ? `${s.step.id}, ${words.lasts(s.step.lasts)}` : s.step.id}\n${s.step.says}`,
      s.step.needed ? words.is[s.is] : `${words.is[s.is]}\n(${words.optional})`,
      sent.join("\n"),
      came.join("\n"),
      due ? shortDate(due) : "",
      oneLine(done),
    ];
  });
  return fittedTable({ head: words.columns, rows, columns: io.columns, wraps: true });
};

export interface DoneOptions extends QualificationOptions {
  readonly step: string;
  readonly date?: string;
  readonly file?: string;
}

export const qualificationDone = async (context: Context, options: DoneOptions): Promise<Exit> => {
  const on = options.date === undefined ? parisDay(Date.now()) : dayNamed(context, options.date);
  const settings = settingsOf(context, options);
  const row = await oneRow(context, options);
  const paper = options.file
    ? await storeOf(settings).put(personFile(options.file, context.language))
    : undefined;
  const { path, software } = row.qualifying;
  return tell(context, options, {
    ...signed(row, options),
    order: "done",
    path: path.name,
    step: options.step,
    on,
    ...(software ? { software } : {}),
    ...(paper ? { paper } : {}),
  });
};

export const qualificationOverride = async (
  context: Context,
  options: QualificationOptions,
): Promise<Exit> => {
  const row = await oneRow(context, options);
  return tell(context, options, { ...signed(row, options), order: "override" });
};

export const qualificationPlan = async (
  context: Context,
  options: QualificationOptions & { readonly from: string },
): Promise<Exit> => {
  const from = dayNamed(context, options.from);
  const row = await oneRow(context, options);
  const { path } = row.qualifying;
  if (!hasDurations(path))
    throw new Refusal(1, [qualificationWords[context.language].noDurations(path.name)]);
  return tell(context, options, { ...signed(row, options), order: "plan", from });
};

const dayNamed = ({ language }: Context, text: string): string => {
  const read = day.read(text);
  if ("value" in read) return read.value;
  throw new Refusal(2, [qualificationWords[language].badDate(text)]);
};

/** The one qualification that a person means: employers of one declarant share it. */
const oneRow = async (context: Context, options: QualificationOptions): Promise<BoardRow> => {
  const rows = await boardHere(context, options);
  const named = new Map(rows.map((r) => [`${r.qualifying.declarant} ${r.qualifying.scope}`, r]));
  const [only, second] = [...named.values()];
  if (only && !second) return only;
  const words = qualificationWords[context.language];
  const { organism: _, ...anywhere } = options;
  const all = only ? rows : await boardHere(context, anywhere);
  if (all.length === 0) throw new Refusal(1, [words.none]);
  const organisms = [...new Set(all.map((r) => r.organism.code))];
  const declarants = new Set(all.map((r) => r.declarant.siret)).size;
  throw new Refusal(2, [words.which(declarants, organisms)]);
};

const signed = ({ qualifying }: BoardRow, options: QualificationOptions) => ({
  declarant: qualifying.declarant,
  scope: qualifying.scope,
  by: signer(options.by),
  reason: reasonGiven(options.reason),
});

const tell = async (
  context: Context,
  options: QualificationOptions,
  request: QualificationOrder,
): Promise<Exit> => {
  const { io, language } = context;
  const settings = settingsOf(context, options);
  const answer: QualificationAnswer = await give(context, {
    path: ordersPath(settings.data),
    order: "qualification",
    args: request,
    open: () => openForRegister(settings),
    here: ({ journal }) => giveQualification({ journal, paths: pathsHere(settings) }, request),
  });
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  else if (answer.is === "done") io.out(`${qualificationWords[language].written}\n`);
  else io.err(`${qualificationRefusals[answer.because][language]}\n`);
  return answer.is === "done" ? 0 : 1;
};
