/**
 * `facteur receipt import|record|assign|confirm|refile|list`: what a person does about acknowledgements. Orders go to the running
 * agent, or are carried out by this command, which holds the lock meanwhile.
 */
import { basename } from "node:path";
import { ordersPath } from "../../adapters/system/orders.ts";
import { storeOf } from "../../compose/data.ts";
import { openForReceipts } from "../../compose/receipts.ts";
import type { Settings } from "../../config/settings.ts";
import {
  carryOut,
  type ReceiptOrder,
  type ReceiptOrderAnswer,
} from "../../daemon/orders/person.ts";
import type { ByPerson, PersonMeans } from "../../domain/facts.ts";
import type { DepositId, ReceiptId, Sha256 } from "../../domain/ids.ts";
import { personRefusals } from "../../domain/receipt/person-answer.ts";
import type { VerdictIs } from "../../domain/receipt/verdict.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { spokenEvidence } from "../../journey/person.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { colon } from "../io.ts";
import { personFile } from "../person-file.ts";
import { refuseNeverRan } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { receiptWords } from "./words.ts";

interface Who extends Global {
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export interface RecordOptions extends Who {
  readonly id: string;
  readonly fax?: boolean;
  readonly phone?: boolean;
  readonly post?: boolean;
  readonly file?: string;
  readonly as: VerdictIs;
  readonly code?: string;
  readonly number?: string;
}

/** Reading a mail and asking the DNS take their time. */
const answerMsMax = 60_000;

export const receiptImport = async (
  context: Context,
  options: Who & { readonly file: string },
): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const kept = await keepFile(context, settings, options.file);
  const name = basename(options.file);
  const person = personOf(options, "file");
  return tell(
    context,
    options,
    await carriedOut(context, settings, { is: "bring", name, person, ...kept }),
  );
};

export const receiptRecord = async (context: Context, options: RecordOptions): Promise<Exit> => {
  const words = receiptWords[context.language];
  const means = (["fax", "phone", "post"] as const).filter((name) => options[name]);
  const [only, second] = means;
  if (!only || second) throw new Refusal(2, [words.oneMeans]);
  if (!options.by?.trim()) throw new Refusal(2, [words.byNeeded]);
  if (only !== "phone" && !options.file) throw new Refusal(2, [words.fileNeeded]);
  const [, deposit, position] =
    /^(D\d{1,15})(?:\.(\d{1,9}))?$/u.exec(options.id.toUpperCase()) ?? [];
  if (!deposit) throw new Refusal(1, [context.words.unknownDeposit(options.id)]);
  const settings = settingsOf(context, options);
  const person = personOf(options, only);
  const { as, code, number } = options;
  const about = {
    deposit: deposit as DepositId,
    ...(position === undefined ? {} : { position: Number(position) }),
    person,
  };
  const said = {
    ...(code === undefined ? {} : { code }),
    ...(number === undefined ? {} : { number }),
  };
  const kept = options.file
    ? await keepFile(context, settings, options.file)
    : await keepBytes(
        context,
        settings,
        spokenEvidence({ ...about, said: { is: as, ...said } }, Date.now()),
      );
  const order: ReceiptOrder = { is: "record", ...about, says: as, ...said, ...kept };
  return tell(context, options, await carriedOut(context, settings, order));
};

export const receiptAssign = async (
  context: Context,
  options: Who & { readonly receipt: string; readonly deposit?: string; readonly none?: boolean },
): Promise<Exit> => {
  const words = receiptWords[context.language];
  const receipt = receiptId(context, options.receipt);
  if ((options.deposit === undefined) === (options.none !== true))
    throw new Refusal(2, [words.whom]);
  const person = personOf(options, "assign");
  const settings = settingsOf(context, options);
  if (options.deposit === undefined)
    return tell(
      context,
      options,
      await carriedOut(context, settings, { is: "dismiss", receipt, person }),
    );
  const deposit = options.deposit.toUpperCase();
  if (!/^D\d{1,15}$/u.test(deposit))
    throw new Refusal(1, [context.words.unknownDeposit(options.deposit)]);
  const order = { is: "assign", receipt, deposit: deposit as DepositId, person } as const;
  return tell(context, options, await carriedOut(context, settings, order));
};

export const receiptConfirm = async (
  context: Context,
  options: Who & { readonly receipt: string },
): Promise<Exit> => {
  const receipt = receiptId(context, options.receipt);
  const person = personOf(options, "confirm");
  const settings = settingsOf(context, options);
  return tell(
    context,
    options,
    await carriedOut(context, settings, { is: "confirm", receipt, person }),
  );
};

export const receiptRefile = async (
  context: Context,
  options: Who & { readonly receipt: string },
): Promise<Exit> => {
  const receipt = receiptId(context, options.receipt);
  const words = receiptWords[context.language];
  const reason = reasonGiven(options.reason);
  if (reason === "") throw new Refusal(2, [words.whyAgain]);
  const order = { is: "refile", receipt, by: signer(options.by), reason } as const;
  const answer = await carriedOut(context, settingsOf(context, options), order);
  if (answer.is !== "done" || options.json) return tell(context, options, answer);
  context.io.out(`${words.refiled(answer.receipt, answer.deposits)}\n`);
  return 0;
};

const receiptId = (context: Context, text: string): ReceiptId => {
  const id = text.toUpperCase();
  if (/^R\d{1,15}$/u.test(id)) return id as ReceiptId;
  throw new Refusal(1, [
    `${text}${colon[context.language]}${personRefusals["unknown-receipt"][context.language]}`,
  ]);
};

const personOf = (options: Who, means: PersonMeans): ByPerson => {
  const reason = reasonGiven(options.reason);
  return { by: signer(options.by), means, ...(reason ? { reason } : {}) };
};

const keepFile = (context: Context, settings: Settings, file: string) =>
  keepBytes(context, settings, personFile(file, context.language));

/** Durable before anybody is told of it; the same bytes twice are kept once. */
const keepBytes = async (
  context: Context,
  settings: Settings,
  bytes: Uint8Array,
): Promise<{ readonly sha256: Sha256; readonly size: number }> => {
  refuseNeverRan(context, settings);
  return { sha256: await storeOf(settings).put(bytes), size: bytes.length };
};

const carriedOut = (
  context: Context,
  settings: Settings,
  order: ReceiptOrder,
): Promise<ReceiptOrderAnswer> =>
  give(context, {
    path: ordersPath(settings.data),
    order: "receipt",
    args: order,
    timeoutMs: answerMsMax,
    refused: 1,
    open: async () => {
      refuseNeverRan(context, settings);
      return await openForReceipts(settings);
    },
    here: ({ world }) => carryOut(world, order),
  });

const tell = (context: Context, options: Who, answer: ReceiptOrderAnswer): Exit => {
  const { io, language } = context;
  const words = receiptWords[language];
  if (options.json) io.out(`${JSON.stringify(answer)}\n`);
  if (answer.is === "refused") {
    if (!options.json) io.err(`${personRefusals[answer.because][language]}\n`);
    return 1;
  }
  if (options.json) return 0;
  if (answer.is === "done") io.out(`${words.done(answer.receipt, answer.deposits)}\n`);
  else io.out(`${words.imported(answer.receipt, answer.conclusion)}\n`);
  return 0;
};
