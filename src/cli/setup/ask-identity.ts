/** Asks for the mailbox: its address, who hosts it, its password. A second time, what was answered stands there to be corrected. */
import { password, select } from "@clack/prompts";
import { answered, askText, askYes } from "./ask.ts";
import type { SetupFlags, Usual } from "./flags.ts";
import { addressFault, orNothing, serverFault } from "./judge.ts";
import { type FindMx, proposedProvider } from "./propose.ts";
import type { SetupWords } from "./words.ts";

export interface Asked {
  readonly flags: SetupFlags;
  readonly password?: string;
}

export interface AboutIdentity {
  readonly words: SetupWords;
  readonly usual: Usual;
  /** Names in `config/providers`. */
  readonly providers: readonly string[];
  readonly folder: string;
  readonly findMx: FindMx;
  /** The answers given before did not work. */
  readonly again: boolean;
}

const other = "";

export const askIdentity = async (flags: SetupFlags, about: AboutIdentity): Promise<Asked> => {
  const { words, usual, again } = about;
  if (flags.address === undefined && usual.hasIdentity && !again) {
    if (!(await askYes(words.ask.changeIdentity, { words, initially: false }))) return { flags };
  }
  const address = await open(flags.address, about, {
    message: words.ask.address,
    judge: addressFault(words),
  });
  const displayName = await open(flags.displayName, about, {
    message: words.ask.displayName,
    judge: () => undefined,
    otherwise: address,
  });
  const served = await askServers({ ...flags, address, displayName }, about);
  const asked = await askPassword(served, about);
  const authservId = await open(flags.authservId, about, {
    message: words.ask.authservId,
    judge: orNothing((answer) => (/\s/u.test(answer) ? words.ask.oneWord : undefined)),
    otherwise: "",
  });
  const { authservId: _, ...rest } = asked.flags;
  return { ...asked, flags: authservId === "" ? rest : { ...rest, authservId } };
};

/** Asked for when no flag says it, or when it is to be corrected. */
const open = async (
  told: string | undefined,
  { words, again }: AboutIdentity,
  question: Omit<Parameters<typeof askText>[0], "former">,
): Promise<string> =>
  told !== undefined && !again ? told : askText({ ...question, former: told }, words);

const askServers = async (
  flags: SetupFlags & { readonly address: string },
  about: AboutIdentity,
): Promise<SetupFlags> => {
  const { words, providers, again } = about;
  const { provider: named, smtp: sends, imap: receives, ...rest } = flags;
  if (!again && (named !== undefined || sends !== undefined)) return flags;
  const former = sends === undefined ? named : other;
  const proposed = former ?? (await proposedProvider(flags.address, about));
  const provider = answered(
    await select({
      message: words.ask.provider,
      options: [
        ...providers.map((name) => ({
          value: name,
          label: name,
          ...(name === proposed && !again ? { hint: words.ask.proposed } : {}),
        })),
        { value: other, label: words.ask.otherProvider },
      ],
      // Nobody's servers are taken by a mere Enter.
      initialValue: proposed ?? other,
      showInstructions: false,
    }),
    words,
  );
  if (provider !== other) return { ...rest, provider };
  const judge = serverFault(words);
  const smtp = await askText({ message: words.ask.smtp, judge, former: sends }, words);
  const imap = await askText({ message: words.ask.imap, judge, former: receives }, words);
  return { ...rest, smtp, imap };
};

/** These two no longer take plain passwords. */
const withOAuth: readonly string[] = ["microsoft365", "google"];

const askPassword = async (flags: SetupFlags, { words }: AboutIdentity): Promise<Asked> => {
  const told = [flags.passwordFile, flags.passwordEnv, flags.oauthClient, flags.passwordStdin];
  if (told.some((one) => one !== undefined)) return { flags };
  if (flags.provider !== undefined && withOAuth.includes(flags.provider)) {
    const message = words.ask.oauthClient;
    const client = await askText({ message, judge: () => undefined, otherwise: "" }, words);
    if (client !== "") return { flags: { ...flags, oauthClient: client } };
  }
  const typed = answered(
    await password({
      message: words.ask.password,
      // A trial server of this machine may want none.
      validate: (word = "") =>
        word === "" && !flags.smtp?.endsWith(":none") ? words.ask.noPassword : undefined,
    }),
    words,
  );
  return { flags, password: typed };
};
