/** `facteur organism`: the simulated organism and its mail server, to try a whole installation without a real one. */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { hiresFile } from "../../demo/input.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { demoUser, runOrganism } from "../../organism/program.ts";
import type { Context } from "../command.ts";
import { unwritable } from "../document.ts";
import { untilAsked } from "./interrupted.ts";
import { sandboxWords } from "./words.ts";

export interface OrganismCommand {
  readonly smtpPort?: number;
  readonly imapPort?: number;
  readonly delayMs?: number;
  readonly lateMs?: number;
  /** Where to write a declaration of somebody who does not exist, instead of running. */
  readonly sample?: string;
}

export const organism = async (
  context: Context,
  { sample, ...options }: OrganismCommand,
): Promise<Exit> => {
  const { io, language } = context;
  if (sample !== undefined) {
    const file = resolve(sample);
    try {
      // A file of a person's is never written over.
      writeFileSync(file, hiresFile(Date.now(), ["FICTIVE"], demoUser.address), { flag: "wx" });
    } catch (cause) {
      throw unwritable(context, file, cause);
    }
    io.out(`${sandboxWords[language].sampleWritten(file)}\n`);
    return 0;
  }
  return untilAsked((signal) =>
    runOrganism({ ...options, language, signal, print: (line) => io.out(`${line}\n`) }),
  );
};
