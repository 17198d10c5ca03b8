/** `facteur validate FILE…`: reads and checks files as the agent would, and sends nothing. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import {
  type Validated,
  validationModel,
  validationPaper,
} from "../adapters/reports/paper/validation.ts";
import { limits } from "../domain/limits.ts";
import { parisIso } from "../domain/paris-time.ts";
import { asError, codeOf } from "../foundation/errors.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { examine, withProfile } from "../journey/examine.ts";
import { type Context, type Global, settingsFile } from "./command.ts";
import { type DocumentOptions, deliver, refuseUnprintable, rendered } from "./document.ts";

export interface ValidateOptions extends Global, DocumentOptions {
  readonly files: readonly string[];
  readonly as?: string;
  readonly strict?: boolean;
}

/** Exit 0 conform, 1 not; a file that cannot be read is said on stderr and the others are still judged. */
export const validate = async (context: Context, options: ValidateOptions): Promise<Exit> => {
  const { io, words } = context;
  refuseUnprintable(context, options);
  const known = options.as === undefined ? undefined : profileOf(context, options, options.as);
  const at = Date.now();
  const now = parisIso(at);
  const judging = { today: now.slice(0, 10), hour: now.slice(11, 16) };
  const files: Validated[] = [];
  let failed: Exit = 0;
  for (const [index, file] of options.files.entries()) {
    if (process.stderr.isTTY && options.files.length > 1)
      io.err(`${index + 1}/${options.files.length} ${basename(file)}\n`);
    try {
      const { bytes, size } = await contentOf(file);
      const found = examine({ size, bytes, context: judging, ...(known ? { known } : {}) });
      const sha256 = createHash("sha256").update(bytes).digest("hex");
      files.push({
        ...found,
        file: file === "-" ? words.validate.stdin : basename(file),
        size,
        sha256,
      });
    } catch (cause) {
      io.err(`${file} : ${asError(cause).message}\n`);
      const mistaken = ["ENOENT", "ENOTDIR", "EISDIR"].includes(codeOf(cause));
      failed = failed === 75 || !mistaken ? 75 : 2;
    }
  }
  if (files.length > 0) {
    const agent = `Facteur ${context.version}`;
    const model = validationModel({ files, agent, at, strict: options.strict ?? false });
    const made =
      options.format === "json"
        ? `${JSON.stringify(model, undefined, 2)}\n`
        : await rendered(validationPaper(model, at), options.format);
    await deliver(context, options, made);
    return failed || (model.conform ? 0 : 1);
  }
  return failed;
};

/** What is too large to be mailed is refused by its size, and only its beginning is read. */
const contentOf = async (file: string): Promise<{ bytes: Uint8Array; size: number }> => {
  if (file !== "-") {
    const size = statSync(file).size;
    return { bytes: size > limits.depositBytesMax ? new Uint8Array() : readFileSync(file), size };
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limits.depositBytesMax) break;
    chunks.push(chunk);
  }
  return { bytes: Buffer.concat(chunks), size };
};

/** A path to a profile, or a name in `formats/` beside the settings. */
const profileOf = (context: Context, options: Global, name: string) => {
  const path = name.endsWith(".json")
    ? name
    : join(dirname(settingsFile(context, options)), "formats", `${name}.json`);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    throw new Refusal(codeOf(cause) === "ENOENT" ? 2 : 78, [`${path} : ${asError(cause).message}`]);
  }
  const loaded = withProfile([{ name: path, json }]);
  if ("formats" in loaded) return loaded.formats;
  throw new Refusal(
    78,
    loaded.problems.map((p) => `${p.file} : ${p.said}`),
  );
};
