/** An agent carried to another server: packed under the lock, marked as gone, unpacked where nothing stands yet. */
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import type { Manifest } from "../adapters/move/manifest.ts";
import { readMoveMark, removeMoveMark, writeMoveMark } from "../adapters/move/mark.ts";
import { packAgent, settle, textIn, unpackAgent } from "../adapters/move/pack.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Settings } from "../config/settings.ts";
import { Refusal } from "../foundation/refusal.ts";
import { writeFileSafely } from "../foundation/safe-file.ts";
import { lockEvenMoved, lockOf, openJournal } from "./data.ts";
import { journalFile } from "./lost-parts.ts";

export interface Export {
  readonly to: string;
  readonly by: string;
  readonly version: string;
  readonly progress: (files: number, bytes: number) => void;
}

/** The archive is durable before this agent is marked as gone: a death between the two leaves an agent that works. */
export const exportAgent = async (settings: Settings, asked: Export): Promise<Manifest> => {
  const { to, by, version, progress } = asked;
  await using lock = await lockOf(settings.data);
  void lock;
  const head = await closedHead(settings);
  const manifest = await packAgent({
    data: settings.data,
    texts: textsOf(settings),
    to,
    about: {
      at: systemClock().now(),
      by,
      machine: hostname(),
      data: settings.data,
      version,
      ...head,
    },
    progress,
  });
  await writeMoveMark(settings.data, { at: manifest.at, by, archive: to });
  return manifest;
};

/** Opening and closing it writes what the WAL holds into the journal's own file. */
const closedHead = async (
  settings: Settings,
): Promise<{ readonly head?: NonNullable<Manifest["head"]> }> => {
  if (!existsSync(journalFile(settings)))
    throw new Refusal(1, {
      fr: [`${settings.data} : aucun agent n'a travaillé ici, il n'y a rien à emporter.`],
      en: [`${settings.data}: no agent has worked here, there is nothing to carry away.`],
    });
  await using journal = await openJournal(settings);
  const head = await journal.head();
  return head ? { head: { seq: head.seq, hash: head.hash } } : {};
};

/** Secrets stay: they are given to the new server by whoever may know them. */
const textsOf = (settings: Settings): ReadonlyMap<string, Uint8Array> => {
  const texts = new Map<string, Uint8Array>([
    ["reglages/facteur.json", readFileSync(settings.file)],
  ]);
  for (const { name, folder, rules } of settings.dossiers) {
    const files = [join(folder, rules), ...below(join(folder, "regles"))];
    for (const file of files)
      if (existsSync(file))
        texts.set(
          `regles/${name}/${relative(folder, file).replaceAll("\\", "/")}`,
          readFileSync(file),
        );
  }
  return texts;
};

const below = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
    : [];

/** `unpacked` holds settings and rules until `done`. */
export interface Unpacked {
  readonly manifest: Manifest;
  readonly settings: Uint8Array;
  /** Dossier → files of its rules, by their path in its folder. */
  readonly rules: ReadonlyMap<string, ReadonlyMap<string, Uint8Array>>;
  /** Puts the data in its place; nothing was there. */
  readonly place: (data: string) => Promise<void>;
}

/** Beside the place where it will stand, so that the last step is one rename. */
export const unpacked = async (archive: string, data: string): Promise<Unpacked> => {
  if (existsSync(data) && readdirSync(data).length > 0)
    throw new Refusal(1, {
      fr: [
        `${data} n'est pas vide : un agent y a peut-être déjà travaillé. Donnez un autre dossier \`data\`.`,
      ],
      en: [
        `${data} is not empty: an agent may have worked there already. Give another folder \`data\`.`,
      ],
    });
  mkdirSync(dirname(data), { recursive: true });
  const folder = join(dirname(data), `.${basename(data)}.arrivee`);
  const manifest = await unpackAgent(archive, folder);
  const rules = new Map<string, Map<string, Uint8Array>>();
  for (const { path } of manifest.files.filter((one) => one.path.startsWith("regles/"))) {
    const [, dossier = "", ...rest] = path.split("/");
    const files = rules.get(dossier) ?? new Map<string, Uint8Array>();
    rules.set(dossier, files.set(rest.join("/"), await textIn(folder, path)));
  }
  return {
    manifest,
    settings: await textIn(folder, "reglages/facteur.json"),
    rules,
    place: (there) => settle(folder, there),
  };
};

/** Where a dossier has no such file yet; answers what was written. */
export const writeRules = async (
  settings: Settings,
  rules: Unpacked["rules"],
): Promise<readonly string[]> => {
  const written: string[] = [];
  for (const { name, folder } of settings.dossiers)
    for (const [path, bytes] of rules.get(name) ?? []) {
      const file = join(folder, path);
      if (existsSync(file)) continue;
      mkdirSync(dirname(file), { recursive: true });
      await writeFileSafely(file, Buffer.from(bytes), { mode: 0o660, overwrite: false });
      written.push(file);
    }
  return written;
};

/** In the journal, with who: the chain goes on from where it stood. */
export const noteArrival = async (
  settings: Settings,
  manifest: Manifest,
  by: string,
): Promise<void> => {
  await using lock = await lockOf(settings.data);
  void lock;
  await using journal = await openJournal(settings);
  const said = `${manifest.machine} ${manifest.data}`;
  await journal.transact((t) => t.append({ is: "moved", what: "arrived", by, said }));
};

export const cancelMove = async (
  settings: Settings,
  by: string,
  reason: string,
): Promise<boolean> => {
  if (!readMoveMark(settings.data)) return false;
  await using lock = await lockEvenMoved(settings.data);
  void lock;
  await using journal = await openJournal(settings);
  await journal.transact((t) => t.append({ is: "moved", what: "cancelled", by, said: reason }));
  await removeMoveMark(settings.data);
  return true;
};
