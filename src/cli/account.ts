/**
 * `facteur account CLIENT --month 2026-11 | --end-of-mandate`: the firm accounts to a client (seed 002 §5.4), by a letter, copies of
 * declarations, doubles of acknowledgements. Written as a bundle or a document, printed, or mailed under the firm's own identity.
 */
import { sendToClient } from "../adapters/courier/client-mail.ts";
import { zipArchive } from "../adapters/evidence/zip-archive.ts";
import { programPrinter } from "../adapters/programs/printer.ts";
import { accountModel, letterValues } from "../adapters/reports/account/model.ts";
import { agentKey } from "../adapters/system/agent-file.ts";
import { accountSender, isMachine } from "../compose/account.ts";
import type { Reader } from "../compose/reader.ts";
import type { Settings } from "../config/settings.ts";
import { letterAsMail, writeLetter } from "../domain/account/letter.ts";
import { type AccountDeposit, type AccountScope, accountScope } from "../domain/account/scope.ts";
import { isPlausibleAddress } from "../domain/address.ts";
import { parisDay } from "../domain/paris-time.ts";
import { type Entry, valueOf } from "../domain/register/entry.ts";
import { declarantOf } from "../domain/register/view.ts";
import { sha256 } from "../foundation/bytes.ts";
import { asError } from "../foundation/errors.ts";
import { productPath, readText } from "../foundation/product.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { type AccountGiving, accountsGiven } from "../journey/account/given.ts";
import { gatherAccount } from "../journey/account.ts";
import { standing } from "../journey/register.ts";
import { giveAccount, givenLines } from "./account/given.ts";
import {
  type AccountForm,
  accountDocument,
  accountFiles,
  accountForms,
  type Making,
} from "./account/papers.ts";
import { type AccountSpan, spanAsked } from "./account/span.ts";
import { accountWords } from "./account-words.ts";
import { type Context, type Global, settingsOf } from "./command.ts";
import { deliver } from "./document.ts";
import { formatsHere, reading } from "./reading.ts";
import { signer } from "./signature.ts";

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
  const words = accountWords[context.language];
  const settings = settingsOf(context, options);
  const forms = formsAsked(context, options.forms);
  const template = templateAt(options.template);
  const now = Date.now();
  await using reader = reading(context, options);
  const entries = await standing(reader);
  const scope = scopeAsked(context, options, { settings, entries });
  if (options.given) return tellGiven(context, { reader, settings, scope });
  const span = spanAsked(context, options, { scope, entries, now });
  const found = await gatherAccount(reader, { scope, time: span });
  const input = { scope, period: span.period, now, found };
  if (found.length === 0) {
    context.io.err(`${words.nothing(options.client, span.period)}\n`);
    return 1;
  }
  const to = addressAsked(context, options, { settings, scope, entries, found });
  const making: Making = {
    reader,
    formats: formatsHere(context, options),
    input,
    paragraphs: paragraphsOf(context, { template, options, input, reader, entries }),
    forms,
    agent: `Facteur ${context.version}`,
  };
  if (options.json || options.format === "json") {
    context.io.out(`${JSON.stringify(accountModel(input), undefined, 2)}\n`);
    return 0;
  }
  await handOver(context, options, { making, settings, span, to });
  return 0;
};

const tellGiven = async (
  context: Context,
  about: { readonly reader: Reader; readonly settings: Settings; readonly scope: AccountScope },
): Promise<Exit> => {
  const { reader, settings, scope } = about;
  const words = accountWords[context.language];
  const key = agentKey(settings.data);
  if (!key) throw new Refusal(1, [words.noKey]);
  const lines = givenLines(context, await accountsGiven(reader.journal, { key, owner: scope }));
  context.io.out(
    lines.length === 0 ? `${words.noneGiven(scope.named)}\n` : `${lines.join("\n")}\n`,
  );
  return 0;
};

interface Given {
  readonly making: Making;
  readonly settings: Settings;
  readonly span: AccountSpan;
  readonly to: string | undefined;
}

const handOver = async (context: Context, options: AccountOptions, given: Given): Promise<void> => {
  const { making, settings, span, to } = given;
  const words = accountWords[context.language];
  const { paperPdf } = await import("../adapters/reports/paper/pdf.ts");
  const pdf = async (): Promise<Uint8Array> => paperPdf(await accountDocument(making));
  const bundle = options.format === "pdf" ? await pdf() : await zipped(making, paperPdf);
  const name = `compte-rendu-${fileWord(options.client)}-${span.name}.${options.format}`;
  const asks = options.print === true || to !== undefined;
  const noted = noting(context, options, given);
  if (options.output !== undefined || !asks) {
    const output = options.output ?? name;
    await deliver(context, { format: "pdf", output }, bundle);
    context.io.out(`${words.written(output, sha256(bundle))}\n`);
    await noted({ means: "file" }, bundle);
  }
  if (options.print) {
    const printer = programPrinter(settings.printing?.command ?? ["lp"]);
    const paper = options.format === "pdf" ? bundle : await pdf();
    const end = await printer.print(Buffer.from(paper), new AbortController().signal);
    if (end.is === "failed") throw new Refusal(75, [context.words.validate.notPrinted(end.said)]);
    context.io.out(`${words.printed}\n`);
    await noted({ means: "print" }, paper);
  }
  if (to === undefined) return;
  const sender = accountSender(settings);
  if (!sender) throw new Refusal(2, [words.noIdentity]);
  const { from, courier } = sender;
  const sent = await sendToClient(courier, {
    from,
    to,
    subject: `Compte rendu de vos déclarations sociales, ${span.period}`,
    text: letterAsMail(making.paragraphs),
    attached: { name, bytes: bundle },
    at: making.input.now,
  });
  if (sent.is === "failed") throw new Refusal(75, [words.notMailed(sent.said)]);
  context.io.out(`${words.mailed(to)}\n`);
  await noted({ means: "mail", to }, bundle);
};

