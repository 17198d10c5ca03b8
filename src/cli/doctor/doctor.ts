/** `facteur doctor`: everything that could be wrong on this machine, each with what to do. Nothing is sent, nothing stays written. */
import { loadSettings } from "../../config/load.ts";
import { describeSettingsProblem } from "../../config/problems.ts";
import type { Settings } from "../../config/settings.ts";
import type { Tone } from "../../domain/situations.ts";
import { asError } from "../../foundation/errors.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { type Context, type Global, settingsFile } from "../command.ts";
import { oneLine } from "../terminal/one-line.ts";
import { lookAtAgent, lookAtAuthenticity, lookAtIdentities } from "./agent.ts";
import { lookAtClock } from "./clock.ts";
import {
  type Check,
  type Diagnosis,
  type Looks,
  type Patient,
  sayIn,
  type Verdict,
} from "./diagnosis.ts";
import { lookAtJournal, lookAtRules } from "./files.ts";
import { lookAtData, lookAtDossiers, lookAtOtherFolders, lookAtReports } from "./folders.ts";
import { lookAtProgram, lookAtUser, lookAtWatching } from "./machine.ts";
import { lookAtMailWorker, lookAtPrograms, lookAtSealing } from "./programs.ts";

export interface DoctorOptions extends Global {
  readonly json?: boolean;
  /** Leaves the mail servers in peace. */
  readonly offline?: boolean;
}

/** Each diagnosis is told as soon as it is made: logging in to a server that hangs takes its time. */
export const doctor = async (context: Context, options: DoctorOptions): Promise<Exit> => {
  const all: Diagnosis[] = [];
  for await (const diagnosis of everything(context, options)) {
    all.push(diagnosis);
    if (!options.json) context.io.out(`${lines(context, diagnosis).join("\n")}\n`);
  }
  const count = (is: Verdict): number => all.filter((one) => one.is === is).length;
  const sound = count("wrong") === 0;
  context.io.out(
    options.json
      ? `${JSON.stringify({ sound, diagnoses: all }, undefined, 2)}\n`
      : `\n${summary(context, { wrong: count("wrong"), warnings: count("warning"), unseen: count("not-looked") })}\n`,
  );
  return sound ? 0 : 1;
};

const everything = async function* (context: Context, options: DoctorOptions): Looks {
  const { language, version } = context;
  const say = sayIn(language);
  yield* lookAtProgram(say, version);
  yield* guarded("mail-worker", lookAtMailWorker({ say }));
  const file = settingsFile(context, options);
  const loaded = loadSettings(file, context.io.env);
  const problems = loaded.is === "ok" ? loaded.warnings : loaded.problems;
  for (const problem of problems)
    yield {
      is: loaded.is === "ok" ? "warning" : "wrong",
      check: "settings",
      about: file,
      said: describeSettingsProblem(problem, language),
    };
  if (loaded.is !== "ok") return;
  if (problems.length === 0)
    yield {
      is: "good",
      check: "settings",
      about: file,
      said: say("réglages compris", "settings understood"),
    };
  yield* ofSettings(
    { context, settings: loaded.settings, say, language },
    { version, file, offline: options.offline ?? false },
  );
};

const ofSettings = async function* (
  patient: Patient & { readonly settings: Settings },
  about: { readonly version: string; readonly file: string; readonly offline: boolean },
): Looks {
  yield* guarded("clock", lookAtClock(patient, about));
  yield* guarded("user", lookAtUser(patient));
  yield* guarded("data-folder", lookAtData(patient));
  yield* guarded("journal", lookAtJournal(patient, about.version));
  yield* guarded("reports", lookAtReports(patient));
  yield* guarded("receipt-folder", lookAtOtherFolders(patient));
  yield* guarded("dossier", lookAtDossiers(patient));
  yield* guarded("rules", lookAtRules(patient));
  yield* guarded("watching", lookAtWatching(patient));
  yield* guarded("sealing", lookAtSealing(patient));
  yield* guarded("printing", lookAtPrograms(patient));
  yield* guarded("agent", lookAtAgent(patient));
  yield* guarded("authenticity", lookAtAuthenticity(patient));
  if (!about.offline) yield* guarded("identity", lookAtIdentities(patient));
};

/** A look that itself fails must not hide the others: what it met is said. */
const guarded = async function* (check: Check, looks: Looks): Looks {
  try {
    yield* looks;
  } catch (cause) {
    yield { is: "not-looked", check, about: check, said: oneLine(asError(cause).message) };
  }
};

const marks: Readonly<Record<Verdict, string>> = {
  good: "✓",
  warning: "!",
  wrong: "✗",
  "not-looked": "?",
};

const tones: Readonly<Record<Verdict, Tone>> = {
  good: "good",
  warning: "attention",
  wrong: "bad",
  "not-looked": "neutral",
};

const lines = ({ paint }: Context, { is, about, said, next }: Diagnosis): readonly string[] => [
  `${paint(tones[is], marks[is])} ${oneLine(about)} — ${oneLine(said)}`,
  ...(next === undefined ? [] : [`    → ${oneLine(next)}`]),
];

const summary = (
  { language }: Context,
  seen: { readonly wrong: number; readonly warnings: number; readonly unseen: number },
): string => {
  const say = sayIn(language);
  const { wrong, warnings, unseen } = seen;
  const open = say(`${unseen} que rien n'a pu regarder`, `${unseen} that could not be looked at`);
  const attention = say(`${warnings} à voir`, `${warnings} to look at`);
  const looks = [attention, ...(unseen > 0 ? [open] : [])].join(", ");
  if (wrong > 0)
    return say(
      `${wrong} chose${wrong > 1 ? "s empêchent" : " empêche"} l'agent de bien travailler, ${looks}.`,
      `${wrong} thing${wrong > 1 ? "s keep" : " keeps"} the agent from working well, ${looks}.`,
    );
  return warnings + unseen > 0
    ? say(
        `Rien n'empêche l'agent de travailler, ${looks}.`,
        `Nothing keeps the agent from working, ${looks}.`,
      )
    : say("Tout est en ordre.", "All is in order.");
};
