/** `facteur validate FILE…`: reads and checks files as the agent would, and sends nothing. */
import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { open } from "node:fs/promises";
import { basename } from "node:path";
import { setFlagsFromString } from "node:v8";
import { programPrinter } from "../../adapters/programs/printer.ts";
import { validationPaper } from "../../adapters/reports/paper/validation.ts";
import { type Validated, validationModel } from "../../adapters/reports/paper/validation-model.ts";
import { isMisnamed, readFault } from "../../config/read-fault.ts";
import type { CheckContext } from "../../domain/checks/context.ts";
import { limits } from "../../domain/limits.ts";
import type { Mode } from "../../domain/mode.ts";
import { parisIso } from "../../domain/paris-time.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { beyondFile } from "../../journey/check/beyond-file.ts";
import { examiner } from "../../journey/examine.ts";
import { type Context, type Global, settingsFile, settingsOf } from "../command.ts";
import { type DocumentOptions, deliver, refuseUnprintable, rendered } from "../document.ts";
import { colon } from "../io.ts";
import { type Knowledge, knowledge } from "../knowledge.ts";
import { progressOf } from "../terminal/progress.ts";
import { depositWords } from "./words.ts";

export interface ValidateOptions extends Global, DocumentOptions {
  readonly files: readonly string[];
  readonly as?: string;
  readonly mode?: Mode;
  readonly strict?: boolean;
  readonly print?: boolean;
}

/** Exit 0 conform, 1 not; a file that cannot be read is said on stderr and the others are still judged. */
export const validate = async (context: Context, options: ValidateOptions): Promise<Exit> => {
  const { io } = context;
  refuseUnprintable(context, options);
  // What a reader makes is dropped at once: a large nursery would only make the process larger.
  setFlagsFromString("--semi-space-growth-factor=1");
  await using known = knowledge(context, options);
  const at = Date.now();
  const now = parisIso(at);
  const mode = options.mode ?? "test";
  const judging = { today: now.slice(0, 10), hour: now.slice(11, 16), mode };
  const files: Validated[] = [];
  const unread: string[] = [];
  let failed: Exit = 0;
  for (const [index, file] of options.files.entries()) {
    const place = `${index + 1}/${options.files.length} ${basename(file)}`;
    try {
      const one = await validated(context, file, { known, judging, place });
      files.push(one);
      if (known.asked === undefined || one.judgedBy?.name === known.asked) continue;
      // The person named a layout: another one's verdict is no answer to the question.
      io.err(
        `${depositWords[context.language].otherLayout(file, known.asked, one.judgedBy?.name)}\n`,
      );
      failed = failed === 0 ? 1 : failed;
    } catch (cause) {
      unread.push(`${file}${colon[context.language]}${readFault(cause)[context.language]}`);
      const mistaken = isMisnamed(cause);
      failed = failed === 75 || !mistaken ? 75 : 2;
    }
  }
  if (files.length === 0) throw new Refusal(failed, unread);
  for (const line of unread) io.err(`${line}\n`);
  const agent = `Facteur ${context.version}`;
  const model = validationModel({ files, agent, at, strict: options.strict ?? false });
  const made =
    options.format === "json"
      ? `${JSON.stringify(model, undefined, 2)}\n`
      : await rendered(validationPaper(model, at), options.format);
  await deliver(context, options, made);
  if (options.print)
    await printed(context, options, await rendered(validationPaper(model, at), "pdf"));
  return failed || (model.conform ? 0 : 1);
};

/** The preparation report on paper (seed 000: « un compte rendu des modifications à apporter est imprimé »). */
const printed = async (
  context: Context,
  options: ValidateOptions,
  pdf: Uint8Array | string,
): Promise<void> => {
  const command = printCommand(context, options);
  const end = await programPrinter(command).print(Buffer.from(pdf), new AbortController().signal);
  if (end.is === "failed") throw new Refusal(75, [context.words.document.notPrinted(end.said)]);
};

/** The settings' printing program; without settings, the system's. */
const printCommand = (context: Context, options: ValidateOptions): readonly string[] => {
  if (!existsSync(settingsFile(context, options))) return ["lp"];
  return settingsOf(context, options).printing?.command ?? ["lp"];
};

interface Judging {
  readonly known: Knowledge;
  readonly judging: CheckContext & { readonly mode: Mode };
  /** Which of the files it is, for a person who waits. */
  readonly place: string;
}

/** One pass over the file: its hash, its findings and what it declares. */
const validated = async (
  context: Context,
  file: string,
  { known, judging, place }: Judging,
): Promise<Validated> => {
  const progress = progressOf(context);
  const unit = context.language === "fr" ? "Mio" : "MiB";
  let bytes = 0;
  const digest = createHash("sha256");
  const reader = examiner({
    context: judging,
    formats: known.formats,
    keptMax: limits.reportDeclarationsMax,
  });
  const chunks = file === "-" ? process.stdin : piecesOf(file);
  try {
    for await (const chunk of chunks as AsyncIterable<Uint8Array>) {
      digest.update(chunk);
      reader.push(chunk);
      bytes += chunk.length;
      progress.show(() => `${place} : ${Math.round(bytes / mebibyte)} ${unit}`);
    }
  } finally {
    progress.clear();
  }
  const found = reader.end();
  return {
    ...found,
    file: file === "-" ? depositWords[context.language].stdin : basename(file),
    sha256: digest.digest("hex"),
    findings: [...found.findings, ...(await beyondFile(found, { ...known, judging }))],
  };
};

const pieceBytes = 64 * 1024;
const mebibyte = 1024 * 1024;

/** Each piece in the place of the one before: a stream makes a buffer a piece, and a large file of garbage. */
async function* piecesOf(file: string): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(pieceBytes);
  await using handle = await open(file);
  for (;;) {
    const { bytesRead } = await handle.read(buffer, 0, pieceBytes);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
  }
}
