/** The thread's program: one mail in, one answer out. Nothing else of the product runs here. */
import { parentPort } from "node:worker_threads";
import { asError } from "../../foundation/errors.ts";
import type { MailReading } from "../../ports/mail-reader.ts";
import { readMail } from "./read-mail.ts";

const answer = async (raw: Uint8Array): Promise<void> => {
  const reading = await readMail(raw).catch(
    (cause: unknown): MailReading => ({ is: "unreadable", because: asError(cause).message }),
  );
  const moved = reading.is === "read" ? reading.mail.parts.map((part) => part.bytes.buffer) : [];
  parentPort?.postMessage(reading, moved as ArrayBuffer[]);
};

parentPort?.on("message", (raw: Uint8Array) => void answer(raw));
