/**
 * Opens what is wrapped, in a thread with a deadline and a bounded heap: a crafted message costs one thread and is set aside. The
 * keys are read from their files for each mail, so that one that was added or replaced counts at once.
 */
import { readFile, stat } from "node:fs/promises";
import { limits } from "../../../domain/limits.ts";
import { AskedThread } from "../../../foundation/asked-thread.ts";
import { asError } from "../../../foundation/errors.ts";
import type { OpenedFile, OpenedMail } from "../../../ports/mail-verifier.ts";
import type { OpeningKeys } from "./keys.ts";
import type { Question } from "./opening-thread.ts";

export type OpenerKey = {
  readonly name: string;
  readonly passphrase?: () => string | undefined;
} & (
  | { readonly is: "openpgp"; readonly file: string }
  | { readonly is: "smime"; readonly certificate: string; readonly key: string }
);

export interface OpenerOptions {
  readonly openers: readonly OpenerKey[];
  /** OpenPGP keys that may sign for a domain. */
  readonly signers: readonly { readonly domain: string; readonly file: string }[];
  /** Shorter in tests. */
  readonly msMax?: number;
}

export interface Opener extends AsyncDisposable {
  mail(raw: Uint8Array): Promise<OpenedMail>;
  file(file: { readonly name: string; readonly bytes: Uint8Array }): Promise<OpenedFile>;
  /** What tells the files of the openers from later ones. */
  keys(): Promise<string>;
}

export const opener = (options: OpenerOptions): Opener => {
  const thread = new AskedThread<Question, OpenedMail | OpenedFile>({
    program: new URL("./opening-thread.ts", import.meta.url),
    heapMb: limits.mailReaderHeapMb,
    msMax: options.msMax ?? limits.openMsMax,
    idleMs: limits.readerIdleMs,
  });
  const ask = async <A extends OpenedMail | OpenedFile>(question: Question): Promise<A> => {
    const asked = await thread.ask(question);
    const answer: OpenedMail | OpenedFile =
      asked.is === "answered" ? asked.answer : { is: "closed", because: asked.because };
    return answer as A;
  };
  return {
    mail: async (raw) =>
      isWrapped(raw) ? ask({ is: "mail", raw, keys: await keysOf(options) }) : { is: "bare" },
    file: async (file) =>
      isSealedFile(file) ? ask({ is: "file", file, keys: await keysOf(options) }) : { is: "bare" },
    keys: () => markOf(options),
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
};

/** Whether the thread has anything to do: what most mails are is settled here, by their own Content-Type. */
const isWrapped = (raw: Uint8Array): boolean => {
  if (raw.length > limits.mailBytesMax) return false;
  const start = Buffer.from(raw.subarray(0, limits.mailHeadersBytesMax)).toString("latin1");
  const fields = start.slice(0, /\r?\n\r?\n/u.exec(start)?.index).replace(/\r?\n[ \t]+/gu, " ");
  return /^content-type:.*(?:multipart\/(?:signed|encrypted)|pkcs7-mime|\.p7m)/imu.test(fields);
};

const isSealedFile = ({ name, bytes }: { readonly name: string; readonly bytes: Uint8Array }) => {
  const start = Buffer.from(bytes.subarray(0, 4096)).toString("latin1");
  if (start.includes("-----BEGIN PGP MESSAGE-----")) return true;
  // Binary OpenPGP begins with a packet of a session key: old or new format, tag 1 or 3 (RFC 9580 §4.2).
  const first = bytes[0] ?? 0;
  const tag = (first & 0x40) === 0 ? (first >> 2) & 0x0f : first & 0x3f;
  const isPgp = /\.(?:gpg|pgp)$/iu.test(name) && (first & 0x80) !== 0 && (tag === 1 || tag === 3);
  return isPgp || (/\.p7m$/iu.test(name) && first === 0x30);
};

const filesOf = ({ openers }: OpenerOptions): readonly string[] =>
  openers.flatMap((one) => (one.is === "openpgp" ? [one.file] : [one.certificate, one.key]));

const markOf = async (options: OpenerOptions): Promise<string> => {
  const marks = filesOf(options).map(async (file) => {
    const found = await stat(file).catch(() => undefined);
    return `${file} ${found?.mtimeMs ?? 0} ${found?.size ?? 0}`;
  });
  return (await Promise.all(marks)).join("\n");
};

const keysOf = async ({ openers, signers }: OpenerOptions): Promise<OpeningKeys> => {
  const troubles: string[] = [];
  const read = async (name: string, file: string): Promise<string> =>
    readFile(file, "utf8").catch((cause: unknown) => {
      troubles.push(`${name} : ${asError(cause).message}`);
      return "";
    });
  const openpgp: OpeningKeys["openpgp"][number][] = [];
  const smime: OpeningKeys["smime"][number][] = [];
  for (const one of openers) {
    const { name } = one;
    const passphrase = one.passphrase?.() ?? "";
    if (one.is === "openpgp") {
      const armoured = await read(name, one.file);
      if (armoured !== "") openpgp.push({ name, armoured, passphrase });
      continue;
    }
    const [certificate, key] = [await read(name, one.certificate), await read(name, one.key)];
    if (certificate !== "" && key !== "") smime.push({ name, certificate, key, passphrase });
  }
  const pinned: OpeningKeys["signers"][number][] = [];
  for (const { domain, file } of signers) {
    const armoured = await read(domain, file);
    if (armoured !== "") pinned.push({ domain, armoured });
  }
  return { openpgp, smime, signers: pinned, troubles, now: Date.now() };
};
