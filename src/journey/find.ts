/**
 * Found → settled. One look at a dossier's folder: the scan is the truth, whatever the watcher said.
 * What it remembers between looks (`sightings`) is only a memory of how long a file has been quiet.
 */
import type { FileIdentity } from "../domain/facts.ts";
import { limits } from "../domain/limits.ts";
import { type Sighting, sameIdentity, settle, sighted, type Wholeness } from "../domain/settle.ts";
import { recognise } from "../formats/all.ts";
import { collect } from "../foundation/bytes.ts";
import { unlessDamaged } from "../ports/journal-damage.ts";
import type { Found, Spool } from "../ports/spool.ts";
import { FileFault } from "../ports/spool-faults.ts";
import type { Dossier, World } from "./world.ts";

export type Oddity = Extract<Found, { readonly is: "oddity" }>;

export interface Candidate {
  readonly name: string;
  readonly identity: FileIdentity;
  /** Present when the file never became whole: byte from which something is missing. */
  readonly truncatedAt?: number;
}

export interface Look {
  readonly settled: readonly Candidate[];
  readonly oddities: readonly Oddity[];
  readonly unreadable: readonly { readonly name: string; readonly said: string }[];
  /** Files of which a deposit was made whose rows cannot be read. */
  readonly damaged: readonly string[];
  /** Milliseconds until a file that this look came to is worth another; undefined when none is pending. */
  readonly again?: number;
  /** What this look did not come to, because its batch was full: the next one begins there, at once. */
  readonly rest?: Rest;
}

/** The names of the folder as it was read, and how far one look after the other came: never copied, they may be many. */
export interface Rest {
  readonly names: readonly string[];
  readonly from: number;
  /** Milliseconds until the next look is worth it; absent: at once. */
  readonly after?: number;
}

/** What was seen of a name; `left`: a deposit was made of it and the original stays where it is. */
export type Sightings = Map<string, Sighting & { readonly left?: boolean }>;

/**
 * Throws `FolderFault` when the folder cannot be used. `rest` is what the look before did not come to: a
 * folder of a hundred thousand files is read once, not once a batch.
 */
export const find = async (
  world: Pick<World, "journal" | "clock" | "formats">,
  dossier: Dossier,
  sightings: Sightings,
  rest?: Rest,
): Promise<Look> => {
  const names = rest?.names ?? (await dossier.spool.names());
  const settled: Candidate[] = [];
  const oddities: Oddity[] = [];
  const unreadable: { name: string; said: string }[] = [];
  const damaged: string[] = [];
  const soon = new Soon();
  let again: number | undefined;
  const until = (next?: Omit<Rest, "names">): Look => ({
    settled,
    oddities,
    unreadable,
    damaged,
    ...(again === undefined ? {} : { again }),
    ...(next ? { rest: { names, ...next } } : {}),
  });
  if (!rest) forget(sightings, names);
  for await (const { at, file } of standing(dossier.spool, names, rest?.from ?? 0)) {
    if (settled.length >= limits.batchMax) return until({ from: at });
    // Those that were just found are taken before more are looked for: nobody waits for the whole folder.
    if (soon.isFull && settled.length === 0) return until(soon.rest(at));
    if (file.is !== "file") {
      oddities.push(file);
      continue;
    }
    const before = sightings.get(file.name);
    const sighting = sighted(before, file.identity, world.clock.monotonic());
    sightings.set(file.name, sighting);
    const answer = await judge({ world, dossier, sightings, name: file.name, sighting });
    if (answer.is === "damaged") damaged.push(file.name);
    if (answer.is === "unreadable") unreadable.push({ name: file.name, said: answer.said });
    if (answer.is === "wait") again = Math.min(again ?? answer.ms, answer.ms);
    // One that changes at each look keeps nobody waiting.
    if (answer.is === "wait" && (!before || before === sighting)) soon.add(at, answer.ms);
    if (answer.is === "settled") settled.push({ name: file.name, identity: file.identity });
    if (answer.is === "incomplete")
      settled.push({ name: file.name, identity: file.identity, truncatedAt: answer.at });
  }
  return until();
};

