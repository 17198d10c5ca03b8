/** A dossier's folder: the contract, and what only a real folder can do to us (mail.md F03, F07, F11). */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmod,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  unlink,
  writeFile,
} from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { codeOf } from "../../src/foundation/errors.ts";
import { moveFileSafely } from "../../src/foundation/safe-file.ts";
import { listed, type Spool } from "../../src/ports/spool.ts";
import { FileFault, FolderFault } from "../../src/ports/spool-faults.ts";
import { type SpoolBench, spoolContract } from "../contract/spool.contract.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";

const ignore = ["*.bak", "perso-*"];

spoolContract("memory", async () => {
  const spool = memorySpool({ ignore, rules: "regles.cfg" });
  return {
    spool,
    put: async (path, text) => void spool.drop(path, text),
    remove: async (path) => spool.remove(path),
    text: async (path) => spool.text(path),
    paths: async () => [...spool.files.keys()].sort(),
  };
});

spoolContract("folder", async (t): Promise<SpoolBench> => {
  const folder = await scratch(t);
  return {
    spool: folderSpool({ folder, ignore, rules: "regles.cfg" }),
    // By rename, as careful programs do: the new file has a number of its own.
    put: async (path, text) => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, ".put"), text);
      await rename(join(folder, ".put"), join(folder, path));
    },
    remove: (path) => rm(join(folder, path)),
    text: (path) => readFile(join(folder, path), "utf8").catch(() => undefined),
    paths: () => filesIn(folder),
  };
});

const filesIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.replaceAll("\\", "/"))
    .sort();

const open = async (t: TestContext): Promise<{ folder: string; spool: Spool }> => {
  const folder = await scratch(t);
  return { folder, spool: folderSpool({ folder, ignore: [] }) };
};

const only = async (spool: Spool) => {
  const [found] = await listed(spool);
  if (found?.is !== "file") throw new Error("no file is listed");
  return found;
};

const drain = async (chunks: AsyncIterable<Uint8Array>): Promise<number> => {
  let size = 0;
  for await (const chunk of chunks) size += chunk.byteLength;
  return size;
};

const isFault = (code: string) => (cause: unknown) =>
  (cause instanceof FolderFault || cause instanceof FileFault) && cause.code === code;

/** Root may do anything: rights are tested as the user `nobody`, where we are root. */
const asOrdinaryUser = async (work: () => Promise<void>): Promise<void> => {
  const root = process.geteuid?.() === 0;
  if (root) process.seteuid?.(65_534);
  try {
    await work();
  } finally {
    if (root) process.seteuid?.(0);
  }
};

const posix = { skip: process.platform === "win32" ? "POSIX rights and links" : false };

