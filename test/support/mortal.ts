/**
 * A process that dies at its n-th step, before or after the step's effect, and stays dead until another is
 * started over the same disk. What was durable stays; what was only in memory is gone.
 */
import type { Dossier, Sender, World } from "../../src/journey/world.ts";
import type { Courier } from "../../src/ports/courier.ts";
import type { Journal, JournalTransactor } from "../../src/ports/journal.ts";
import type { Mailbox } from "../../src/ports/mailbox.ts";
import type { ReportWriter } from "../../src/ports/report-writer.ts";
import type { Sealer } from "../../src/ports/sealer.ts";
import type { Spool } from "../../src/ports/spool.ts";
import type { Store } from "../../src/ports/store.ts";
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

/** One life: its steps so far, and where it ends. Every call that leaves a trace outside memory is a step. */
export class Life {
  /** Steps taken so far, by name, in order. */
  readonly steps: string[] = [];
  readonly #ended: () => void;
  readonly #meanwhile = new Map<number, () => void>();
  #doom: Doom | undefined;
  #dead = false;

  constructor(doom?: Doom, ended: () => void = () => undefined) {
    this.#doom = doom;
    this.#ended = ended;
  }

  get dead(): boolean {
    return this.#dead;
  }

  /** Dies at the n-th step from now on. */
  doom({ at, when }: Doom): void {
    this.#doom = { at: this.steps.length + at, when };
  }

  /** Something else happens in the middle of the n-th step from now on. */
  meanwhile(at: number, act: () => void): void {
    this.#meanwhile.set(this.steps.length + at, act);
  }

  end(): void {
    if (this.#dead) return;
    this.#dead = true;
    this.#ended();
  }

  async step<T>(name: string, effect: () => Promise<T>): Promise<T> {
    if (this.#dead) throw new Death(`before ${name}`);
    this.steps.push(name);
    const mine = this.#doom?.at === this.steps.length ? this.#doom.when : undefined;
    this.#meanwhile.get(this.steps.length)?.();
    if (mine === "before") {
      this.end();
      throw new Death(`before ${name}`);
    }
    const value = await effect();
    if (mine === "after") this.end();
    if (this.#dead) throw new Death(`after ${name}`);
    return value;
  }
}

type Steps = Readonly<Record<string, (...args: never[]) => Promise<unknown>>>;

/** The same port with these methods as steps of a life. */
const steps = <T extends object>(
  port: T,
  about: { readonly life: Life; readonly name: string; readonly methods: readonly (keyof T)[] },
): T => {
  const mortal: Record<PropertyKey, unknown> = {};
  for (const method of about.methods)
    mortal[method] = (...args: never[]) =>
      about.life.step(
        `${about.name}.${String(method)}`,
        () => (port as unknown as Steps)[String(method)]?.(...args) ?? Promise.resolve(),
      );
  return { ...port, ...mortal };
};

const mortalJournal = (journal: Journal, life: Life): Journal => ({
  ...steps(journal, { life, name: "journal", methods: ["reported"] }),
  transact: <T>(work: (t: JournalTransactor) => Promise<T>) =>
    life.step("journal.transact", () => journal.transact(work)),
});

const mortalStore = <S extends Store>(store: S, life: Life): S =>
  steps<S>(store, { life, name: "store", methods: ["put", "putStream", "remove"] });

const mortalSpool = <S extends Spool>(spool: S, life: Life): S => ({
  ...steps<S>(spool, {
    life,
    name: "spool",
    methods: ["retire", "removeRetired", "note", "noteRefused", "own"],
  }),
  filing: steps(spool.filing, { life, name: "filing", methods: ["prepare", "commit"] }),
});

const mortalCourier = <C extends Courier>(courier: C, life: Life): C =>
  steps<C>(courier, { life, name: "courier", methods: ["deliver"] });

const mortalSealer = (sealer: Sealer, life: Life): Sealer =>
  steps(sealer, { life, name: "sealer", methods: ["seal"] });

export const mortalMailbox = <M extends Mailbox>(mailbox: M, life: Life): M =>
  steps<M>(mailbox, { life, name: "mailbox", methods: ["move"] });

export const mortalWriter = (writer: ReportWriter, life: Life): ReportWriter =>
  steps(writer, { life, name: "reports", methods: ["write", "remove"] });

/** What a life may touch. */
export const mortalWorld = <W extends World>(world: W, life: Life): W => {
  const dossierOf = (dossier: Dossier): Dossier => ({
    ...dossier,
    spool: mortalSpool(dossier.spool, life),
  });
  const senderOf = (sender: Sender): Sender => ({
    ...sender,
    courier: mortalCourier(sender.courier, life),
  });
  return {
    ...world,
    journal: mortalJournal(world.journal, life),
    store: mortalStore(world.store, life),
    dossiers: new Map([...world.dossiers].map(([name, d]) => [name, dossierOf(d)])),
    senders: new Map([...world.senders].map(([name, s]) => [name, senderOf(s)])),
    sealers: new Map([...world.sealers].map(([name, s]) => [name, mortalSealer(s, life)])),
  };
};

export interface Mortal {
  readonly world: SmallWorld;
  readonly steps: readonly string[];
  readonly died: () => boolean;
  readonly meanwhile: (at: number, act: () => void) => void;
}

/** One life of the small world. */
export const mortal = (immortal: SmallWorld, doom: Doom | undefined): Mortal => {
  const life = new Life(doom);
  const world = mortalWorld(immortal, life);
  const [dossier] = world.dossiers.values();
  if (!dossier) throw new Error("a world has a dossier");
  return {
    steps: life.steps,
    died: () => life.dead,
    meanwhile: (at, act) => life.meanwhile(at, act),
    world: { ...world, dossier, spool: mortalSpool(immortal.spool, life) },
  };
};
