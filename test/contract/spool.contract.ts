/** What every spool must do, whatever the folder is made of (mail.md F03, F06, F07, F11, F66). */
import assert from "node:assert/strict";
import { describe, it, type TestContext } from "node:test";
import type { Owner } from "../../src/domain/dossier-owner.ts";
import type { FileIdentity } from "../../src/domain/facts.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { listed, type Spool } from "../../src/ports/spool.ts";
import { FileFault } from "../../src/ports/spool-faults.ts";
import { filing } from "./spool-filing.contract.ts";

/** The hands of a payroll program and of a person in the same folder. */
export interface SpoolBench {
  /** Made with `ignore: ["*.bak", "perso-*"]` and `rules: "regles.cfg"`. */
  readonly spool: Spool;
  /** Replaces or creates a file; always a new identity. */
  readonly put: (path: string, text: string) => Promise<void>;
  readonly remove: (path: string) => Promise<void>;
  readonly text: (path: string) => Promise<string | undefined>;
  /** Every file's relative path with `/`, sorted. */
  readonly paths: () => Promise<readonly string[]>;
}

export type Make = (t: TestContext) => Promise<SpoolBench>;

const identityOf = async (spool: Spool, name: string): Promise<FileIdentity> => {
  for (const found of await listed(spool))
    if (found.name === name && found.is === "file") return found.identity;
  throw new Error(`${name} is not listed`);
};

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<string> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
};

export const fault = (code: FileFault["code"]) => (cause: unknown) =>
  cause instanceof FileFault && cause.code === code;

const november = { folder: "traites", month: "2026-11" } as const;

export const spoolContract = (name: string, makeBench: Make): void => {
  describe(`spool: ${name}`, () => {
    listing(makeBench);
    reading(makeBench);
    retiring(makeBench);
    removing(makeBench);
    marks(makeBench);
    notesAndRules(makeBench);
    filing(makeBench);
  });
};

const listing = (makeBench: Make): void => {
  it("lists deposits and leaves out its own files, unfinished ones and ignored ones", async (t) => {
    const { spool, put } = await makeBench(t);
    const deposits = ["DUE.TXT", "cfg", "dpae.txt", "ducs.edi", "statut.txt", "tmp"];
    const ours = [".facteur", "dpae.txt.statut", "DPAE.TXT.STATUT", "regles.cfg", "MAPIBOX.CFG"];
    const unfinished = ["mapibox.cfg.old", "a.tmp", "a.part", "a.Partial", "a.filepart"];
    const ignored = ["a.crdownload", "~$a.txt", "old.bak", "OLD.BAK", "perso-notes.txt"];
    const inside = ["traites/2026-10/x.txt", "rejetes/2026-10/x.txt", "AR/dpae.txt"];
    const others = [...ours, ...unfinished, ...ignored, ...inside];
    for (const path of [...deposits, ...others]) await put(path, path);
    const found = await listed(spool);
    assert.deepEqual(
      found.map((one) => one.name),
      deposits,
    );
    assert.ok(found.every((one) => one.is === "file"));
  });

  it("tells a file from its successor of the same size under the same name", async (t) => {
    const { spool, put } = await makeBench(t);
    await put("dpae.txt", "one");
    const first = await identityOf(spool, "dpae.txt");
    assert.deepEqual(await identityOf(spool, "dpae.txt"), first);
    await put("dpae.txt", "two");
    assert.notDeepEqual(await identityOf(spool, "dpae.txt"), first);
  });
};

const reading = (makeBench: Make): void => {
  it("reads the file of that identity, and no other", async (t) => {
    const { spool, put, remove } = await makeBench(t);
    await put("dpae.txt", "one");
    const first = await identityOf(spool, "dpae.txt");
    assert.equal(await collect(spool.read("dpae.txt", first)), "one");
    await put("dpae.txt", "two");
    await assert.rejects(collect(spool.read("dpae.txt", first)), fault("file-changed"));
    await remove("dpae.txt");
    await assert.rejects(collect(spool.read("dpae.txt", first)), fault("file-changed"));
  });

  it("says so when the file is replaced while it is read", async (t) => {
    const { spool, put } = await makeBench(t);
    await put("dpae.txt", "x".repeat(200_000));
    const identity = await identityOf(spool, "dpae.txt");
    const reader = spool.read("dpae.txt", identity)[Symbol.asyncIterator]();
    await reader.next();
    await put("dpae.txt", "y".repeat(200_000));
    const rest = async (): Promise<void> => {
      while (!(await reader.next()).done);
    };
    await assert.rejects(rest(), fault("file-changed"));
  });

  it("refuses names that are paths", async (t) => {
    const { spool, put } = await makeBench(t);
    await put("AR/dpae.txt", "x");
    const identity = { inode: "1", size: 1, mtimeNs: "1" };
    for (const name of ["../dpae.txt", "AR/dpae.txt", "..", ""]) {
      await assert.rejects(collect(spool.read(name, identity)), fault("file-unreadable"));
      await assert.rejects(
        spool.retire(name, identity, { ...november, as: "x" }),
        fault("file-unreadable"),
      );
      await assert.rejects(spool.note(name, "x"), FileFault);
    }
    assert.equal(await spool.hashRetired("../dpae.txt"), undefined);
  });
};

