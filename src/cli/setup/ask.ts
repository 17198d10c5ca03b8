/**
 * Asks a person for what the flags leave open. The answers go into the same flags. Each answer is judged where it is given, in the
 * words in which a script would be refused.
 */
import { sep } from "node:path";
import { confirm, intro, log, multiselect, select, text } from "@clack/prompts";
import { Refusal } from "../../foundation/refusal.ts";
import type { OldFile } from "./find-old.ts";
import type { SetupFlags, Usual } from "./flags.ts";
import { addressFault, dossierFault, folderFault, type Judge, orNothing } from "./judge.ts";
import type { SetupWords } from "./words.ts";

/** Ctrl-C anywhere: nothing was written yet. */
export const answered = <T>(answer: T, { ask }: SetupWords): Exclude<T, symbol> => {
  if (!isAnswer(answer)) throw new Refusal(1, [ask.stopped]);
  return answer;
};

const isAnswer = <T>(answer: T): answer is Exclude<T, symbol> => typeof answer !== "symbol";

interface Question {
  readonly message: string;
  /** What is wrong with an answer; undefined when it will do. */
  readonly judge: Judge;
  /** Stands there to be corrected. */
  readonly former?: string | undefined;
  /** Taken when nothing is typed. */
  readonly otherwise?: string;
}

export const askText = async (
  { message, judge, former, otherwise }: Question,
  words: SetupWords,
): Promise<string> =>
  answered(
    await text({
      message,
      ...(former === undefined ? {} : { initialValue: former }),
      ...(otherwise === undefined ? {} : { defaultValue: otherwise, placeholder: otherwise }),
      validate: (typed = "") => judge(typed.trim() === "" ? (otherwise ?? "") : typed.trim()),
    }),
    words,
  ).trim();

export const askYes = async (
  message: string,
  { words, initially }: { readonly words: SetupWords; readonly initially: boolean },
): Promise<boolean> =>
  answered(
    await confirm({
      message,
      active: words.ask.yes,
      inactive: words.ask.no,
      initialValue: initially,
    }),
    words,
  );

export const welcome = ({ ask }: SetupWords): void => intro(ask.welcome);

export const askSearch = async (
  flags: SetupFlags,
  words: SetupWords,
): Promise<readonly string[]> => {
  if (flags.search) return flags.search;
  const judge = orNothing(folderFault(words));
  const folder = await askText({ message: words.ask.search, judge, otherwise: "" }, words);
  return folder === "" ? [] : [folder];
};

/** Asked again while one of them lies within another: no agent could tell whose a file is. */
export const askWhichOld = async (
  found: readonly OldFile[],
  words: SetupWords,
): Promise<readonly OldFile[]> => {
  let ticked = found;
  while (found.length > 0) {
    const files = answered(
      await multiselect({
        message: words.ask.take,
        options: found.map(({ file, folder, sound }) => ({
          value: file,
          label: folder,
          ...(sound ? {} : { hint: words.ask.unsound }),
        })),
        initialValues: ticked.map(({ file }) => file),
        required: false,
        showInstructions: false,
      }),
      words,
    );
    ticked = found.filter(({ file }) => files.includes(file));
    const inner = ticked.filter((one) => outerOf(one, ticked) !== undefined);
    if (inner.length === 0) break;
    for (const one of inner) log.warn(words.nested(one.folder, outerOf(one, ticked)?.folder ?? ""));
    ticked = ticked.filter((one) => !inner.includes(one));
  }
  return ticked;
};

const outerOf = (inner: OldFile, all: readonly OldFile[]): OldFile | undefined =>
  all.find(({ folder }) => inner.folder.startsWith(`${folder}${sep}`));

/** When nothing is watched yet, at least one dossier makes sense. */
export const askDossier = async (
  flags: SetupFlags,
  about: {
    readonly isNeeded: boolean;
    readonly watched: Usual["watched"];
    readonly words: SetupWords;
  },
): Promise<SetupFlags> => {
  const { words, isNeeded, watched } = about;
  if (flags.dossier) return flags;
  const judge = dossierFault(words, watched);
  const name = await askText(
    isNeeded
      ? { message: words.ask.firstDossier, judge }
      : { message: words.ask.dossier, judge: orNothing(judge), otherwise: "" },
    words,
  );
  if (name === "") return flags;
  const to =
    flags.to ?? (await askText({ message: words.ask.to, judge: addressFault(words) }, words));
  const subject =
    flags.subject ??
    (await askText(
      { message: words.ask.subject, judge: () => undefined, otherwise: words.usualSubject },
      words,
    ));
  return { ...flags, dossier: [name], to, subject };
};

/** Correct the identity's answers, write them all the same, or stop. */
export const askAfterFailure = async (words: SetupWords): Promise<"again" | "anyway"> => {
  const choice = answered(
    await select<"again" | "anyway" | "stop">({
      message: words.ask.loginFailed,
      options: [
        { value: "again", label: words.ask.correct },
        { value: "anyway", label: words.ask.writeAnyway },
        { value: "stop", label: words.ask.stop },
      ],
      showInstructions: false,
    }),
    words,
  );
  if (choice !== "stop") return choice;
  throw new Refusal(1, [words.ask.stopped]);
};
