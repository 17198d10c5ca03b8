/**
 * mail.md §6.3, F21, F31, F32: the n-th call of the system fails (ENOSPC, EIO, EPERM, before or after it did its work, or a write cut
 * short), for every call of every recipe that writes a file. Whoever looks then sees the old file or the new one, and
 * the same thing asked again succeeds.
 */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { folderReportWriter } from "../../src/adapters/reports/folder-writer.ts";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { agentIdentity, readAgent } from "../../src/adapters/system/agent-file.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { CorruptBlob } from "../../src/ports/store.ts";
import { scratch } from "../support/scratch.ts";
import { type CallFault, SystemCalls } from "../support/system-calls.ts";

interface Recipe {
  /** What is done; asked again after it failed. */
  readonly act: () => Promise<unknown>;
  /** After a failure, and at the end: nothing in between, nothing lost. */
  readonly whole: (done: boolean) => void | Promise<void>;
}

const bytes = Buffer.from("des octets, assez pour être coupés en deux\n".repeat(10));
const before = "ce qui était là avant\n";

const read = (path: string): string | undefined =>
  existsSync(path) ? readFileSync(path, "utf8") : undefined;
const oldOrNew = (path: string, done: boolean, old?: string): void => {
  const is = read(path);
  if (done) assert.equal(is, bytes.toString());
  else assert.ok(is === old || is === bytes.toString(), `half of it: ${is}`);
};

const retire = (folder: string, { copies }: { readonly copies: number }): Recipe => {
  writeFileSync(join(folder, "dpae.txt"), bytes);
  const { ino, size, mtimeNs } = statSync(join(folder, "dpae.txt"), { bigint: true });
  const identity = { inode: String(ino), size: Number(size), mtimeNs: String(mtimeNs) };
  const spool = folderSpool({ folder, ignore: [] });
  const to = { folder: "traites", month: "2026-11", as: "D1_dpae.txt" } as const;
  const [home, shelf] = [join(folder, "dpae.txt"), join(folder, "traites/2026-11")];
  return {
    act: async () => {
      const { is } = await spool.retire("dpae.txt", identity, to);
      // Asked again where the copy was put and the original removed, it cannot know its own copy.
      if (copies === 1) assert.equal(is, "moved");
    },
    whole: (done) => {
      const put = existsSync(shelf) ? readdirSync(shelf).filter((n) => !n.startsWith(".")) : [];
      const places = [home, ...put.map((name) => join(shelf, name))].map(read);
      const there = places.filter((text) => text !== undefined);
      assert.ok(there.length > 0, "it is lost");
      assert.ok(there.length <= copies, `it stands ${there.length} times`);
      for (const text of there) assert.equal(text, bytes.toString());
      if (done) assert.equal(read(home), undefined, "it was put away");
    },
  };
};

/** From the disk: whoever put them has them at hand. */
const reread = (folder: string) => fileStore({ data: folder }).get(sha256(bytes));

