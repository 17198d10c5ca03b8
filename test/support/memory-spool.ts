/** A dossier in memory. `files` is what stands in the folder, by relative path, as a person would see it. */

import { ignoring, isOwnFile, isOwnFolder } from "../../src/adapters/spool/own-names.ts";
import type { Owner } from "../../src/domain/dossier-owner.ts";
import type { FileIdentity } from "../../src/domain/facts.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { sameIdentity } from "../../src/foundation/file-identity.ts";
import { safeName, withSuffix } from "../../src/foundation/safe-name.ts";
import type { FiledName } from "../../src/ports/filing.ts";
import type { Found, Spool } from "../../src/ports/spool.ts";
import { FileFault, FolderFault } from "../../src/ports/spool-faults.ts";

type Oddity = Extract<Found, { readonly is: "oddity" }>["oddity"];

export interface MemoryFile {
  readonly bytes: Uint8Array;
  readonly identity: FileIdentity;
}

export interface MemorySpool extends Spool {
  readonly files: Map<string, MemoryFile>;
  /** Writes a file as the payroll program would: new bytes, new identity. */
  drop(path: string, bytes: Uint8Array | string): FileIdentity;
  remove(path: string): void;
  text(path: string): string | undefined;
  /** Something that is not a file stands under this name. */
  odd(name: string, oddity: Oddity): void;
  /** Reading this file fails until `lock(name, false)`. */
  lock(name: string, locked?: boolean): void;
  /** The folder is away (or back: undefined). */
  fault(code: FolderFault["code"] | undefined): void;
}

