/**
 * `facteur account CLIENT --month 2026-11 | --end-of-mandate`: the firm accounts to a client (seed 002 §5.4), by a letter, copies of
 * declarations, doubles of acknowledgements. Written as a bundle or a document, printed, or mailed under the firm's own identity.
 */
import { agentKey } from "../../adapters/system/agent-file.ts";
import {
  type AccountDesk,
  accountDesk,
  type Bundle,
  type MadeAccount,
} from "../../compose/account-desk.ts";
import type { Reader } from "../../compose/reader.ts";
import type { Settings } from "../../config/settings.ts";
import { type AccountForm, accountForms } from "../../domain/account/forms.ts";
import { accountScope } from "../../domain/account/scope.ts";
import type { Addressee } from "../../domain/address.ts";
import { sha256 } from "../../foundation/bytes.ts";
import { asError } from "../../foundation/errors.ts";
import { readText } from "../../foundation/product.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type AccountGiving, accountsGiven, givingOf } from "../../journey/account/given.ts";
import { accountClients, type OpenedAccount, openAccount } from "../../journey/account/open.ts";
import { standing } from "../../journey/register.ts";
import { addressOf } from "../addressee.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { deliver } from "../document.ts";
import { formatsHere } from "../knowledge.ts";
import { reading } from "../reading.ts";
import { signer } from "../signature.ts";
import { giveAccount, givenLines } from "./given.ts";
import { accountWords } from "./words.ts";

export interface AccountOptions extends Global {
  readonly client: string;
  readonly month?: string;
  readonly endOfMandate?: boolean;
  readonly forms?: string;
  readonly format: "zip" | "pdf" | "json";
  readonly output?: string;
  readonly template?: string;
  readonly print?: boolean;
  /** `true`: to the register's address. */
  readonly mail?: string | true;
  readonly json?: boolean;
  /** Only what was handed over before. */
  readonly given?: boolean;
  readonly by?: string;
}

export const account = async (context: Context, options: AccountOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const forms = formsAsked(context, options.forms);
  const template = templateAt(options.template);
  await using reader = reading(context, options);
  if (options.given) return await tellGiven(context, options, { reader, settings });
  const opened = await opening(context, options, { reader, settings });
  if (!opened) return 1;
  const formats = formatsHere(context, options);
  const desk = accountDesk({ settings, told: reader.told, data: reader, formats });
  const to = addressAsked(context, options, desk.addressee(opened, typedAddress(options)));
  const made = desk.make(opened, { forms, ...(template === undefined ? {} : { template }) });
  if (made.is === "bad-template") {
    const file = options.template ?? "compte-rendu.txt";
    throw new Refusal(2, accountWords[context.language].badTemplate(file, made.unknown));
  }
  if (options.json || options.format === "json") {
    context.io.out(`${JSON.stringify(made.model, undefined, 2)}\n`);
    return 0;
  }
  await handOver(context, options, { desk, made, opened, settings, to });
  return 0;
};

const tellGiven = async (
  context: Context,
  { client }: AccountOptions,
  { reader, settings }: { readonly reader: Reader; readonly settings: Settings },
): Promise<Exit> => {
  const words = accountWords[context.language];
  const { dossiers } = settings;
  const scope = accountScope(client, { dossiers, entries: await standing(reader) });
  if (!scope) throw unknownClient(context, client, accountClients(dossiers));
  const key = agentKey(settings.data);
  if (!key) throw new Refusal(1, [words.noKey]);
  const lines = givenLines(context, await accountsGiven(reader.journal, { key, owner: scope }));
  context.io.out(
    lines.length === 0 ? `${words.noneGiven(scope.named)}\n` : `${lines.join("\n")}\n`,
  );
  return 0;
};

