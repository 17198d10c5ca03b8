/** Tells through a configured program, which gets the notice as JSON on its input. */
import { limits } from "../../domain/limits.ts";
import type { Notifier } from "../../ports/notifier.ts";
import { runWithInput } from "./run-with-input.ts";

export const noticeProgram = (command: readonly string[]): Notifier => ({
  channel: "command",
  async notify(notice, signal) {
    const input = Buffer.from(`${JSON.stringify(notice)}\n`);
    const { noticeMsMax: timeoutMs } = limits;
    const end = await runWithInput({ command, input, timeoutMs, signal });
    return end.is === "done" ? { is: "told" } : end;
  },
});
