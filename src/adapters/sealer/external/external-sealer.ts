/**
 * An encryption program that nobody described to us (seed 000, « logiciel de cryptage »): named paths of free meaning, arguments
 * without a shell, a private folder, a deadline. Exit 0: sealed, after a look for clear text; 75: later; anything else: failed.
 * What it prints is never kept: some print what they encrypt, or with what (mail.md F83).
 */
import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Instant } from "../../../domain/ids.ts";
import { changedPrograms, type SealProgram } from "../../../domain/seal.ts";
import { asError } from "../../../foundation/errors.ts";
import type { Clear, SealAnswer, Sealer } from "../../../ports/sealer.ts";
import { inspected, SealTrouble, sealing } from "../trouble.ts";
import { clearTextIn } from "./clear-text.ts";
import { hashOfPath } from "./hash-path.ts";
import { inPrivateFolder } from "./private-folder.ts";
import { runProgram } from "./run-program.ts";

export interface ExternalOptions {
  readonly name: string;
  /** Named as the person likes: `{name}` in the arguments stands for the path. */
  readonly paths: Readonly<Record<string, string>>;
  /** The definitive key (seed 000, step 6): from this instant, these paths instead of those of the same name. */
  readonly definitive?: {
    readonly since: Instant;
    readonly paths: Readonly<Record<string, string>>;
  };
  /** The program, then its arguments; `{entree}` and `{sortie}` are the files to read and to write. */
  readonly command: readonly string[];
  readonly timeoutMs: number;
  /** All that the program sees of our environment, beside its private folder. */
  readonly environment: Readonly<Record<string, string>>;
  /** Name of the attachment; `{fichier}` is the clear file's. */
  readonly output: string;
  /** Private folders are made in here, 0700, and removed. */
  readonly workFolder: string;
  /** Aborted when the agent stops: what runs is killed, and sealed again at the next start. */
  readonly stopping: AbortSignal;
}

const temporaryExit = 75;
/** Sealed bytes beyond this could not be mailed anyway. */
const outputBytesMax = 64 * 1024 * 1024;

export const externalSealer = (options: ExternalOptions): Sealer => ({
  name: options.name,
  method: "external",
  takes: "file",
  encrypts: true,
  seal: (clear) => sealing(() => seal(options, clear)),
  inspect: async (now) => {
    const { found, troubles } = await inspected(programs(options, now));
    return { programs: found, keys: [], troubles };
  },
});

const programs = (options: ExternalOptions, now: Instant): readonly Promise<SealProgram>[] =>
  Object.entries(pathsAt(options, now)).map(async ([name, path]) => ({
    name,
    path,
    sha256: await hashOfPath(path),
  }));

const programsNow = (options: ExternalOptions, now: Instant): Promise<readonly SealProgram[]> =>
  Promise.all(programs(options, now)).catch((cause: unknown) => {
    throw new SealTrouble("seal-program", asError(cause).message);
  });

const pathsAt = ({ paths, definitive }: ExternalOptions, now: Instant): Record<string, string> => ({
  ...paths,
  ...(definitive && now >= definitive.since ? definitive.paths : {}),
});

const seal = async (options: ExternalOptions, clear: Clear): Promise<SealAnswer> => {
  const ran = clear.programs ?? (await programsNow(options, clear.now));
  return inPrivateFolder(options.workFolder, async (folder) => {
    const input = join(folder, "entree");
    const output = join(folder, "sortie");
    await writeFile(input, clear.bytes, { mode: 0o600 });
    const paths = Object.fromEntries(ran.map(({ name, path }) => [name, path]));
    const values = { ...paths, entree: input, sortie: output };
    const [program = "", ...args] = options.command.map((word) => filled(word, values));
    const end = await runProgram({
      program,
      args,
      folder,
      environment: options.environment,
      timeoutMs: options.timeoutMs,
      signal: options.stopping,
    });
    if (end.is === "timeout")
      return { is: "later", said: `pas de fin en ${options.timeoutMs / 1000} s` };
    if (end.is === "stopped") return { is: "later", said: "arrêt de l'agent" };
    if (end.is === "failed") throw new SealTrouble("seal-program", end.said);
    if (end.code === temporaryExit) return { is: "later", said: "code 75" };
    if (end.code !== 0) throw new SealTrouble("seal-program", `code ${end.code}`);
    await stillThose(ran);
    return checked(options, clear, await resultOf(output), ran);
  });
};

/** What was exchanged between its look and its end is not what the journal would say ran. */
const stillThose = async (ran: readonly SealProgram[]): Promise<void> => {
  const now = await Promise.all(
    ran.map(async (one) => ({ ...one, sha256: await hashOfPath(one.path).catch(() => "") })),
  );
  const changed = changedPrograms(ran, now);
  if (changed.length > 0)
    throw new SealTrouble("seal-changed", `pendant le chiffrement : ${changed.join(", ")}`);
};

/** Both sides of the template are fixed words: a value is never looked into for more names. */
const filled = (word: string, values: Readonly<Record<string, string>>): string =>
  word.replaceAll(/\{([a-z0-9_-]+)\}/gu, (whole, name: string) => values[name] ?? whole);

const resultOf = async (path: string): Promise<Uint8Array> => {
  const found = await stat(path).catch(() => undefined);
  if (!found?.isFile()) throw new SealTrouble("seal-unverified", "aucun fichier de résultat");
  if (found.size > outputBytesMax)
    throw new SealTrouble("seal-unverified", `résultat de ${found.size} octets`);
  return readFile(path);
};

const checked = async (
  options: ExternalOptions,
  clear: Clear,
  bytes: Uint8Array,
  ran: readonly SealProgram[],
): Promise<SealAnswer> => {
  const seen = await clearTextIn({ clear: clear.bytes, bytes, identifiers: clear.identifiers });
  if (seen !== undefined) throw new SealTrouble("seal-unverified", seen);
  return {
    is: "sealed",
    name: filled(options.output, { fichier: clear.name }),
    bytes,
    proof: {
      method: "external",
      encrypted: true,
      recipients: "not-verifiable",
      reopened: false,
      programs: ran,
    },
  };
};
