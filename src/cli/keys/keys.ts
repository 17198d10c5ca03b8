/**
 * `facteur keys list|check|accept`: what seals the mails, until when, and whether it works. `check` seals a text of its own with
 * each method; nothing is sent.
 */
import { ordersPath } from "../../adapters/system/orders.ts";
import { keyFilesOf } from "../../compose/keys.ts";
import { openForOrders } from "../../compose/opened.ts";
import { openReader } from "../../compose/reader.ts";
import { openSealers } from "../../compose/sealers.ts";
import type { Settings } from "../../config/settings.ts";
import { expiryStage } from "../../domain/key-expiry.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { changedPrograms, type SealKey, type SealProgram } from "../../domain/seal.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { acceptPrograms, knownPrograms } from "../../journey/known-programs.ts";
import type { KeyLook } from "../../ports/key-files.ts";
import type { SealAnswer, Sealer } from "../../ports/sealer.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { reasonGiven, signer } from "../signature.ts";
import { oneLine } from "../terminal/one-line.ts";
import { type KeysWords, keysWords } from "./words.ts";

export interface KeysOptions extends Global {
  /** One sealing; absent: all. */
  readonly name?: string;
  readonly json?: boolean;
}

export interface AcceptOptions extends KeysOptions {
  readonly name: string;
  readonly by?: string;
  readonly reason?: string;
}

const dayMs = 86_400_000;

interface Look {
  readonly name: string;
  readonly method: Sealer["method"];
  readonly keys: readonly SealKey[];
  readonly programs: readonly (SealProgram & { readonly known: "first" | "same" | "changed" })[];
  readonly troubles: readonly string[];
}

export const keysList = async (context: Context, options: KeysOptions): Promise<Exit> => {
  const words = keysWords[context.language];
  const settings = settingsOf(context, options);
  const looks = await Promise.all(
    (await chosen(settings, options, words)).map((sealer) => lookAt(context, settings, sealer)),
  );
  const held = await heldKeys(settings, options);
  const ours = held.keys.filter(({ role }) => role === "opening" || role === "signer");
  if (options.json)
    context.io.out(
      `${JSON.stringify({ sealers: looks, receipts: ours, troubles: held.troubles }, undefined, 2)}\n`,
    );
  else if (looks.length + held.keys.length + held.troubles.length === 0)
    context.io.out(`${words.none}\n`);
  else {
    for (const look of looks) context.io.out(`${linesOf(look, words).join("\n")}\n`);
    for (const [use, keys] of Map.groupBy(ours, (key) => key.use))
      context.io.out(`${[use, ...keys.flatMap((key) => keyLines(key, words))].join("\n")}\n`);
    for (const trouble of held.troubles) context.io.out(`!! ${trouble}\n`);
  }
  const sound =
    held.troubles.length === 0 &&
    looks.every((l) => l.troubles.length === 0 && l.programs.every((p) => p.known !== "changed"));
  return sound ? 0 : 1;
};

export const keysCheck = async (context: Context, options: KeysOptions): Promise<Exit> => {
  const words = keysWords[context.language];
  const settings = settingsOf(context, options);
  const sealers = await chosen(settings, options, words);
  const answers = await Promise.all(
    sealers.map(async (sealer) => ({ sealer, answer: await sealer.seal(testText()) })),
  );
  if (options.json) {
    const told = answers.map(({ sealer, answer }) => ({
      name: sealer.name,
      ...answerJson(answer),
    }));
    const { keys, troubles } = await heldKeys(settings, options);
    const ending = keys.filter((key) => expiryStage(key.expires, Date.now()) !== undefined);
    context.io.out(`${JSON.stringify({ sealers: told, ending, troubles }, undefined, 2)}\n`);
  } else if (answers.length === 0) context.io.out(`${words.none}\n`);
  else
    for (const { sealer, answer } of answers)
      for (const line of answerLines(sealer.name, answer, words)) context.io.out(`${line}\n`);
  const held = await heldKeys(settings, options);
  for (const key of options.json ? [] : held.keys)
    if (expiryStage(key.expires, Date.now()) !== undefined)
      context.io.out(`${words.soon(`${key.use}, ${key.file}`, expiryOf(key, words))}\n`);
  for (const trouble of options.json ? [] : held.troubles) context.io.out(`!! ${trouble}\n`);
  return answers.every(({ answer }) => answer.is === "sealed") ? 0 : 1;
};

