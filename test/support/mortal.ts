/**
 * A world whose process dies at the n-th step, before or after the step's effect, and stays dead until it
 * is started again. What was durable stays; what was only in memory is gone.
 */
import type { Journal, JournalTransactor } from "../../src/ports/journal.ts";
import type { SmallWorld } from "./small-world.ts";

export class Death extends Error {
  constructor(step: string) {
    super(`died ${step}`);
    this.name = "Death";
  }
}

export interface Doom {
  /** 1-based step at which the process dies; steps beyond the last never come. */
  readonly at: number;
  readonly when: "before" | "after";
}

export interface Mortal {
  readonly world: SmallWorld;
  /** Steps taken so far, by name, in order. */
  readonly steps: readonly string[];
  readonly died: () => boolean;
}

/** Every call that leaves a trace outside memory goes through here; reading does not. */
export const mortal = (immortal: SmallWorld, doom: Doom | undefined): Mortal => {
  const steps: string[] = [];
  let dead = false;
  const step = async <T>(name: string, effect: () => Promise<T>): Promise<T> => {
    if (dead) throw new Death(`before ${name}`);
    steps.push(name);
    const mine = doom?.at === steps.length;
    if (mine && doom.when === "before") {
      dead = true;
      throw new Death(`before ${name}`);
    }
    const value = await effect();
    if (mine) dead = true;
    if (dead) throw new Death(`after ${name}`);
    return value;
  };
  const { journal, store, spool, courier } = immortal;
  const mortalJournal: Journal = {
    ...journal,
    transact: <T>(work: (t: JournalTransactor) => Promise<T>) =>
      step("journal.transact", () => journal.transact(work)),
  };
  const mortalSpool = {
    ...spool,
    retire: (...args: Parameters<typeof spool.retire>) =>
      step("spool.retire", () => spool.retire(...args)),
    filing: {
      prepare: (...args: Parameters<typeof spool.filing.prepare>) =>
        step("filing.prepare", () => spool.filing.prepare(...args)),
      commit: (...args: Parameters<typeof spool.filing.commit>) =>
        step("filing.commit", () => spool.filing.commit(...args)),
    },
  };
  const mortalStore = {
    ...store,
    put: (bytes: Uint8Array) => step("store.put", () => store.put(bytes)),
    putStream: (chunks: AsyncIterable<Uint8Array>) =>
      step("store.putStream", () => store.putStream(chunks)),
  };
  const mortalCourier = {
    ...courier,
    deliver: (...args: Parameters<typeof courier.deliver>) =>
      step("courier.deliver", () => courier.deliver(...args)),
  };
  const dossier = { ...immortal.dossier, spool: mortalSpool };
  const [sender] = immortal.senders.values();
  if (!sender) throw new Error("a world has a sender");
  return {
    steps,
    died: () => dead,
    world: {
      ...immortal,
      journal: mortalJournal,
      store: mortalStore,
      spool: mortalSpool,
      courier: mortalCourier,
      dossier,
      dossiers: new Map([[dossier.name, dossier]]),
      senders: new Map([[sender.name, { ...sender, courier: mortalCourier }]]),
    },
  };
};
