/**
 * Found → settled. One look at a dossier's folder: the scan is the truth, whatever the watcher said.
 * What it remembers between looks (`sightings`) is only a memory of how long a file has been quiet.
 */
import type { FileIdentity } from "../domain/facts.ts";
import { limits } from "../domain/limits.ts";
import { type Sighting, sameIdentity, settle, sighted, type Wholeness } from "../domain/settle.ts";
import { recognise } from "../formats/all.ts";
import { collect } from "../foundation/bytes.ts";
import { unlessDamaged } from "../ports/journal.ts";
import { FileFault, type Found } from "../ports/spool.ts";
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

/** The folder as it was read, and how far one look after the other came: never copied, it may be long. */
export interface Rest {
  readonly found: readonly Found[];
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
  const found = rest?.found ?? (await dossier.spool.list());
  const from = rest?.from ?? 0;
  const settled: Candidate[] = [];
  const unreadable: { name: string; said: string }[] = [];
  const damaged: string[] = [];
  const fresh: number[] = [];
  let again: number | undefined;
  const until = (end: number, next?: Rest): Look => ({
    settled,
    oddities: odd(found.slice(from, end)),
    unreadable,
    damaged,
    ...(again === undefined ? {} : { again }),
    ...(next ? { rest: next } : {}),
  });
  if (!rest) forget(sightings, found);
  for (let at = from; at < found.length; at += 1) {
    const file = found[at];
    if (settled.length >= limits.batchMax) return until(at, { found, from: at });
    // Those that were just found are taken before more are looked for: nobody waits for the whole folder.
    if (fresh.length >= limits.freshMax && settled.length === 0)
      return until(at, { found, from: fresh[0] ?? at, after: limits.quietProvenMs });
    if (file?.is !== "file") continue;
    const before = sightings.get(file.name);
    const sighting = sighted(before, file.identity, world.clock.monotonic());
    sightings.set(file.name, sighting);
    const taken = await unlessDamaged(
      isTaken({ world, dossier, sightings, name: file.name, sighting }),
    );
    // Whether it was taken cannot be read: nobody takes it a second time on a guess.
    if (taken === undefined) damaged.push(file.name);
    if (taken !== false) continue;
    const answer = await judge({ world, dossier, sightings, name: file.name, sighting });
    if (answer.is === "unreadable") unreadable.push({ name: file.name, said: answer.said });
    if (answer.is === "wait") again = Math.min(again ?? answer.ms, answer.ms);
    if (answer.is === "wait" && !before) fresh.push(at);
    if (answer.is === "settled") settled.push({ name: file.name, identity: file.identity });
    if (answer.is === "incomplete")
      settled.push({ name: file.name, identity: file.identity, truncatedAt: answer.at });
  }
  return until(found.length);
};

const odd = (found: readonly Found[]): readonly Oddity[] => found.filter((f) => f.is === "oddity");

type Judged = ReturnType<typeof settle> | { readonly is: "unreadable"; readonly said: string };

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
  const first = settle(about.sighting, world.clock.monotonic(), patience);
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
  if (sighting.left) return true;
  const query = { by: "in-place", dossier: dossier.name, name } as const;
  const taken = (await world.journal.find(query, limits.standingMax)).find((d) =>
    sameIdentity(d.claimed.file, sighting.identity),
  );
  if (taken && taken.original !== "in-place")
    about.sightings.set(name, { ...sighting, left: true });
  return taken !== undefined;
};

const forget = (sightings: Sightings, found: readonly Found[]): void => {
  const names = new Set(found.map((f) => f.name));
  for (const name of sightings.keys()) if (!names.has(name)) sightings.delete(name);
};
