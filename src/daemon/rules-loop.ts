/**
 * Looks at every dossier's rules, so that a change is taken, or refused as a whole and told, even while no file
 * comes (I8). The first look is made before anything is sent: the wall asks what all dossiers say.
 */
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import type { Book } from "../journey/rule/books.ts";
import type { Dossier } from "../journey/world.ts";
import { FolderFault } from "../ports/spool-faults.ts";
import { describeProblem } from "../rules/problems.ts";
import type { Daemon } from "./daemon.ts";

export const rulesLoop = async (daemon: Daemon, signal: AbortSignal): Promise<void> => {
  const hashes = new Map<string, string>();
  while (!signal.aborted) {
    await lookAtRules(daemon, hashes);
    await daemon.world.clock.wait(daemon.scanSeconds * 1000, signal);
  }
};

export const lookAtRules = async (
  daemon: Daemon,
  hashes: Map<string, string> = new Map(),
): Promise<void> => {
  const dossiers = [...daemon.world.dossiers.values()];
  for (let at = 0; at < dossiers.length; at += limits.lookParallel)
    await Promise.all(
      dossiers
        .slice(at, at + limits.lookParallel)
        .map((dossier) => lookAt(daemon, dossier, hashes)),
    );
};

const lookAt = async (
  daemon: Daemon,
  dossier: Dossier,
  hashes: Map<string, string>,
): Promise<void> => {
  const { problems, world } = daemon;
  let book: Book;
  try {
    book = await world.books.look(dossier);
  } catch (cause) {
    // A folder that is away is told by the loop that watches it; one whose disk fails keeps the others from nothing.
    if (cause instanceof FolderFault || (await daemon.disk.isCause(cause, dossier.name))) return;
    throw asError(cause);
  }
  tellUnusable(daemon, dossier, book);
  if (book.is !== "right") return;
  const before = hashes.get(dossier.name);
  hashes.set(dossier.name, book.hash);
  if (before !== undefined && before !== book.hash) {
    world.log.event("info", "rules-reloaded", { dossier: dossier.name, sha256: book.hash });
    daemon.bells.work.ring();
  }
  if (!book.refused) return problems.clear(dossier.name, "rules-refused");
  const said =
    "said" in book.refused
      ? book.refused.said
      : book.refused.problems.map((p) => describeProblem(p, dossier.rules, "fr")).join(" | ");
  problems.raise("rules-refused", dossier.name, said.slice(0, limits.serverLineCharsMax));
};

/** Nothing to fall back on: the agent was started on a set that is wrong, so every deposit is held. */
const tellUnusable = ({ problems }: Daemon, dossier: Dossier, book: Book): void => {
  if (book.is !== "wrong" && book.is !== "unreadable")
    return problems.clear(dossier.name, "rules-invalid");
  const said =
    book.is === "unreadable"
      ? book.said
      : book.problems.map((p) => describeProblem(p, dossier.rules, "fr")).join(" | ");
  problems.raise("rules-invalid", dossier.name, said.slice(0, limits.serverLineCharsMax));
};