const recipes: Readonly<Record<string, (folder: string, system: SystemCalls) => Recipe>> = {
  "store.put": (folder) => {
    const store = fileStore({ data: folder });
    return {
      act: () => store.put(bytes),
      whole: async (done) => {
        try {
          assert.deepEqual(await reread(folder), bytes);
        } catch (cause) {
          assert.ok(!done && cause instanceof CorruptBlob, String(cause));
          assert.match(cause.message, /is gone/u);
        }
      },
    };
  },
  "store.putStream": (folder) => {
    const store = fileStore({ data: folder });
    const chunks = async function* () {
      yield bytes.subarray(0, 100);
      yield bytes.subarray(100);
    };
    return {
      act: async () => assert.equal((await store.putStream(chunks())).sha256, sha256(bytes)),
      whole: async (done) => {
        if (done) assert.deepEqual(await reread(folder), bytes);
      },
    };
  },
  "spool.retire": (folder) => retire(folder, { copies: 1 }),
  "spool.retire to another disk": (folder, system) => {
    system.elsewhere = true;
    // Until the original could be removed there are two, and one more each time the copy is tried again.
    return retire(folder, { copies: 3 });
  },
  "filing over an older AR": (folder) => {
    mkdirSync(join(folder, "AR"));
    writeFileSync(join(folder, "AR", "dpae.txt"), before);
    const { filing } = folderSpool({ folder, ignore: [] });
    return {
      act: async () => {
        // As after a crash: begun means that the hidden file is there, or was put in its place.
        if (read(join(folder, "AR", "dpae.txt")) === before) await filing.prepare("R1", bytes);
        await filing.commit("R1", "dpae.txt");
      },
      whole: (done) => {
        oldOrNew(join(folder, "AR", "dpae.txt"), done, before);
        const history = join(folder, "AR", "historique");
        const kept = existsSync(history)
          ? readdirSync(history).filter((n) => !n.startsWith("."))
          : [];
        if (done) assert.equal(kept.length, 1, "the older one is kept once");
        for (const name of kept) assert.equal(read(join(history, name)), before);
      },
    };
  },
  "spool.note": (folder) => {
    writeFileSync(join(folder, "dpae.txt.statut"), before);
    const spool = folderSpool({ folder, ignore: [] });
    return {
      act: () => spool.note("dpae.txt", bytes.toString()),
      whole: (done) => oldOrNew(join(folder, "dpae.txt.statut"), done, before),
    };
  },
  "spool.own": (folder) => {
    const us = { agent: "a1b2c3d4e5f6", machine: "m", data: "/d", place: "p", start: "s" };
    const spool = folderSpool({ folder, ignore: [] });
    return {
      act: async () => assert.deepEqual(await spool.own(us), us),
      whole: (done) => {
        const mark = read(join(folder, ".facteur"));
        if (done || mark !== undefined)
          assert.match(mark ?? "", /^agent=a1b2c3d4e5f6\r\nmachine=/u);
      },
    };
  },
  "reports.write": (folder) => {
    mkdirSync(join(folder, "2026-11"));
    writeFileSync(join(folder, "2026-11", "D1.txt"), before);
    const writer = folderReportWriter(folder);
    return {
      act: () => writer.write("2026-11/D1.txt", bytes.toString()),
      whole: (done) => oldOrNew(join(folder, "2026-11", "D1.txt"), done, before),
    };
  },
  "agent.json": (folder) => {
    let first: string | undefined;
    return {
      act: async () => {
        const { token } = await agentIdentity(folder, 0);
        first ??= token;
        assert.equal(token, first, "an agent has one identity");
      },
      whole: (done) => {
        const found = readAgent(join(folder, "agent.json"));
        assert.equal(done && found === undefined, false);
        first ??= found?.token;
      },
    };
  },
};

const kinds: readonly Pick<CallFault, "code" | "when">[] = [
  { code: "ENOSPC", when: "before" },
  { code: "ENOSPC", when: "halfway" },
  { code: "EIO", when: "before" },
  { code: "EIO", when: "after" },
  { code: "EPERM", when: "before" },
];

for (const [name, recipeIn] of Object.entries(recipes))
  test(`F31 F32 every system call of ${name} fails once`, async (t) => {
    const root = await scratch(t);
    const system = new SystemCalls(t);
    let n = 0;
    const fresh = (): Recipe => {
      const folder = join(root, String((n += 1)));
      mkdirSync(folder);
      return recipeIn(folder, system);
    };
    const plain = fresh();
    system.begin();
    await plain.act();
    const calls = [...system.calls];
    await plain.whole(true);
    let failed = 0;
    for (const [index, call] of calls.entries())
      for (const kind of kinds) {
        const recipe = fresh();
        const fault = { ...kind, at: index + 1 };
        const told = `${call} (call ${fault.at}), ${kind.code} ${kind.when}`;
        system.begin(fault);
        try {
          await recipe.act().catch(() => (failed += 1));
          system.end();
          await recipe.whole(false);
          await recipe.act();
          await recipe.whole(true);
          assert.deepEqual([...system.open], [], "every file was closed");
        } catch (cause) {
          throw new Error(told, { cause });
        }
      }
    assert.deepEqual([...system.open], []);
    t.diagnostic(`${calls.length} calls, ${calls.length * kinds.length} faults, ${failed} told`);
    assert.ok(failed > 0);
  });