const retiring = (makeBench: Make): void => {
  it("moves the original out of the way and can hash it there", async (t) => {
    const { spool, put, paths } = await makeBench(t);
    await put("dpae.txt", "one");
    const identity = await identityOf(spool, "dpae.txt");
    const moved = await spool.retire("dpae.txt", identity, { ...november, as: "D1_dpae.txt" });
    assert.deepEqual(moved, { is: "moved", to: "traites/2026-11/D1_dpae.txt" });
    assert.deepEqual(await paths(), ["traites/2026-11/D1_dpae.txt"]);
    assert.equal(await spool.hashRetired("traites/2026-11/D1_dpae.txt"), sha256("one"));
    assert.equal(await spool.hashRetired("traites/2026-11/D2_dpae.txt"), undefined);
  });

  it("gives the same answer when it is asked again after a crash", async (t) => {
    const { spool, put } = await makeBench(t);
    await put("dpae.txt", "one");
    const identity = await identityOf(spool, "dpae.txt");
    const place = { folder: "rejetes", month: "2026-11", as: "D1_dpae.txt" } as const;
    const first = await spool.retire("dpae.txt", identity, place);
    await put("dpae.txt", "two");
    assert.deepEqual(await spool.retire("dpae.txt", identity, place), first);
  });

  it("never moves a successor: its declaration would be lost", async (t) => {
    const { spool, put, paths } = await makeBench(t);
    await put("dpae.txt", "one");
    const identity = await identityOf(spool, "dpae.txt");
    await put("dpae.txt", "two");
    assert.deepEqual(await spool.retire("dpae.txt", identity, { ...november, as: "x.txt" }), {
      is: "gone",
    });
    assert.deepEqual(await paths(), ["dpae.txt"]);
  });

  it("never moves over another file, even when two move at once", async (t) => {
    const { spool, put, paths, text } = await makeBench(t);
    await put("traites/2026-11/dpae.txt", "somebody's");
    await put("a.txt", "a");
    await put("b.txt", "b");
    const [a, b] = [await identityOf(spool, "a.txt"), await identityOf(spool, "b.txt")];
    const as = { ...november, as: "dpae.txt" };
    const moved = await Promise.all([spool.retire("a.txt", a, as), spool.retire("b.txt", b, as)]);
    assert.deepEqual(moved, [
      { is: "moved", to: "traites/2026-11/dpae-2.txt" },
      { is: "moved", to: "traites/2026-11/dpae-3.txt" },
    ]);
    assert.equal((await paths()).length, 3);
    assert.equal(await text("traites/2026-11/dpae.txt"), "somebody's");
    assert.equal(await text("traites/2026-11/dpae-3.txt"), "b");
  });

  it("keeps a strange name inside the month's folder", async (t) => {
    const { spool, put, paths } = await makeBench(t);
    await put("dpae.txt", "one");
    const identity = await identityOf(spool, "dpae.txt");
    await spool.retire("dpae.txt", identity, { ...november, as: "../../AUX:.txt" });
    assert.deepEqual(await paths(), ["traites/2026-11/AUX_.txt"]);
  });
};

