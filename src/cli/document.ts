/** A paper to the terminal or to a file, in the format asked for. */
import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { paperHtml } from "../adapters/reports/paper/html.ts";
import type { Paper } from "../adapters/reports/paper/paper.ts";
import { paperText } from "../adapters/reports/paper/text.ts";
import { asError, codeOf } from "../foundation/errors.ts";
import { Refusal } from "../foundation/refusal.ts";
import { writeFileSafely } from "../foundation/safe-file.ts";
import type { Context } from "./command.ts";
import type { DocumentFormat } from "./document-formats.ts";
import { colon } from "./io.ts";

export interface DocumentOptions {
  readonly format: DocumentFormat;
  readonly output?: string;
}

/** A PDF is bytes: it goes to a file only. */
export const refuseUnprintable = (context: Context, options: DocumentOptions): void => {
  if (options.format === "pdf" && options.output === undefined)
    throw new Refusal(2, [context.words.document.pdfNeedsOutput]);
};

export const rendered = async (
  paper: Paper,
  format: Exclude<DocumentFormat, "json">,
): Promise<Uint8Array | string> => {
  switch (format) {
    case "text":
      return paperText(paper);
    case "html":
      return paperHtml(paper);
    case "pdf": {
      const { paperPdf } = await import("../adapters/reports/paper/pdf.ts");
      return paperPdf(paper);
    }
  }
};

export const deliver = async (
  context: Context,
  options: DocumentOptions,
  made: Uint8Array | string,
): Promise<void> => {
  if (options.output === undefined) {
    context.io.out(typeof made === "string" ? made : Buffer.from(made).toString("latin1"));
    return;
  }
  try {
    // It may name people: for the one who asked only.
    await writeFileSafely(options.output, made, { mode: 0o600, overwrite: true });
  } catch (cause) {
    throw unwritable(context, options.output, cause);
  }
};

/** A wrong name is the typist's, in words; the system's own text names a hidden file that nobody knows. */
export const unwritable = (
  { words, language }: Pick<Context, "words" | "language">,
  output: string,
  cause: unknown,
): Refusal => {
  const folder = dirname(resolve(output));
  const { noFolder, notFolder, isFolder, noRight, stands } = words.output;
  switch (codeOf(cause)) {
    case "ENOENT":
      return new Refusal(2, [`${folder}${colon[language]}${noFolder}`]);
    case "ENOTDIR":
      return new Refusal(2, [`${folder}${colon[language]}${notFolder}`]);
    case "EEXIST":
      return new Refusal(2, [`${output}${colon[language]}${stands}`]);
    case "EISDIR":
      return new Refusal(2, [`${output}${colon[language]}${isFolder}`]);
    case "EACCES":
    case "EPERM":
      return new Refusal(2, [`${folder}${colon[language]}${noRight}`]);
    default:
      return new Refusal(75, [`${output}${colon[language]}${asError(cause).message}`]);
  }
};

/** For the one who asked only: what is written in it names people. */
export const makeFolder = (context: Pick<Context, "words" | "language">, folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (cause) {
    // A file stands there: the folder that is missing is the one that was asked for.
    throw codeOf(cause) === "EEXIST"
      ? new Refusal(2, [`${folder}${colon[context.language]}${context.words.output.notFolder}`])
      : unwritable(context, folder, cause);
  }
};
