/** Asks a person for what the flags leave open. The answers go into the same flags. */
import { cancel, confirm, intro, multiselect, password, select, text } from "@clack/prompts";
import { Refusal } from "../../foundation/refusal.ts";
import type { OldFile } from "./find-old.ts";
import type { SetupFlags, Usual } from "./flags.ts";
import type { SetupWords } from "./words.ts";

export interface Asked {
  readonly flags: SetupFlags;
  readonly password?: string;
}

interface About {
  readonly words: SetupWords;
  readonly usual: Usual;
  /** Names in `config/providers`. */
  readonly providers: readonly string[];
}

const other = "";

/** Ctrl-C anywhere: nothing was written yet. */
const answered = <T>(answer: T, { ask }: SetupWords): Exclude<T, symbol> => {
  if (!isAnswer(answer)) {
    cancel(ask.stopped);
    throw new Refusal(1, [ask.stopped]);
  }
  return answer;
};

const isAnswer = <T>(answer: T): answer is Exclude<T, symbol> => typeof answer !== "symbol";

export const welcome = ({ ask }: SetupWords): void => intro(ask.welcome);

export const askSearch = async (
  flags: SetupFlags,
  words: SetupWords,
): Promise<readonly string[]> => {
  if (flags.search) return flags.search;
  const folder = answered(await text({ message: words.ask.search, defaultValue: "" }), words);
  return folder === "" ? [] : [folder];
};

export const askWhichOld = async (
  found: readonly OldFile[],
  words: SetupWords,
): Promise<readonly OldFile[]> => {
  if (found.length === 0) return [];
  const files = answered(
    await multiselect({
      message: words.ask.take,
      options: found.map(({ file, folder }) => ({ value: file, label: folder })),
      initialValues: found.map(({ file }) => file),
      required: false,
    }),
    words,
  );
  return found.filter(({ file }) => files.includes(file));
};

export const askIdentity = async (flags: SetupFlags, about: About): Promise<Asked> => {
  const { words, usual } = about;
  if (flags.address === undefined && usual.hasIdentity) {
    const change = answered(
      await confirm({ message: words.ask.changeIdentity, initialValue: false }),
      words,
    );
    if (!change) return { flags };
  }
  const address = flags.address ?? answered(await text({ message: words.ask.address }), words);
  const displayName =
    flags.displayName ??
    answered(
      await text({ message: words.ask.displayName, defaultValue: address, placeholder: address }),
      words,
    );
  const servers = await askServers(flags, about);
  return askPassword({ ...flags, ...servers, address, displayName }, about);
};

const askServers = async (
  flags: SetupFlags,
  { words, providers }: About,
): Promise<Pick<SetupFlags, "provider" | "smtp" | "imap">> => {
  if (flags.provider !== undefined || flags.smtp !== undefined) return {};
  const provider = answered(
    await select({
      message: words.ask.provider,
      options: [
        ...providers.map((name) => ({ value: name, label: name })),
        { value: other, label: words.ask.otherProvider },
      ],
    }),
    words,
  );
  if (provider !== other) return { provider };
  return {
    smtp: answered(await text({ message: words.ask.smtp }), words),
    imap: answered(await text({ message: words.ask.imap }), words),
  };
};

/** These two no longer take plain passwords. */
const withOAuth: readonly string[] = ["microsoft365", "google"];

const askPassword = async (flags: SetupFlags, { words }: About): Promise<Asked> => {
  const told = [flags.passwordFile, flags.passwordEnv, flags.oauthClient, flags.passwordStdin];
  if (told.some((one) => one !== undefined) || flags.smtp?.endsWith(":none")) return { flags };
  if (flags.provider !== undefined && withOAuth.includes(flags.provider)) {
    const client = answered(
      await text({ message: words.ask.oauthClient, defaultValue: "" }),
      words,
    );
    if (client !== "") return { flags: { ...flags, oauthClient: client } };
  }
  return { flags, password: answered(await password({ message: words.ask.password }), words) };
};

/** When no old file was found, at least one dossier makes sense. */
export const askDossier = async (
  flags: SetupFlags,
  found: number,
  words: SetupWords,
): Promise<SetupFlags> => {
  if (flags.dossier || found > 0) return flags;
  const name = answered(await text({ message: words.ask.dossier, defaultValue: "" }), words);
  if (name === "") return flags;
  const to = flags.to ?? answered(await text({ message: words.ask.to }), words);
  const subject =
    flags.subject ??
    answered(
      await text({
        message: words.ask.subject,
        defaultValue: words.usualSubject,
        placeholder: words.usualSubject,
      }),
      words,
    );
  return { ...flags, dossier: [name], to, subject };
};

export const askAccept = async (words: SetupWords): Promise<boolean> =>
  answered(await confirm({ message: words.ask.accept }), words);

export const askService = async (words: SetupWords): Promise<boolean> =>
  answered(await confirm({ message: words.ask.service }), words);