const removing = (makeBench: Make): void => {
  it("reads a retired file as it is now, and says when it is gone", async (t) => {
    const { spool, put } = await makeBench(t);
    await put("traites/2026-11/D1.txt", "written to since");
    assert.equal(await collect(spool.readRetired("traites/2026-11/D1.txt")), "written to since");
    await assert.rejects(
      collect(spool.readRetired("traites/2026-11/D2.txt")),
      fault("file-changed"),
    );
    await assert.rejects(collect(spool.readRetired("../D1.txt")));
  });

  it("removes a retired file that is still the one we put there, and no other", async (t) => {
    const { spool, put, paths } = await makeBench(t);
    await put("traites/2026-11/D1.txt", "one");
    await put("traites/2026-11/D2.txt", "changed by a person");
    await put("dpae.txt", "one");
    await spool.removeRetired("traites/2026-11/D1.txt", sha256("one"));
    await spool.removeRetired("traites/2026-11/D1.txt", sha256("one"));
    await spool.removeRetired("traites/2026-11/D2.txt", sha256("two"));
    await assert.rejects(spool.removeRetired("dpae.txt", sha256("one")), /not a file we retired/u);
    const left = await paths();
    for (const path of ["dpae.txt", "traites/2026-11/D2.txt"]) assert.ok(left.includes(path), path);
    assert.equal(left.includes("traites/2026-11/D1.txt"), false);
  });

  it("puts the report of a refused file beside it, anew when it changes, and takes it away with the file", async (t) => {
    const { spool, put, paths, text } = await makeBench(t);
    const path = "rejetes/2026-11/D1_dpae.txt";
    const beside = `${path}.compte-rendu.txt`;
    await put(path, "one");
    await spool.noteRefused(path, "à corriger");
    assert.equal(await text(beside), "à corriger");
    await spool.noteRefused(path, "à corriger deux fois");
    assert.equal(await text(beside), "à corriger deux fois");
    assert.deepEqual(await listed(spool), []);
    await spool.noteRefused(path, undefined);
    assert.deepEqual(await paths(), [path]);
    await spool.noteRefused(path, "à corriger");
    await spool.removeRetired(path, sha256("one"));
    assert.deepEqual(await paths(), []);
    // Somebody emptied the folder: nothing is put there again.
    await spool.noteRefused("rejetes/2025-01/D0_dpae.txt", "à corriger");
    assert.deepEqual(await paths(), []);
    await assert.rejects(spool.noteRefused("traites/2026-11/D1.txt", "x"), /not a refused file/u);
    await assert.rejects(spool.noteRefused("rejetes/../D1.txt", "x"), /not a refused file/u);
  });
};

const owner = (agent: string): Owner => ({
  agent,
  machine: "poste",
  data: "/data",
  place: "here",
  start: "now",
});

const marks = (makeBench: Make): void => {
  it("is the first agent's, and another's only when a person says so", async (t) => {
    const { spool } = await makeBench(t);
    const [one, two] = [owner("aaaaaaaaaaaa"), owner("bbbbbbbbbbbb")];
    assert.deepEqual(await spool.own(one), one);
    assert.deepEqual(await spool.own(two), one);
    assert.deepEqual(await spool.own(two, true), two);
    assert.deepEqual(await spool.own(one), two);
    assert.deepEqual(await listed(spool), []);
  });

  it("stays with the start that wrote it last, and with no copy of the agent elsewhere", async (t) => {
    const { spool } = await makeBench(t);
    const us = owner("aaaaaaaaaaaa");
    await spool.own({ ...us, start: "before" });
    const copy = { ...us, place: "elsewhere", start: "copy" };
    assert.equal((await spool.own(copy)).start, "before");
    assert.equal((await spool.own(copy, true)).start, "copy");
    assert.equal((await spool.own(us)).start, "copy", "we held it: the other runs now");
  });
};

const notesAndRules = (makeBench: Make): void => {
  it("writes a note beside the file, which is never taken for a deposit", async (t) => {
    const { spool, text } = await makeBench(t);
    await spool.note("dpae.txt", "etat=reçu\n");
    assert.equal(await text("dpae.txt.statut"), "etat=reçu\n");
    await spool.note("dpae.txt.statut", "etat=accepté\n");
    assert.equal(await text("dpae.txt.statut"), "etat=accepté\n");
    assert.deepEqual(await listed(spool), []);
    await spool.unnote("dpae.txt", "etat=reçu\n");
    assert.equal(await text("dpae.txt.statut"), "etat=accepté\n", "what it says now is another's");
    await spool.unnote("dpae.txt", "etat=accepté\n");
    assert.equal(await text("dpae.txt.statut"), undefined);
    await spool.unnote("dpae.txt", "etat=accepté\n");
  });

  it("gives the rule file's bytes, in whichever case its name is written", async (t) => {
    const { spool, put } = await makeBench(t);
    assert.equal(await spool.rules("regles.cfg"), undefined);
    await put("REGLES.CFG", "a=x@y.test");
    const bytes = await spool.rules("regles.cfg");
    assert.equal(bytes && Buffer.from(bytes).toString(), "a=x@y.test");
  });
};
