/**
 * A whole agent in one tar file that any system opens: what stands in its data folder, its settings and the rules of its dossiers, with
 * a list of every file's hash. Unpacked beside its place, compared with that list, and only then put there.
 */
import { createHash } from "node:crypto";
import { createReadStream, existsSync, type Stats } from "node:fs";
import { chmod, mkdir, open, opendir, readFile, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { create, extract, type ReadEntry, replace } from "tar";
import { asError } from "../../foundation/errors.ts";
import { Refusal } from "../../foundation/refusal.ts";
import { replaceFileSafely } from "../../foundation/safe-file.ts";
import { syncFolder } from "../../foundation/sync-folder.ts";
import { type Manifest, type Moved, manifestOf, readManifest } from "./manifest.ts";

const manifestName = "manifest.json";
/** What belongs to a process or to this machine's disk, and what another move left. */
const stays =
  /^(?:verrou\.(?:db(?:-\w+)?|json)|ordres\.sock|reserve|demenage\.json|\.facteur-[^/]*|.*\.tmp)$/u;

export interface Packing {
  /** The data folder; its lock is held. */
  readonly data: string;
  /** Path in the archive → text: settings and rules. */
  readonly texts: ReadonlyMap<string, Uint8Array>;
  /** Where the archive goes: nothing stands there. */
  readonly to: string;
  readonly about: Moved;
  /** Called after each file, with the bytes so far. */
  readonly progress: (files: number, bytes: number) => void;
}

/** Undefined once it is whole and durable; throws and leaves nothing otherwise. */
export const packAgent = async ({
  data,
  texts,
  to,
  about,
  progress,
}: Packing): Promise<Manifest> => {
  const stage = `${to}.parties`;
  const half = `${to}.tmp`;
  try {
    await mkdir(stage, { mode: 0o700 });
    const files = new Map<string, string>();
    const names = await filesIn(data);
    let bytes = 0;
    for (const name of names) {
      const { sha256, size } = await hashOf(join(data, name));
      files.set(`data/${posix(name)}`, sha256);
      progress(files.size, (bytes += size));
    }
    for (const [path, content] of texts) {
      files.set(path, createHash("sha256").update(content).digest("hex"));
      await mkdir(join(stage, dirname(path)), { recursive: true, mode: 0o700 });
      await writeFile(join(stage, path), content, { mode: 0o600 });
    }
    const manifest = manifestOf(about, files);
    await writeFile(join(stage, manifestName), `${JSON.stringify(manifest, undefined, 2)}\n`);
    const shared = { file: half, portable: true, follow: false, strict: true };
    await create({ ...shared, cwd: stage, mode: 0o600 }, [manifestName, ...texts.keys()]);
    await chmod(half, 0o600);
    if (names.length > 0)
      await replace({ ...shared, cwd: data, prefix: "data" }, names.map(escaped));
    await replaceFileSafely(half, to);
    return manifest;
  } finally {
    await rm(stage, { recursive: true, force: true });
    await rm(half, { force: true });
  }
};

/** The library takes a leading `@` for an archive to include. */
const escaped = (name: string): string => (name.startsWith("@") ? `./${name}` : name);

const posix = (name: string): string => name.split(sep).join("/");

/** Plain files below a folder, in a stable order; links and devices are none of ours. */
const filesIn = async (folder: string): Promise<readonly string[]> => {
  const names: string[] = [];
  for await (const entry of await opendir(folder, { recursive: true })) {
    const name = relative(folder, join(entry.parentPath, entry.name));
    if (entry.isFile() && !stays.test(name)) names.push(name);
  }
  return names.sort();
};

const hashOf = async (
  file: string,
): Promise<{ readonly sha256: string; readonly size: number }> => {
  const hash = createHash("sha256");
  let size = 0;
  await pipeline(createReadStream(file), async (chunks: AsyncIterable<Uint8Array>) => {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
    }
  });
  return { sha256: hash.digest("hex"), size };
};

/**
 * Unpacks into a new folder `to` and compares every file with the list. Throws a `Refusal` that names what is wrong; the folder is
 * then gone again. Answers with the list, and leaves `data/`, `reglages/` and `regles/` below `to`.
 */
export const unpackAgent = async (archive: string, to: string): Promise<Manifest> => {
  // What a move that died left there is nobody's.
  await rm(to, { recursive: true, force: true });
  await mkdir(to, { mode: 0o700 });
  try {
    await extract({
      file: archive,
      cwd: to,
      strict: true,
      preserveOwner: false,
      // It holds keys: closed to others like the folder it came from, whatever the umask.
      dmode: 0o700,
      filter: (path, entry) => isPlain(path, entry),
    }).catch((cause: unknown) => {
      throw new Refusal(1, [`${archive} : ${asError(cause).message}`]);
    });
    const manifest = await readManifest(join(to, manifestName), archive);
    await compare(archive, to, manifest);
    await makeDurable(to, manifest);
    return manifest;
  } catch (cause) {
    await rm(to, { recursive: true, force: true });
    throw cause;
  }
};

const isPlain = (path: string, entry: ReadEntry | Stats): boolean => {
  const plain = "type" in entry && ["File", "OldFile", "Directory"].includes(entry.type);
  if (plain && /^(?:manifest\.json$|data\/|reglages\/|regles\/)/u.test(path)) return true;
  throw new Refusal(1, {
    fr: [`${path} : n'a rien à faire dans une telle archive.`],
    en: [`${path}: has no business in such an archive.`],
  });
};

const compare = async (archive: string, to: string, manifest: Manifest): Promise<void> => {
  const found = new Set((await filesIn(to)).map(posix));
  const wrong: { readonly path: string; readonly is: keyof typeof inPack }[] = [];
  for (const { path, sha256 } of manifest.files) {
    if (!found.delete(path)) wrong.push({ path, is: "missing" });
    else if ((await hashOf(join(to, path))).sha256 !== sha256) wrong.push({ path, is: "changed" });
  }
  found.delete(manifestName);
  for (const path of found) wrong.push({ path, is: "extra" });
  if (wrong.length === 0) return;
  const shown = wrong.slice(0, shownMax);
  throw new Refusal(1, {
    fr: [`${archive} n'est pas entière :`, ...shown.map((w) => `${w.path} : ${inPack[w.is].fr}`)],
    en: [`${archive} is not whole:`, ...shown.map((w) => `${w.path}: ${inPack[w.is].en}`)],
  });
};

const shownMax = 10;

const inPack = {
  missing: { fr: "manque", en: "is missing" },
  changed: { fr: "modifié", en: "was changed" },
  extra: { fr: "en trop", en: "does not belong there" },
} as const;

/** What is about to be the only journal must survive a pulled plug. */
const makeDurable = async (to: string, { files }: Manifest): Promise<void> => {
  for (const { path } of files) {
    await using file = await open(join(to, path), "r+");
    await file.sync();
  }
  for (const folder of new Set(files.map(({ path }) => dirname(join(to, path)))))
    await syncFolder(folder);
};

/** Puts what was unpacked in its place, in one step; an empty folder may stand there. */
export const settle = async (unpacked: string, data: string): Promise<void> => {
  if (existsSync(data)) await rmdir(data);
  await replaceFileSafely(join(unpacked, "data"), data);
  await rm(unpacked, { recursive: true, force: true });
};

export const textIn = (unpacked: string, path: string): Promise<Buffer> =>
  readFile(join(unpacked, path));