describe("a folder of the spool", () => {
  it("names what is not a file, and never follows a link", posix, async (t) => {
    const { folder, spool } = await open(t);
    await mkdir(join(folder, "sous-dossier"));
    await symlink("/etc/passwd", join(folder, "lien.txt"));
    await symlink("nulle-part", join(folder, "mort.txt"));
    execFileSync("mkfifo", [join(folder, "tube.txt")]);
    assert.deepEqual(await listed(spool), [
      { is: "oddity", name: "lien.txt", oddity: "link" },
      { is: "oddity", name: "mort.txt", oddity: "link" },
      { is: "oddity", name: "sous-dossier", oddity: "directory" },
      { is: "oddity", name: "tube.txt", oddity: "device" },
    ]);
    const identity = { inode: "0", size: 1, mtimeNs: "1" };
    for (const name of ["lien.txt", "tube.txt"])
      await assert.rejects(drain(spool.read(name, identity)), isFault("file-changed"));
  });

  it("names a file whose name it cannot spell, instead of losing it", posix, async (t) => {
    const { folder, spool } = await open(t);
    // « déclaration » in Windows-1252, as an old share may hand it over.
    const name = Buffer.concat([
      Buffer.from(`${folder}/d`),
      Buffer.of(0xe9),
      Buffer.from("cl.txt"),
    ]);
    await writeFile(name, "x");
    assert.deepEqual(await listed(spool), [
      { is: "oddity", name: "d\uFFFDcl.txt", oddity: "name" },
    ]);
  });

  it("tells a missing folder from one that it may not write", posix, async (t) => {
    const { folder, spool } = await open(t);
    const away = folderSpool({ folder: join(folder, "absent"), ignore: [] });
    await assert.rejects(listed(away), isFault("folder-missing"));
    await assert.rejects(away.rules("mapibox.cfg"), isFault("folder-missing"));
    await assert.rejects(away.note("dpae.txt", "x"), isFault("folder-missing"));
    await chmod(folder, 0o555);
    await asOrdinaryUser(async () => {
      // access(2) asks about the real user, whom a test that runs as root cannot stop being.
      if (process.getuid?.() !== 0)
        await assert.rejects(listed(spool), isFault("folder-unwritable"));
      await assert.rejects(spool.note("dpae.txt", "x"), isFault("folder-unwritable"));
    });
    await chmod(folder, 0o777);
  });

  it("lists a file that it may not read, and says so when asked to", posix, async (t) => {
    const { folder, spool } = await open(t);
    await chmod(folder, 0o777);
    await writeFile(join(folder, "dpae.txt"), "x");
    await chmod(join(folder, "dpae.txt"), 0o000);
    await asOrdinaryUser(async () => {
      const { identity } = await only(spool);
      await assert.rejects(drain(spool.read("dpae.txt", identity)), isFault("file-unreadable"));
    });
  });

  it("notices a writer that goes on while the file is read", async (t) => {
    const { folder, spool } = await open(t);
    await writeFile(join(folder, "dpae.txt"), "x".repeat(200_000));
    const { identity } = await only(spool);
    const reader = spool.read("dpae.txt", identity)[Symbol.asyncIterator]();
    await reader.next();
    await writeFile(join(folder, "dpae.txt"), "more", { flag: "a" });
    await assert.rejects(async () => {
      while (!(await reader.next()).done);
    }, isFault("file-changed"));
  });

  it("leaves an unchanged note alone", async (t) => {
    const { folder, spool } = await open(t);
    const seen = async () => stat(join(folder, "dpae.txt.statut"), { bigint: true });
    await spool.note("dpae.txt", "etat=reçu\n");
    const { ino, mtimeNs } = await seen();
    await spool.note("dpae.txt", "etat=reçu\n");
    assert.deepEqual([(await seen()).ino, (await seen()).mtimeNs], [ino, mtimeNs]);
    await spool.note("dpae.txt", "etat=lu__\n");
    assert.equal(await readFile(join(folder, "dpae.txt.statut"), "utf8"), "etat=lu__\n");
  });

  it("replaces a link by its note instead of writing through it", posix, async (t) => {
    const { folder, spool } = await open(t);
    await writeFile(join(folder, ".precious"), "precious");
    await symlink(".precious", join(folder, "dpae.txt.statut"));
    await spool.note("dpae.txt", "etat=reçu\n");
    assert.equal(await readFile(join(folder, ".precious"), "utf8"), "precious");
    assert.equal(await readFile(join(folder, "dpae.txt.statut"), "utf8"), "etat=reçu\n");
  });

  it("refuses to write where a link stands instead of its own folder", posix, async (t) => {
    const { folder, spool } = await open(t);
    const elsewhere = await scratch(t);
    for (const name of ["AR", "traites"]) await symlink(elsewhere, join(folder, name));
    await assert.rejects(spool.filing.prepare("R1", Buffer.from("x")), isFault("folder-replaced"));
    await writeFile(join(folder, "dpae.txt"), "x");
    const found = (await listed(spool)).find((one) => one.is === "file");
    assert.ok(found?.is === "file");
    const to = { folder: "traites", month: "2026-11", as: "x" } as const;
    await assert.rejects(spool.retire("dpae.txt", found.identity, to), isFault("folder-replaced"));
    assert.deepEqual(await readdir(elsewhere), []);
  });

  it("refuses a month that is a path", async (t) => {
    const { folder, spool } = await open(t);
    await writeFile(join(folder, "dpae.txt"), "x");
    const { identity } = await only(spool);
    const to = { folder: "traites", month: "../..", as: "x" } as const;
    await assert.rejects(spool.retire("dpae.txt", identity, to), /not a month/);
  });

  it("files nothing over a folder that a person made, and says so", async (t) => {
    const { folder, spool } = await open(t);
    await mkdir(join(folder, "AR", "dpae.txt"), { recursive: true });
    await spool.filing.prepare("R1", Buffer.from("x"));
    await assert.rejects(spool.filing.commit("R1", "dpae.txt"), isFault("filing-blocked"));
  });

  it("sweeps what a crash left half-written, at its first write", async (t) => {
    const { folder, spool } = await open(t);
    await mkdir(join(folder, "AR"));
    for (const at of [folder, join(folder, "AR")])
      await writeFile(join(at, ".tmp-facteur-00"), "half");
    await listed(spool);
    assert.equal((await filesIn(folder)).length, 2);
    await spool.note("dpae.txt", "x");
    assert.deepEqual(await filesIn(folder), ["dpae.txt.statut"]);
  });

  it("never lets AR/dpae.txt be missing or cut while a new one is filed", async (t) => {
    const { folder, spool } = await open(t);
    const whole = (n: number): string => String(n % 10).repeat(200_000);
    await spool.filing.prepare("R0", Buffer.from(whole(0)));
    await spool.filing.commit("R0", "dpae.txt");
    const filed = new AbortController();
    const watch = async (): Promise<number> => {
      let looks = 0;
      for (; !filed.signal.aborted || looks === 0; looks += 1) {
        const text = await readFile(join(folder, "AR", "dpae.txt"), "utf8");
        assert.equal(text, (text[0] ?? "").repeat(200_000));
      }
      return looks;
    };
    const watching = watch();
    for (let n = 1; n <= 20; n += 1) {
      await spool.filing.prepare(`R${n}`, Buffer.from(whole(n)));
      await spool.filing.commit(`R${n}`, "dpae.txt");
    }
    filed.abort();
    assert.ok((await watching) > 1);
    // Contents 0 to 9 each stand once in the history: the same bytes are not kept twice.
    assert.equal((await readdir(join(folder, "AR", "historique"))).length, 10);
  });

  it("loses no declaration when the producer rewrites the file while it is retired", async (t) => {
    const { folder, spool } = await open(t);
    const path = join(folder, "dpae.txt");
    const rounds = 150;
    let alive: Error | undefined;
    const produce = async (): Promise<void> => {
      for (let n = 0; n < rounds; n += 1) {
        await writeFile(join(folder, ".next"), `version ${String(n).padStart(4, "0")}`);
        await rename(join(folder, ".next"), path);
        // Now and then it pauses, as payroll programs do, until its file has been taken.
        if (n % 15 === 0) await waitUntil("the file is retired", async () => !(await there(path)));
      }
    };
    const producing = produce().catch((cause: unknown) => {
      alive = cause instanceof Error ? cause : new Error(String(cause));
    });
    let retired = 0;
    const done = new AbortController();
    void producing.then(() => done.abort());
    for (let n = 0; !done.signal.aborted; n += 1) {
      const found = (await listed(spool)).find((one) => one.is === "file");
      if (found?.is !== "file") {
        await new Promise((resolve) => setImmediate(resolve));
        continue;
      }
      const claimed = await textOf(spool, found);
      if (claimed === undefined) continue;
      const to = { folder: "traites", month: "2026-11", as: `${n}.txt` } as const;
      const answer = await spool.retire(found.name, found.identity, to);
      if (answer.is !== "moved") continue;
      retired += 1;
      assert.equal(await readFile(join(folder, answer.to), "utf8"), claimed);
    }
    assert.equal(alive, undefined);
    assert.ok(retired > 0, "nothing was retired");
    // The last version is where the next look finds it, or was retired as itself.
    const texts = await Promise.all(
      (await filesIn(folder)).map((one) => readFile(join(folder, one), "utf8")),
    );
    assert.ok(texts.includes(`version ${String(rounds - 1).padStart(4, "0")}`));
  });
});