/** Undefined when there is nothing of that time, which is said. */
const opening = async (
  context: Context,
  options: AccountOptions,
  { reader, settings }: { readonly reader: Reader; readonly settings: Settings },
): Promise<OpenedAccount | undefined> => {
  const words = accountWords[context.language];
  const { client, month, endOfMandate } = options;
  if ((month === undefined) === (endOfMandate !== true)) throw new Refusal(2, [words.oneTime]);
  const { journal, store } = reader;
  const asked = { client, ...(month === undefined ? {} : { month }), at: Date.now() };
  const answer = await openAccount({ journal, store, dossiers: settings.dossiers }, asked);
  switch (answer.is) {
    case "open":
      return answer.account;
    case "unknown-client":
      throw unknownClient(context, client, answer.known);
    case "bad-month":
      throw new Refusal(2, [words.badMonth(answer.month)]);
    case "nothing":
      context.io.err(`${words.nothing(client, answer.period)}\n`);
      return undefined;
  }
};

const unknownClient = (context: Context, client: string, known: readonly string[]): Refusal =>
  new Refusal(1, [accountWords[context.language].unknownClient(client, known.slice(0, 20))]);

interface Given {
  readonly desk: AccountDesk;
  readonly made: MadeAccount;
  readonly opened: OpenedAccount;
  readonly settings: Settings;
  readonly to: string | undefined;
}

const handOver = async (context: Context, options: AccountOptions, given: Given): Promise<void> => {
  const { desk, made, opened, to } = given;
  const words = accountWords[context.language];
  const bundle = await made.bundle(options.format === "pdf" ? "pdf" : "zip");
  const asks = options.print === true || to !== undefined;
  const noted = noting(context, options, given);
  if (options.output !== undefined || !asks) {
    const output = options.output ?? bundle.name;
    await deliver(context, { format: "pdf", output }, bundle.bytes);
    context.io.out(`${words.written(output, sha256(bundle.bytes))}\n`);
    await noted({ means: "file" }, bundle);
  }
  if (options.print) {
    const paper = options.format === "pdf" ? bundle : await made.bundle("pdf");
    const end = await desk.print(paper.bytes);
    if (end.is === "failed") throw new Refusal(75, [context.words.document.notPrinted(end.said)]);
    context.io.out(`${words.printed}\n`);
    await noted({ means: "print" }, paper);
  }
  if (to === undefined) return;
  const sent = await desk.mail(to, { account: opened, made, bundle });
  if (sent.is === "failed") throw new Refusal(75, [words.notMailed(sent.said)]);
  context.io.out(`${words.mailed(to)}\n`);
  await noted({ means: "mail", to }, bundle);
};

/** Each way that it went is a fact of its own, written once it has gone: what cannot be written is said, and nothing is undone. */
const noting =
  (context: Context, options: AccountOptions, { opened, settings }: Given) =>
  async (how: Pick<AccountGiving, "means" | "to">, { bytes }: Bundle): Promise<void> => {
    try {
      const by = signer(options.by);
      await giveAccount(context, settings, givingOf(opened, { ...how, by, bytes }));
    } catch (cause) {
      throw new Refusal(75, [asError(cause).message, accountWords[context.language].notWritten]);
    }
  };

const formsAsked = (context: Context, given: string | undefined): readonly AccountForm[] => {
  if (given === undefined) return accountForms;
  return given.split(",").map((one) => {
    const known = accountForms.find((form) => form === one.trim());
    if (!known) throw new Refusal(2, [accountWords[context.language].badForm(one.trim())]);
    return known;
  });
};

/** Undefined: the one that comes with us. */
const templateAt = (file: string | undefined): string | undefined => {
  try {
    return file === undefined ? undefined : readText(file);
  } catch (cause) {
    throw new Refusal(2, [`${file ?? ""} : ${asError(cause).message}`]);
  }
};

const typedAddress = ({ mail }: AccountOptions): string | undefined =>
  typeof mail === "string" ? mail : undefined;

/** Judged before anything is made; undefined when it is not to be mailed. */
const addressAsked = (
  context: Context,
  { mail, client }: AccountOptions,
  judged: Addressee,
): string | undefined => {
  if (mail === undefined) return undefined;
  const words = accountWords[context.language];
  return addressOf(judged, { ...words, noAddress: words.noAddress(client) });
};