/** Each way that it went is a fact of its own, written once it has gone: what cannot be written is said, and nothing is undone. */
const noting =
  (context: Context, options: AccountOptions, { making, settings, span }: Given) =>
  async (how: Pick<AccountGiving, "means" | "to">, bytes: Uint8Array): Promise<void> => {
    const { scope, found } = making.input;
    const giving: AccountGiving = {
      owner: { named: scope.named, ...(scope.sirets ? { sirets: scope.sirets } : {}) },
      from: span.from,
      until: span.to,
      ...how,
      bundle: sha256(bytes),
      size: bytes.length,
      deposits: found.map(({ deposit }) => deposit.id),
      by: signer(options.by),
    };
    try {
      await giveAccount(context, settings, giving);
    } catch (cause) {
      throw new Refusal(75, [asError(cause).message, accountWords[context.language].notWritten]);
    }
  };

const zipped = async (
  making: Making,
  asPdf: Parameters<typeof accountFiles>[1],
): Promise<Uint8Array> => {
  const files = await accountFiles(making, asPdf);
  const hashes = files.map((f) => `${sha256(f.bytes)}  ${f.path}\n`).join("");
  return zipArchive().pack([...files, { path: "empreintes.txt", bytes: Buffer.from(hashes) }]);
};

const fileWord = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}.-]+/gu, "-").replaceAll(/^[-.]+|-+$/gu, "") || "client";

const formsAsked = (context: Context, given: string | undefined): readonly AccountForm[] => {
  if (given === undefined) return accountForms;
  return given.split(",").map((one) => {
    const known = accountForms.find((form) => form === one.trim());
    if (!known) throw new Refusal(2, [accountWords[context.language].badForm(one.trim())]);
    return known;
  });
};

const templateAt = (file: string | undefined): string => {
  try {
    return readText(file ?? productPath("config/letters/compte-rendu.txt"));
  } catch (cause) {
    throw new Refusal(2, [`${file ?? "compte-rendu.txt"} : ${asError(cause).message}`]);
  }
};

const scopeAsked = (
  context: Context,
  { client }: AccountOptions,
  known: { readonly settings: Settings; readonly entries: readonly Entry[] },
): AccountScope => {
  const { dossiers } = known.settings;
  const scope = accountScope(client, { dossiers, entries: known.entries });
  if (scope) return scope;
  const names = dossiers.map((d) => d.client ?? d.name);
  throw new Refusal(1, [
    accountWords[context.language].unknownClient(client, [...new Set(names)].slice(0, 20)),
  ]);
};

const paragraphsOf = (
  context: Context,
  about: {
    readonly template: string;
    readonly options: AccountOptions;
    readonly input: Making["input"];
    readonly reader: Reader;
    readonly entries: readonly Entry[];
  },
): readonly string[] => {
  const { template, options, input, reader, entries } = about;
  const { scope, now } = input;
  const [siret = ""] = scope.sirets ?? [];
  const declarant = declarantOf(entries, { siret, today: parisDay(now) });
  const letter = writeLetter(
    template,
    letterValues(accountModel(input), {
      scope,
      declarant: declarant.byMandate ? declarant.name : "",
      told: reader.told,
      now,
    }),
  );
  if (letter.is === "written") return letter.paragraphs;
  const file = options.template ?? "compte-rendu.txt";
  throw new Refusal(2, accountWords[context.language].badTemplate(file, letter.unknown));
};

/** Judged before anything is made: an account never goes to a machine that reads receipts, nor to an organism. */
const addressAsked = (
  context: Context,
  { mail, client }: AccountOptions,
  about: {
    readonly settings: Settings;
    readonly scope: AccountScope;
    readonly entries: readonly Entry[];
    readonly found: readonly AccountDeposit[];
  },
): string | undefined => {
  if (mail === undefined) return undefined;
  const words = accountWords[context.language];
  if (!about.settings.notifications?.mail) throw new Refusal(2, [words.noIdentity]);
  const known = about.scope.employer ? valueOf(about.scope.employer, "courriel") : "";
  const to = mail === true ? known : mail.trim();
  if (!isPlausibleAddress(to)) throw new Refusal(2, [words.noAddress(client)]);
  const sentTo = about.found.flatMap((f) =>
    f.deposit.messages.flatMap((m) => m.frozen.envelope.to),
  );
  if (isMachine(to, { settings: about.settings, entries: about.entries, sentTo }))
    throw new Refusal(2, [words.machine(to)]);
  return to;
};