export const memorySpool = (
  options: { readonly ignore?: readonly string[]; readonly rules?: string } = {},
): MemorySpool => {
  const files = new Map<string, MemoryFile>();
  const oddities = new Map<string, Oddity>();
  const locked = new Set<string>();
  const untried = new Set<string>();
  const isIgnored = ignoring(options.ignore ?? []);
  const leftOut = (name: string): boolean => isOwnFile(name, options.rules) || isIgnored(name);
  /** What was ever filed; it outlives a journal. */
  const noted = new Set<string>();
  const shelfName = (name: FiledName): string => {
    const safe = typeof name === "string" ? safeName(name) : plain(name.own);
    return safe === "historique" ? "_historique" : safe;
  };
  let away: FolderFault["code"] | undefined;
  let written = 0;
  let held = false;

  const reach = (): void => {
    if (away) throw new FolderFault(away, "the folder is away");
  };
  const text = (path: string): string | undefined => {
    const file = files.get(path);
    return file && Buffer.from(file.bytes).toString();
  };
  const drop = (path: string, bytes: Uint8Array | string): FileIdentity => {
    written += 1;
    const copy = Uint8Array.from(Buffer.from(bytes));
    const identity = { inode: String(written), size: copy.byteLength, mtimeNs: String(written) };
    files.set(path, { bytes: copy, identity });
    return identity;
  };
  const isThat = (path: string, identity: FileIdentity): boolean => {
    const file = files.get(path);
    return file !== undefined && sameIdentity(file.identity, identity);
  };
  const besideRefused = (path: string): string => `${path}.compte-rendu.txt`;

  const noteName = (name: string): string => (name.endsWith(".statut") ? name : `${name}.statut`);

  const plain = (name: string): string => {
    if (name === "" || name === "." || name === ".." || name.includes("/"))
      throw new FileFault("file-unreadable", `not a file name: ${name}`);
    return name;
  };
  const rename = (from: string, to: string): void => {
    const file = files.get(from);
    if (!file) throw new Error(`no ${from}`);
    files.delete(from);
    files.set(to, file);
  };

  return {
    files,
    drop,
    text,
    remove: (path) => void files.delete(path),
    odd: (name, oddity) => void oddities.set(name, oddity),
    lock: (name, on = true) => void (on ? locked.add(name) : locked.delete(name)),
    fault: (code) => {
      away = code;
    },

    async names() {
      reach();
      const plainFiles = [...files.keys()].filter((path) => !path.includes("/"));
      return [...plainFiles, ...oddities.keys()].filter((name) => !leftOut(name)).sort();
    },

    async look(names) {
      return names.flatMap((name): Found[] => {
        const file = files.get(name);
        if (file) return [{ is: "file", name, identity: file.identity }];
        const oddity = oddities.get(name);
        if (!oddity || (oddity === "directory" && isOwnFolder(name))) return [];
        return [{ is: "oddity", name, oddity }];
      });
    },

    async *read(name, identity) {
      plain(name);
      if (!isThat(name, identity)) throw new FileFault("file-changed", name);
      if (locked.has(name)) throw new FileFault("file-unreadable", name);
      yield files.get(name)?.bytes ?? new Uint8Array();
      if (!isThat(name, identity)) throw new FileFault("file-changed", name);
    },

    async retire(name, identity, to) {
      plain(name);
      reach();
      for (let n = 1; ; n += 1) {
        const as = n === 1 ? safeName(to.as) : withSuffix(safeName(to.as), `-${n}`);
        const path = `${to.folder}/${to.month}/${as}`;
        if (isThat(name, identity) && files.has(path)) continue;
        if (isThat(name, identity)) rename(name, path);
        if (isThat(path, identity)) return { is: "moved", to: path };
        if (!files.has(path)) return { is: "gone" };
      }
    },

    async hashRetired(path) {
      const file = files.get(path);
      return file && sha256(file.bytes);
    },

    async *readRetired(path) {
      const file = files.get(path);
      if (!file) throw new FileFault("file-changed", path);
      yield file.bytes;
    },

    async removeRetired(path, hash) {
      reach();
      if (!/^(?:traites|rejetes)\//u.test(path)) throw new Error(`not a file we retired: ${path}`);
      const file = files.get(path);
      if (file && sha256(file.bytes) === hash) files.delete(path);
      if (path.startsWith("rejetes/")) files.delete(besideRefused(path));
    },

    async noteRefused(path, content) {
      reach();
      if (!/^rejetes\/[^/]+\/[^/]+$/u.test(path) || path.includes("/../"))
        throw new Error(`not a refused file: ${path}`);
      const month = path.slice(0, path.lastIndexOf("/") + 1);
      if (content === undefined) files.delete(besideRefused(path));
      else if ([...files.keys()].some((one) => one.startsWith(month)))
        drop(besideRefused(path), content);
    },

    async rules(name) {
      reach();
      const found = [...files.keys()].find((one) => one.toLowerCase() === name.toLowerCase());
      return files.get(name)?.bytes ?? (found === undefined ? undefined : files.get(found)?.bytes);
    },

    async companion(path, bytesMax) {
      reach();
      const found = files.get(`regles/${path}`) ?? files.get(`../partage/${path}`);
      return found?.bytes.subarray(0, bytesMax + 1);
    },

    async note(name, content) {
      plain(name);
      reach();
      if (text(noteName(name)) !== content) drop(noteName(name), content);
    },

    async unnote(name, content) {
      reach();
      if (text(noteName(name)) === content) files.delete(noteName(name));
    },

    async own(us, over = false) {
      reach();
      const mark = text(".facteur");
      const owner = mark === undefined ? undefined : (JSON.parse(mark) as Owner);
      const left = owner?.agent === us.agent && owner.place === us.place;
      if (owner && !over && (held || !left)) return owner;
      drop(".facteur", JSON.stringify(us));
      held = true;
      return us;
    },

    filing: {
      async prepare(ticket, bytes) {
        reach();
        drop(`AR/.facteur-${ticket}`, bytes);
        untried.add(ticket);
      },
      async place(name, policy, again) {
        reach();
        const safe = shelfName(name);
        const there = files.get(`AR/${safe}`);
        if (again !== undefined && there && sha256(there.bytes) === again) return safe;
        if (policy === "remplacer" || !files.has(`AR/${safe}`)) return safe;
        if (policy === "attendre") return undefined;
        for (let n = 2; ; n += 1)
          if (!files.has(`AR/${withSuffix(safe, `-${n}`)}`)) return withSuffix(safe, `-${n}`);
      },
      filed: async (mark) => noted.has(mark),
      async commit(ticket, name, how) {
        reach();
        const hidden = `AR/.facteur-${ticket}`;
        if (!files.has(hidden)) return untried.has(ticket) ? "lost" : "filed";
        untried.delete(ticket);
        const target = `AR/${shelfName(name)}`;
        const before = files.get(target);
        if (before && how?.over === false) return "taken";
        if (how) noted.add(how.mark);
        if (before) {
          const kept = withSuffix(target.slice(3), `.${sha256(before.bytes).slice(0, 8)}`);
          files.set(`AR/historique/${kept}`, before);
        }
        rename(hidden, target);
        return "filed";
      },
    },
  };
};
