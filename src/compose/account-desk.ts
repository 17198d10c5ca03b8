/**
 * Where accounts to clients are made and handed over (seed 002 §5.4), for the command line and the page alike: the papers, the
 * bundle, the printer, the mail under the firm's own identity. Whose account it is and of which time is `journey/account/open.ts`.
 */
import { sendToClient } from "../adapters/courier/client-mail.ts";
import { zipArchive } from "../adapters/evidence/zip-archive.ts";
import { programPrinter } from "../adapters/programs/printer.ts";
import {
  type AccountModel,
  accountModel,
  letterValues,
} from "../adapters/reports/account/model.ts";
import type { Paper } from "../adapters/reports/paper/paper.ts";
import { agentText, type Told } from "../adapters/reports/told.ts";
import type { Settings } from "../config/settings.ts";
import type { AccountForm } from "../domain/account/forms.ts";
import { letterAsMail, type UnknownField, writeLetter } from "../domain/account/letter.ts";
import { type Addressee, isPlausibleAddress } from "../domain/address.ts";
import { parisDay } from "../domain/paris-time.ts";
import { isAnothers } from "../domain/register/clients.ts";
import { declarantOf } from "../domain/register/view.ts";
import { sha256 } from "../foundation/bytes.ts";
import { productPath, readText } from "../foundation/product.ts";
import { clientAddress, type OpenedAccount } from "../journey/account/open.ts";
import type { AccountWorld } from "../journey/account.ts";
import type { World } from "../journey/world.ts";
import type { Mailed } from "../ports/client-mail.ts";
import type { Printed } from "../ports/printer.ts";
import { accountSender, type ClientSender, isMachine } from "./account.ts";
import { accountDocument, accountFiles, type Making } from "./account-papers.ts";

export interface AccountDeskParts {
  readonly settings: Pick<Settings, "identities" | "notifications" | "organisms" | "printing">;
  readonly told: Told;
  readonly data: AccountWorld;
  readonly formats: World["formats"];
  /** Absent: as the settings say. */
  readonly sender?: ClientSender;
}

export interface Bundle {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface MadeAccount {
  readonly is: "made";
  readonly model: AccountModel;
  /** One document, to read or to print. */
  readonly paper: () => Promise<Paper>;
  readonly bundle: (format: "zip" | "pdf") => Promise<Bundle>;
  /** The letter, as the text of a mail. */
  readonly text: string;
}

export interface AccountDesk {
  /** Undefined: the letter that comes with us. */
  readonly make: (
    account: OpenedAccount,
    asked: { readonly forms: readonly AccountForm[]; readonly template?: string },
  ) => MadeAccount | { readonly is: "bad-template"; readonly unknown: readonly UnknownField[] };
  /** Judged before anything is made: an account never goes to a machine that reads receipts. Undefined: the register's address. */
  readonly addressee: (account: OpenedAccount, typed?: string) => Addressee;
  readonly print: (pdf: Uint8Array) => Promise<Printed>;
  /** To an addressee that was judged. */
  readonly mail: (
    to: string,
    about: {
      readonly account: OpenedAccount;
      readonly made: Pick<MadeAccount, "text">;
      readonly bundle: Bundle;
    },
  ) => Promise<Mailed>;
}

export const accountDesk = (parts: AccountDeskParts): AccountDesk => ({
  make: (account, { forms, template = suppliedLetter() }) => {
    const input = inputOf(account);
    const model = accountModel(input);
    const letter = writeLetter(template, valuesOf(account, { model, told: parts.told }));
    if (letter.is === "wrong") return { is: "bad-template", unknown: letter.unknown };
    const making: Making = {
      reader: parts.data,
      formats: parts.formats,
      input,
      paragraphs: letter.paragraphs,
      forms,
      agent: agentText(parts.told),
    };
    return {
      is: "made",
      model,
      paper: () => accountDocument(making),
      bundle: async (format) => ({
        name: `compte-rendu-${fileWord(account.scope.named)}-${account.span.name}.${format}`,
        bytes: format === "pdf" ? await pdfOf(await accountDocument(making)) : await zipped(making),
      }),
      text: letterAsMail(letter.paragraphs),
    };
  },
  addressee: (account, typed = clientAddress(account)) => {
    const to = typed.trim();
    if (!senderOf(parts)) return { is: "no-identity" };
    if (!isPlausibleAddress(to)) return { is: "no-address" };
    const sentTo = account.found.flatMap((f) =>
      f.deposit.messages.flatMap((m) => m.frozen.envelope.to),
    );
    const { settings } = parts;
    const sirets = new Set(account.found.flatMap((f) => f.declarations.map((d) => d.siret)));
    if (isAnothers(to, { sirets, entries: account.entries })) return { is: "other-clients", to };
    return isMachine(to, { settings, entries: account.entries, sentTo })
      ? { is: "machine", to }
      : { is: "address", to };
  },
  print: (pdf) =>
    programPrinter(parts.settings.printing?.command ?? ["lp"]).print(
      pdf,
      new AbortController().signal,
    ),
  mail: async (to, { account, made, bundle }) => {
    const sender = senderOf(parts);
    if (!sender) return { is: "failed", said: "notifications.mail" };
    return sendToClient(sender.courier, {
      from: sender.from,
      to,
      subject: `Compte rendu de vos déclarations sociales, ${account.span.period}`,
      text: made.text,
      attached: bundle,
      at: account.at,
    });
  },
});

const senderOf = ({ sender, settings }: AccountDeskParts): ClientSender | undefined =>
  sender ?? accountSender(settings);

const suppliedLetter = (): string => readText(productPath("config/letters/compte-rendu.txt"));

const inputOf = ({ scope, span, found, at }: OpenedAccount): Making["input"] => ({
  scope,
  period: span.period,
  now: at,
  found,
});

const valuesOf = (
  { scope, entries, at }: OpenedAccount,
  { model, told }: { readonly model: AccountModel; readonly told: Told },
): ReturnType<typeof letterValues> => {
  const [siret = ""] = scope.sirets ?? [];
  const declarant = declarantOf(entries, { siret, today: parisDay(at) });
  const name = declarant.byMandate ? declarant.name : "";
  return letterValues(model, { scope, declarant: name, told, now: at });
};

/** The PDF library is loaded when the first one is asked for. */
const pdfOf = async (paper: Paper): Promise<Uint8Array> =>
  (await import("../adapters/reports/paper/pdf.ts")).paperPdf(paper);

const zipped = async (making: Making): Promise<Uint8Array> => {
  const files = await accountFiles(making, pdfOf);
  const hashes = files.map((f) => `${sha256(f.bytes)}  ${f.path}\n`).join("");
  return zipArchive().pack([...files, { path: "empreintes.txt", bytes: Buffer.from(hashes) }]);
};

const fileWord = (text: string): string =>
  text.replaceAll(/[^\p{L}\p{N}.-]+/gu, "-").replaceAll(/^[-.]+|-+$/gu, "") || "client";
