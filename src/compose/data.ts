/** What stands in the agent's data folder, opened: the lock, the journal, the store. */
import { OtherKey } from "../adapters/journal/key-mark.ts";
import { migrateJournal, NoRoomToMigrate } from "../adapters/journal/migrate.ts";
import { NewerJournal, OlderJournal } from "../adapters/journal/schema.ts";
import { holdsFacts, readJournal, sqliteJournal } from "../adapters/journal/sqlite-journal.ts";
import { readMoveMark } from "../adapters/move/mark.ts";
import { fileStore } from "../adapters/store/file-store.ts";
import { readRing, type StorePlace } from "../adapters/store/key-of-keys.ts";
import { type AgentIdentity, agentIdentity, ownerOf } from "../adapters/system/agent-file.ts";
import { LockHeld, takeLock } from "../adapters/system/lock.ts";
import { isListening, ordersPath } from "../adapters/system/orders.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Settings } from "../config/settings.ts";
import type { Owner } from "../domain/dossier-owner.ts";
import { frenchDateTime, parisIso } from "../domain/paris-time.ts";
import { Refusal, type Said } from "../foundation/refusal.ts";
import type { Clock } from "../ports/clock.ts";
import type { Journal } from "../ports/journal.ts";
import type { JournalDamage, JournalGone } from "../ports/journal-damage.ts";
import type { MigrationNews } from "../ports/migration.ts";
import type { Store } from "../ports/store.ts";
import { refuseClosed } from "./closed-data.ts";
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
  // The two are made together: a journal that tells anything without a key lets no agent start.
  if (!key && !holdsFacts(file)) await agentOf(settings);
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
  refuseClosed(settings.data);
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
    return new Refusal(78, {
      fr: [
        `${file} a été écrit par une version plus récente de Facteur (${cause.found}).`,
        "Rien n'a été touché. Réinstallez la version récente, ou restaurez une sauvegarde antérieure à la mise à jour.",
      ],
      en: [
        `${file} was written by a newer version of Facteur (${cause.found}).`,
        "Nothing was touched. Install the newer version again, or restore a backup made before the upgrade.",
      ],
    });
  if (cause instanceof OlderJournal)
    return new Refusal(75, {
      fr: [
        `${file} est d'une version antérieure de Facteur (${cause.found}) : l'agent le met à jour quand il démarre.`,
        "S'il démarre en ce moment, `systemctl status facteur` ou son journal technique disent où il en est ; sinon, démarrez-le. Puis reprenez cette commande.",
      ],
      en: [
        `${file} is of an earlier version of Facteur (${cause.found}): the agent brings it up to date when it starts.`,
        "If it starts at this moment, `systemctl status facteur` or its technical log say how far it is; else start it. Then give this command again.",
      ],
    });
  if (!(cause instanceof NoRoomToMigrate)) return cause;
  const refusal = new Refusal(75, {
    fr: [
      `${file} : il faut ${megabytes(cause.needed)} Mo libres pour le mettre à jour, dont une copie faite avant ; il en reste ${megabytes(cause.free)}.`,
      "Rien n'a été touché. Faites de la place sur ce disque, puis relancez : l'agent réessaie de lui-même s'il est un service.",
    ],
    en: [
      `${file}: ${megabytes(cause.needed)} MB must be free to bring it up to date, with a copy made before; ${megabytes(cause.free)} are left.`,
      "Nothing was touched. Make room on this disk, then start again: the agent tries by itself where it is a service.",
    ],
  });
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
  refuseClosed(data);
  const mark = readMoveMark(data);
  if (!mark) return;
  throw new Refusal(78, {
    fr: [
      `Cet agent a été emporté le ${frenchDateTime(mark.at)} par ${mark.by} (${mark.archive}) : il travaille ailleurs.`,
      "S'il n'a été installé nulle part, et seulement alors : `facteur move cancel --reason …`.",
    ],
    en: [
      `This agent was carried away on ${parisIso(mark.at)} by ${mark.by} (${mark.archive}): it works elsewhere.`,
      "If it was installed nowhere, and only then: `facteur move cancel --reason …`.",
    ],
  });
};

/** For `facteur move` alone. */
export const lockEvenMoved = async (data: string): Promise<AsyncDisposable> => {
  try {
    return await takeLock(data);
  } catch (cause) {
    if (!(cause instanceof LockHeld)) throw cause;
    throw new DataHeld(data, cause.pid, await isListening(ordersPath(data)));
  }
};

/** Somebody else holds the data folder. */
export class DataHeld extends Refusal {
  /** False: an agent that starts or stops, or another command. That passes. */
  readonly listens: boolean;

  constructor(data: string, pid: number | undefined, listens: boolean) {
    super(75, listens ? agentAtWork(data, pid) : busyFor(data, pid));
    this.name = "DataHeld";
    this.listens = listens;
  }
}

const agentAtWork = (data: string, pid: number | undefined): Said => ({
  fr: [
    `Un agent travaille déjà sur ${data} (processus ${pid ?? "inconnu"}).`,
    "Arrêtez-le d'abord, ou regardez ce qu'il fait avec `facteur status`.",
  ],
  en: [
    `An agent works on ${data} already (process ${pid ?? "unknown"}).`,
    "Stop it first, or look at what it does with `facteur status`.",
  ],
});

const busyFor = (data: string, pid: number | undefined): Said => ({
  fr: [
    `${data} est tenu par le processus ${pid ?? "inconnu"}, qui n'écoute pas : un agent qui démarre ou s'arrête, ou une autre commande.`,
    "Rien n'a été fait. Recommencez dans un instant ; `facteur status` dit quand l'agent tourne.",
  ],
  en: [
    `${data} is held by process ${pid ?? "unknown"}, which does not listen: an agent that starts or stops, or another command.`,
    "Nothing was done. Try again in a moment; `facteur status` says when the agent runs.",
  ],
});

/** The store alone: a person's file is kept before anybody is told of it. */
export const storeOf = (settings: Settings): Store => fileStore(storePlaceOf(settings));

/** For whoever works with it long: a lost or wrong key of keys is told before anything is touched. */
export const openStore = (settings: Settings): Store => {
  readRing(storePlaceOf(settings));
  return storeOf(settings);
};

export const storePlaceOf = ({ data, storeKey }: Settings): StorePlace =>
  storeKey ? { data, given: storeKey } : { data };
