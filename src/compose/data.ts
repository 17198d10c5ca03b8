/** What stands in the agent's data folder, opened: the lock, the journal, the store. */
import { OtherKey } from "../adapters/journal/key-mark.ts";
import { migrateJournal, NoRoomToMigrate } from "../adapters/journal/migrate.ts";
import { NewerJournal, OlderJournal } from "../adapters/journal/schema.ts";
import { readJournal, sqliteJournal } from "../adapters/journal/sqlite-journal.ts";
import { readMoveMark } from "../adapters/move/mark.ts";
import { fileStore } from "../adapters/store/file-store.ts";
import { readRing, type StorePlace } from "../adapters/store/key-of-keys.ts";
import { type AgentIdentity, agentIdentity, ownerOf } from "../adapters/system/agent-file.ts";
import { LockHeld, takeLock } from "../adapters/system/lock.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Settings } from "../config/settings.ts";
import { frenchDateTime } from "../domain/paris-time.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal, JournalDamage, JournalGone, MigrationNews } from "../ports/journal.ts";
import type { Owner } from "../ports/spool.ts";
import type { Store } from "../ports/store.ts";
import { journalFile, otherKey, refuseLostJournal, refuseLostKey } from "./lost-parts.ts";

export interface JournalOpening {
  /** For whoever writes what depends on it; a person's order does not. */
  readonly key?: Uint8Array;
  readonly clock?: Clock;
  /** Told of what the queues go on without; absent: they stop there. */
  readonly passOver?: (damage: JournalDamage) => void;
  /** Told that a file of the journal was deleted or replaced while it was open. */
  readonly onGone?: (gone: JournalGone) => void;
  /** Told how far the change of an earlier version's journal is. */
  readonly migrating?: (news: MigrationNews) => Promise<void> | void;
  /** Ends such a change. */
  readonly signal?: AbortSignal;
}

/** Under the lock only: the journal of an earlier version is brought up to date first. */
export const openJournal = async (
  settings: Settings,
  { key, clock = systemClock(), passOver, onGone, migrating, signal }: JournalOpening = {},
): Promise<Journal> => {
  refuseLostJournal(settings);
  const file = journalFile(settings);
  try {
    await migrateJournal({ file, clock, key, tell: migrating, signal });
    const more = {
      ...(key ? { key } : {}),
      ...(passOver ? { passOver } : {}),
      ...(onGone ? { onGone } : {}),
    };
    return sqliteJournal({ file, clock, ...more });
  } catch (cause) {
    throw refusalOf(settings, cause);
  }
};

/** Undefined when this agent has never run. */
export const openReadOnly = (settings: Settings, passOver?: (damage: JournalDamage) => void) => {
  try {
    return readJournal(journalFile(settings), passOver);
  } catch (cause) {
    throw refusalOf(settings, cause);
  }
};

const refusalOf = (settings: Settings, cause: unknown): unknown => {
  const file = journalFile(settings);
  if (cause instanceof OtherKey) return otherKey(settings);
  // An older program must not touch a newer journal (mail.md F85): services do not restart on 78.
  if (cause instanceof NewerJournal)
    return new Refusal(78, [
      `${file} a été écrit par une version plus récente de Facteur (${cause.found}).`,
      "Rien n'a été touché. Réinstallez la version récente, ou restaurez une sauvegarde antérieure à la mise à jour.",
    ]);
  if (cause instanceof OlderJournal)
    return new Refusal(75, [
      `${file} est d'une version antérieure de Facteur (${cause.found}) : l'agent le met à jour quand il démarre.`,
      "S'il démarre en ce moment, `systemctl status facteur` ou son journal technique disent où il en est ; sinon, démarrez-le. Puis reprenez cette commande.",
    ]);
  if (!(cause instanceof NoRoomToMigrate)) return cause;
  const refusal = new Refusal(75, [
    `${file} : il faut ${megabytes(cause.needed)} Mo libres pour le mettre à jour, dont une copie faite avant ; il en reste ${megabytes(cause.free)}.`,
    "Rien n'a été touché. Faites de la place sur ce disque, puis relancez : l'agent réessaie de lui-même s'il est un service.",
  ]);
  // What the reserve of the full disk makes possible is tried again without it.
  const helps = cause.needed <= cause.free + settings.reserveMiB * 1024 * 1024;
  return helps ? Object.assign(refusal, { code: "ENOSPC" }) : refusal;
};

const megabytes = (bytes: number): string => Math.ceil(bytes / 1e6).toLocaleString("fr-FR");

/** Who we are, and what this start writes in the dossiers' marks. Under the lock only: the first start makes it. */
export const agentOf = async (
  settings: Settings,
): Promise<AgentIdentity & { readonly owner: Owner }> => {
  refuseLostJournal(settings);
  refuseLostKey(settings);
  const identity = await agentIdentity(settings.data, systemClock().now());
  return { ...identity, owner: ownerOf(identity, settings.data) };
};

export const lockOf = async (data: string): Promise<AsyncDisposable> => {
  refuseMoved(data);
  return lockEvenMoved(data);
};

/** What was carried to another server works there: here, nothing is written until a person says that it did not leave. */
export const refuseMoved = (data: string): void => {
  const mark = readMoveMark(data);
  if (!mark) return;
  throw new Refusal(78, [
    `Cet agent a été emporté le ${frenchDateTime(mark.at)} par ${mark.by} (${mark.archive}) : il travaille ailleurs.`,
    "S'il n'a été installé nulle part, et seulement alors : `facteur move cancel --reason …`.",
  ]);
};

/** For `facteur move` alone. */
export const lockEvenMoved = async (data: string): Promise<AsyncDisposable> => {
  try {
    return await takeLock(data);
  } catch (cause) {
    if (!(cause instanceof LockHeld)) throw cause;
    throw new Refusal(75, [
      `Un agent travaille déjà sur ${data} (processus ${cause.pid ?? "inconnu"}).`,
      "Arrêtez-le d'abord, ou regardez ce qu'il fait avec `facteur status`.",
    ]);
  }
};

/** The store alone: a person's file is kept before anybody is told of it. */
export const storeOf = (settings: Settings): Store => fileStore(storePlaceOf(settings));

/** For whoever works with it long: a lost or wrong key of keys is told before anything is touched. */
export const openStore = (settings: Settings): Store => {
  readRing(storePlaceOf(settings));
  return storeOf(settings);
};

export const storePlaceOf = ({ data, storeKey }: Settings): StorePlace =>
  storeKey ? { data, given: storeKey } : { data };
