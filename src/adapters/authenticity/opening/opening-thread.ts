/** The thread's program: one mail or file in, one answer out. Nothing else of the product runs here. */
import { parentPort } from "node:worker_threads";
import { asError } from "../../../foundation/errors.ts";
import type { OpenedFile, OpenedMail } from "../../../ports/mail-verifier.ts";
import type { OpeningKeys } from "./keys.ts";
import { openFile, openMail } from "./layers.ts";

export type Question =
  | { readonly is: "mail"; readonly raw: Uint8Array; readonly keys: OpeningKeys }
  | {
      readonly is: "file";
      readonly file: { readonly name: string; readonly bytes: Uint8Array };
      readonly keys: OpeningKeys;
    };

const answer = async (question: Question): Promise<OpenedMail | OpenedFile> => {
  try {
    return question.is === "mail"
      ? await openMail(question.raw, question.keys)
      : await openFile(question.file, question.keys);
  } catch (cause) {
    return { is: "closed", because: asError(cause).message.slice(0, 500) };
  }
};

const answered = async (question: Question): Promise<void> => {
  const given = await answer(question);
  parentPort?.postMessage(given, []);
};

parentPort?.on("message", (question: Question) => void answered(question));
