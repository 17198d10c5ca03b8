/** One agent after the other on the same estate: started, killed at a step, started again, and let work in virtual time. */

import { setImmediate as breathe } from "node:timers/promises";
import { reporter } from "../../../src/adapters/reports/reporter.ts";
import { Daemon } from "../../../src/daemon/daemon.ts";
import { answerOrders } from "../../../src/daemon/orders/orders.ts";
import { type Doom, Life, mortalMailbox, mortalWorld, mortalWriter } from "../mortal.ts";
import { noLogins } from "../no-logins.ts";
import { testTold } from "../told.ts";
import type { Estate } from "./estate.ts";

/** More turns of the event loop than any work needs: an agent that does not rest spins. */
const turnsMax = 50_000;
/** So many turns without a call, and nobody has anything to do before time goes on. */
const restTurns = 4;

export class Agent {
  readonly #estate: Estate;
  /** Dooms of the lives to come, next first. */
  readonly #dooms: Doom[] = [];
  /** Orders given in the middle of a step: their answers. */
  readonly #given: Promise<unknown>[] = [];
  #life = new Life();
  #daemon: Daemon | undefined;
  #running: Promise<void> = Promise.resolve();
  #ended = new AbortController();
  /** Deaths so far, and the steps of all lives. */
  deaths = 0;
  readonly #steps: string[] = [];

  constructor(estate: Estate) {
    this.#estate = estate;
  }

  get daemon(): Daemon {
    if (!this.#daemon) throw new Error("no agent was started");
    return this.#daemon;
  }

  get steps(): readonly string[] {
    return [...this.#steps, ...this.#life.steps];
  }

  start(): void {
    const { world, watched, writer } = this.#estate;
    const ended = new AbortController();
    const life = new Life(this.#dooms.shift(), () => ended.abort());
    const mailbox = mortalMailbox(watched.mailbox, life);
    this.#daemon = new Daemon({
      world: mortalWorld(world, life),
      reporter: reporter({
        writerOf: () => mortalWriter(writer, life),
        told: testTold,
      }),
      mailboxes: [{ ...watched, mailbox }],
      folders: [],
      scanSeconds: 5,
      parallel: 4,
      perMinute: 1000,
      perDay: 100_000,
      sentBoxes: new Map([["cabinet", mailbox]]),
      schedule: { next: () => undefined },
      reportTimes: {},
      printing: undefined,
      notices: { notifiers: [], digestMinutes: 0, perHour: 1, contactOf: () => undefined },
      mailSince: () => 0,
    });
    [this.#life, this.#ended] = [life, ended];
    this.#running = this.#daemon.run(ended.signal).catch((cause: unknown) => {
      if (!life.dead) throw cause;
    });
  }

  /** Dies at a step to come; the next lives die too, as often as there are dooms. */
  doom(first: Doom, ...next: readonly Doom[]): void {
    this.#life.doom(first);
    this.#dooms.splice(0, this.#dooms.length, ...next);
  }

  /** The plug is pulled now. */
  async kill(): Promise<void> {
    this.#life.end();
    await this.#again();
  }

  /** As `systemctl stop`: what is under way is finished. */
  async stop(): Promise<void> {
    this.#ended.abort();
    await this.#running;
  }

  /** A person's order; in the middle of the n-th step from now when `during` is not 0. */
  order(args: object, during: number): void {
    const { daemon } = this;
    const handle = answerOrders({
      daemon,
      version: "",
      settings: "",
      stop: this.#ended,
      logins: noLogins,
    });
    // A dead or full agent answers with an error; what was ordered stands in the journal or does not.
    const give = () => void this.#given.push(handle("order", args).catch(() => undefined));
    if (during === 0) give();
    else this.#life.meanwhile(during, give);
  }

  /** Lets time pass; whoever dies meanwhile is started again. */
  async pass(ms: number): Promise<void> {
    await this.#rest();
    for (let left = ms; left > 0; left -= 1000) {
      await this.#estate.clock.advance(Math.min(left, 1000));
      await this.#rest();
    }
  }

  async #again(): Promise<void> {
    this.deaths += 1;
    await this.#running;
    this.#steps.push(...this.#life.steps);
    this.start();
  }

  async #rest(): Promise<void> {
    const { pulse } = this.#estate;
    let quiet = 0;
    for (let turn = 0; quiet < restTurns; turn += 1) {
      if (turn > turnsMax) throw new Error("the agent does not come to rest");
      const before = pulse.calls;
      await breathe();
      if (this.#life.dead) await this.#again();
      quiet = pulse.open === 0 && pulse.calls === before ? quiet + 1 : 0;
    }
    await Promise.all(this.#given.splice(0));
  }
}