export const keysAccept = async (context: Context, options: AcceptOptions): Promise<Exit> => {
  const words = keysWords[context.language];
  const { io } = context;
  const reason = reasonGiven(options.reason);
  if (!reason) throw new Refusal(2, [words.reasonNeeded]);
  const settings = settingsOf(context, options);
  const [sealer] = await chosen(settings, options, words);
  const look = sealer && (await lookAt(context, settings, sealer));
  if (!look || look.troubles.length > 0)
    throw new Refusal(1, look ? look.troubles : [words.unknown(options.name)]);
  if (look.programs.every((p) => p.known !== "changed"))
    throw new Refusal(1, [words.nothingToAccept(look.name)]);
  const request = {
    sealer: look.name,
    programs: look.programs.map(({ name, path, sha256 }) => ({ name, path, sha256 })),
    by: signer(options.by),
    reason,
  };
  await give(context, {
    path: ordersPath(settings.data),
    order: "accept-programs",
    args: request,
    open: () => openForOrders(settings),
    here: (world) => acceptPrograms(world, request),
  });
  io.out(options.json ? `${JSON.stringify(look)}\n` : `${words.accepted(look.name)}\n`);
  return 0;
};

const chosen = async (
  settings: Settings,
  options: KeysOptions,
  words: KeysWords,
): Promise<readonly Sealer[]> => {
  const all = [...(await openSealers(settings)).values()];
  if (options.name === undefined) return all;
  const found = all.filter((s) => s.name === options.name);
  if (found.length === 0) throw new Refusal(1, [words.unknown(options.name)]);
  return found;
};

const lookAt = async (context: Context, settings: Settings, sealer: Sealer): Promise<Look> => {
  const { keys, programs, troubles } = await sealer.inspect(Date.now());
  // An agent that never ran has not sealed anything yet.
  await using reader = openReader(settings, context.version);
  const known = reader && (await knownPrograms(reader, sealer.name));
  return {
    name: sealer.name,
    method: sealer.method,
    keys,
    programs: programs.map((program) => ({ ...program, known: stateOf(program, known?.programs) })),
    troubles,
  };
};

const stateOf = (
  program: SealProgram,
  known: readonly SealProgram[] | undefined,
): "first" | "same" | "changed" => {
  if (!known) return "first";
  const before = known.filter(({ name }) => name === program.name);
  return changedPrograms(before, [program]).length === 0 ? "same" : "changed";
};

/** Recognisable, and nobody's. */
const testText = () => ({
  name: "essai.txt",
  bytes: Buffer.from(
    `FACTEUR : essai de chiffrement, sans valeur déclarative. ${"0123456789 ".repeat(20)}\r\n`,
  ),
  identifiers: [],
  now: Date.now(),
});

const linesOf = (look: Look, words: KeysWords): readonly string[] => [
  `${look.name} : ${words.methods[look.method]}`,
  ...look.keys.flatMap((key) => keyLines(key, words)),
  ...look.programs.flatMap((program) => [
    `  ${program.name} : ${program.path}`,
    `    SHA-256 ${program.sha256}`,
    `    ${words.known[program.known]}`,
  ]),
  ...look.troubles.map((trouble) => `  !! ${trouble}`),
];

const keyLines = (key: SealKey, words: KeysWords): readonly string[] => [
  `  ${words.roles[key.role]} : ${oneLine(key.owner)}`,
  `    ${key.file}`,
  `    ${key.fingerprint}`,
  `    ${expiryOf(key, words)}`,
];

const nothingHeld: KeyLook = { keys: [], troubles: [] };

/** Every key and certificate that the settings name; of one sealing alone where it is named. */
const heldKeys = async (settings: Settings, { name }: KeysOptions): Promise<KeyLook> => {
  const look = (await (await keyFilesOf(settings))?.look(Date.now())) ?? nothingHeld;
  if (name === undefined) return look;
  return { keys: look.keys.filter(({ use }) => use === `sealers.${name}`), troubles: [] };
};

const expiryOf = (key: SealKey, words: KeysWords): string =>
  key.expires === undefined
    ? words.never
    : words.expires(parisDay(key.expires), Math.floor((key.expires - Date.now()) / dayMs));

const answerLines = (name: string, answer: SealAnswer, words: KeysWords): readonly string[] => {
  if (answer.is !== "sealed") return [words.fails(name), `  ${answer.said}`];
  const { recipients } = answer.proof;
  return [
    words.seals(name),
    ...(recipients === "not-verifiable"
      ? [`  ${words.notVerifiable}`]
      : recipients.map((one) => `  ${one}`)),
  ];
};

const answerJson = (answer: SealAnswer) =>
  answer.is === "sealed"
    ? { is: answer.is, proof: answer.proof }
    : { is: answer.is, said: answer.said };
