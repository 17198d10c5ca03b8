/** Prints through `lp` or a configured program, which gets the PDF on its input. */
import { basename } from "node:path";
import { limits } from "../../domain/limits.ts";
import type { Printer } from "../../ports/printer.ts";
import { runWithInput } from "./run-with-input.ts";

export const programPrinter = (command: readonly string[]): Printer => ({
  program: basename(command[0] ?? ""),
  async print(pdf, signal) {
    const { printMsMax: timeoutMs } = limits;
    const end = await runWithInput({ command, input: pdf, timeoutMs, signal });
    return end.is === "done" ? { is: "printed" } : end;
  },
});