const there = async (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

const textOf = async (
  spool: Spool,
  found: { readonly name: string; readonly identity: Parameters<Spool["read"]>[1] },
): Promise<string | undefined> => {
  try {
    const parts: Uint8Array[] = [];
    for await (const chunk of spool.read(found.name, found.identity)) parts.push(chunk);
    return Buffer.concat(parts).toString();
  } catch (cause) {
    if (cause instanceof FileFault) return undefined;
    throw cause;
  }
};

describe("originals on another file system", () => {
  const shm = "/dev/shm";
  it("are copied, made durable, and only then removed", async (t) => {
    const { folder, spool } = await open(t);
    const other = join(shm, `facteur-test-${process.pid}`);
    try {
      await mkdir(other);
    } catch (cause) {
      return t.skip(`no second file system here (${codeOf(cause)})`);
    }
    t.after(() => rm(other, { recursive: true, force: true }));
    if ((await stat(other)).dev === (await stat(folder)).dev) return t.skip("only one file system");
    await writeFile(join(folder, "dpae.txt"), "x".repeat(600_000));
    const { identity } = await only(spool);
    const move = { from: join(folder, "dpae.txt"), to: join(other, "dpae.txt"), identity };
    const stale = { ...identity, mtimeNs: "1" };
    assert.equal((await moveFileSafely({ ...move, identity: stale })).is, "gone");
    assert.equal((await moveFileSafely(move)).is, "moved");
    assert.equal((await readFile(move.to, "utf8")).length, 600_000);
    assert.deepEqual(await readdir(other), ["dpae.txt"]);
    await assert.rejects(unlink(move.from), { code: "ENOENT" });
  });
});
