/** Plays the payroll program: drops each file as such a program would, never before the last one of that name is gone. */
import { appendFileSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import type { Drop } from "./input.ts";
import type { Sandbox } from "./sandbox.ts";

const halvesApartMs = 2000;
const lookEveryMs = 50;

export interface Play {
  readonly sandbox: Sandbox;
  readonly drops: readonly Drop[];
  /** Before each. */
  readonly tell: (drop: Drop) => void;
  readonly signal: AbortSignal;
}

export const play = async ({ sandbox, drops, tell, signal }: Play): Promise<void> => {
  for (const drop of drops) {
    const path = join(sandbox.spool, drop.dossier, drop.name);
    await until(() => !existsSync(path), signal);
    tell(drop);
    if (!drop.halves) {
      writeFileSync(path, drop.bytes);
      continue;
    }
    const half = Math.floor(drop.bytes.length / 2);
    writeFileSync(path, drop.bytes.subarray(0, half));
    await pause(halvesApartMs, undefined, { signal });
    appendFileSync(path, drop.bytes.subarray(half));
  }
};

/** Looks until it is so; rejects when the signal aborts. */
export const until = async (
  condition: () => boolean | Promise<boolean>,
  signal: AbortSignal,
): Promise<void> => {
  while (!(await condition())) await pause(lookEveryMs, undefined, { signal });
};
