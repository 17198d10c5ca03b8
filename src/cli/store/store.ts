/**
 * `facteur store status|encrypt|rotate`: the care of the encrypted contents. Encrypting and rotating hold the
 * agent's lock: a purge beside them would be undone. Exit 1 when something is in clear, damaged, or under an unknown key.
 */
import { encryptAll, rotate, storeState } from "../../adapters/store/store-care.ts";
import { refuseClosed } from "../../compose/closed-data.ts";
import { lockOf, storePlaceOf } from "../../compose/data.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { alone } from "../give.ts";
import { progressOf } from "../terminal/progress.ts";
import { storeWords } from "./words.ts";

export interface StoreOptions extends Global {
  readonly json?: boolean;
}

export const storeStatus = async (context: Context, options: StoreOptions): Promise<Exit> => {
  const words = storeWords[context.language];
  const settings = settingsOf(context, options);
  refuseClosed(settings.data);
  const state = await told(context, (on) => storeState(storePlaceOf(settings), on));
  const lines = [
    words.state(state.encrypted, state.clear, state.damaged.length),
    ...(state.clear > 0 ? [words.clearLeft] : []),
    ...(state.damaged.length > 0 ? [words.damaged(state.damaged.join(", "))] : []),
  ];
  tell(context, { options, value: state, lines });
  return state.clear + state.damaged.length > 0 ? 1 : 0;
};

export const storeEncrypt = async (context: Context, options: StoreOptions): Promise<Exit> => {
  const words = storeWords[context.language];
  const settings = settingsOf(context, options);
  await using lock = await alone(context, () => lockOf(settings.data));
  const state = await told(context, (on) => encryptAll(storePlaceOf(settings), on));
  void lock;
  const lines = [
    words.encrypted(state.encrypted),
    ...(state.damaged.length > 0 ? [words.damaged(state.damaged.join(", "))] : []),
  ];
  tell(context, { options, value: state, lines });
  return state.damaged.length > 0 ? 1 : 0;
};

export const storeRotate = async (context: Context, options: StoreOptions): Promise<Exit> => {
  const words = storeWords[context.language];
  const settings = settingsOf(context, options);
  await using lock = await alone(context, () => lockOf(settings.data));
  const rotated = await told(context, (on) => rotate(storePlaceOf(settings), on));
  void lock;
  const { key, files, unknown } = rotated;
  const done = [
    words.rotated(files, key),
    ...(settings.storeKey?.former === undefined ? [] : [words.dropFormer]),
  ];
  const lines = unknown.length > 0 ? [words.unknown(unknown.join(", "))] : done;
  tell(context, { options, value: rotated, lines: key === "" ? [words.noKeyYet] : lines });
  return unknown.length > 0 ? 1 : 0;
};

/** Tells how far the work is, and clears the line behind it. */
const told = async <Done>(
  context: Context,
  work: (onProgress: (done: number) => void) => Promise<Done>,
): Promise<Done> => {
  const progress = progressOf(context);
  try {
    return await work((done) => progress.show(() => storeWords[context.language].progress(done)));
  } finally {
    progress.clear();
  }
};

const tell = (
  { io }: Context,
  about: {
    readonly options: StoreOptions;
    readonly value: unknown;
    readonly lines: readonly string[];
  },
): void =>
  io.out(
    about.options.json
      ? `${JSON.stringify(about.value, undefined, 2)}\n`
      : `${about.lines.join("\n")}\n`,
  );
