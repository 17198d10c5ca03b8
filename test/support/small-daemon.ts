/** The real daemon on the small world, and time that goes on until something is true. */
import type { TestContext } from "node:test";
import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";
import { Daemon } from "../../src/daemon/daemon.ts";
import type { WatchedMailbox } from "../../src/daemon/mail-loop.ts";
import type { World } from "../../src/journey/world.ts";
import type { Mailbox } from "../../src/ports/mailbox.ts";
import type { Reporter } from "../../src/ports/reporter.ts";
import { cleanup } from "./cleanup.ts";
import type { MemoryClock } from "./memory-clock.ts";

export const silentReporter: Reporter = {
  publish: async () => ({ statut: "", text: "" }),
  paper: async () => Buffer.from("%PDF-"),
  dayPaper: async () => Buffer.from("%PDF-"),
  oddity: () => "",
  kept: async () => [],
  discard: async () => undefined,
  day: async () => undefined,
  period: async () => undefined,
};

export interface SmallDaemon {
  readonly daemon: Daemon;
  /** Lets the world's time pass, half a second at a time, until the condition holds. */
  until(what: string, condition: () => boolean | Promise<boolean>): Promise<void>;
  /** Ends it as a stop does: what is under way is finished. */
  stop(): Promise<void>;
}

export const smallDaemon = (
  t: TestContext,
  world: World & { readonly clock: MemoryClock },
  mailboxes: readonly WatchedMailbox[] = [],
  more: {
    readonly reporter?: Reporter;
    readonly sentBoxes?: ReadonlyMap<string, Mailbox>;
    readonly folders?: readonly WatchedMailbox[];
    readonly scanSeconds?: number;
  } = {},
): SmallDaemon => {
  const daemon = new Daemon({
    world,
    reporter: more.reporter ?? silentReporter,
    mailboxes,
    folders: more.folders ?? [],
    scanSeconds: more.scanSeconds ?? 5,
    parallel: 4,
    perMinute: 1000,
    perDay: 100_000,
    sentBoxes: more.sentBoxes ?? new Map(),
    schedule: { next: () => undefined },
    reportTimes: {},
    printing: undefined,
    notices: { notifiers: [], digestMinutes: 0, perHour: 1, contactOf: () => undefined },
    mailSince: () => 0,
  });
  const ended = new AbortController();
  const running = daemon.run(ended.signal);
  const stop = async (): Promise<void> => {
    ended.abort();
    await running;
  };
  cleanup(t, stop);
  return {
    daemon,
    stop,
    async until(what, condition) {
      for (let turn = 0; turn < 5000; turn += 1) {
        if (await condition()) return;
        await world.clock.advance(500);
        // The world's time runs away from a mail reader in its own thread: it is given real time too.
        if (turn > 200) await pause(turn > 1000 ? 10 : 1);
        for (let i = 0; i < 5; i += 1) await breathe();
      }
      throw new Error(`never: ${what}; ${JSON.stringify(daemon.problems.list())}`);
    },
  };
};