/** Looked at as one comes to them: of a folder of a hundred thousand files, the names alone are held. */
async function* standing(
  spool: Pick<Spool, "look">,
  names: readonly string[],
  from: number,
): AsyncGenerator<{ readonly at: number; readonly file: Found }> {
  for (let page = from; page < names.length; page += limits.lookParallel) {
    const some = names.slice(page, page + limits.lookParallel);
    const found = new Map((await spool.look(some)).map((file) => [file.name, file]));
    for (const [n, name] of some.entries()) {
      const file = found.get(name);
      if (file) yield { at: page + n, file };
    }
  }
}

/** Files that will be quiet in a moment. */
class Soon {
  #first: number | undefined;
  #count = 0;
  #ms: number = limits.freshWaitMs;

  add(at: number, ms: number): void {
    if (ms > limits.freshWaitMs) return;
    this.#first ??= at;
    this.#count += 1;
    this.#ms = Math.min(this.#ms, ms);
  }

  get isFull(): boolean {
    return this.#count >= limits.freshMax;
  }

  rest(at: number): Omit<Rest, "names"> {
    return { from: this.#first ?? at, after: this.#ms };
  }
}

type Judged =
  | ReturnType<typeof settle>
  | { readonly is: "unreadable"; readonly said: string }
  | { readonly is: "taken" | "damaged" };

interface Looked {
  readonly world: Pick<World, "journal" | "clock" | "formats">;
  readonly dossier: Dossier;
  readonly sightings: Sightings;
  readonly name: string;
  readonly sighting: Sighting & { readonly left?: boolean };
}

const judge = async (about: Looked): Promise<Judged> => {
  const { world, dossier, sightings, name } = about;
  const patience = {
    quietMs: dossier.quietSeconds * 1000,
    incompleteMs: dossier.incompleteMinutes * 60_000,
  };
  if (about.sighting.left) return { is: "taken" };
  const first = settle(about.sighting, world.clock.monotonic(), patience);
  // What is not due is not asked after.
  if (first.is === "wait") return first;
  const taken = await unlessDamaged(isTaken(about));
  // Whether it was taken cannot be read: nobody takes it a second time on a guess.
  if (taken !== false) return { is: taken ? "taken" : "damaged" };
  if (first.is !== "look-inside") return first;
  try {
    const wholeness = await lookInside(about);
    const sighting = { ...about.sighting, wholeness };
    sightings.set(name, sighting);
    return settle(sighting, world.clock.monotonic(), patience);
  } catch (cause) {
    if (!(cause instanceof FileFault)) throw cause;
    // It changed while we read it, or someone holds it: both are looked at again.
    if (cause.code === "file-changed") return { is: "wait", ms: limits.quietProvenMs };
    return { is: "unreadable", said: cause.message };
  }
};

const lookInside = async ({ world, dossier, name, sighting }: Looked): Promise<Wholeness> => {
  const { identity } = sighting;
  // Too large to be sent: it will be rejected by its size, no need to read it for its end.
  if (identity.size > limits.depositBytesMax) return { is: "cannot-tell" };
  const bytes = await collect(dossier.spool.read(name, identity));
  const end = recognise(bytes, world.formats)?.completeness(bytes) ?? {
    is: "cannot-tell" as const,
  };
  return end.is === "complete" ? { is: "proven" } : end;
};

/** Whether a deposit was already made of this file. One that will not be moved is asked for once. */
const isTaken = async (about: Looked): Promise<boolean> => {
  const { world, dossier, name, sighting } = about;
  const query = { by: "in-place", dossier: dossier.name, name } as const;
  const taken = (await world.journal.find(query, limits.standingMax)).find((d) =>
    sameIdentity(d.claimed.file, sighting.identity),
  );
  if (taken && taken.original !== "in-place")
    about.sightings.set(name, { ...sighting, left: true });
  return taken !== undefined;
};

const forget = (sightings: Sightings, names: readonly string[]): void => {
  if (sightings.size === 0) return;
  const there = new Set(names);
  for (const name of sightings.keys()) if (!there.has(name)) sightings.delete(name);
};
