/**
 * Works in a loop until it is killed, telling each step as it is done (synchronously: a line that was
 * read is a step that was made). Arguments: what to do, the folder, and a number to begin with.
 */
import { writeSync } from "node:fs";
import { folderSpool } from "../../src/adapters/spool/folder-spool.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { listed } from "../../src/ports/spool.ts";

const [work = "", folder = "", first = "0"] = process.argv.slice(2);
const tell = (line: string): void => void writeSync(1, `${line}\n`);

/** Blob `n`: its own bytes, from one chunk to many. */
async function* blob(n: number): AsyncGenerator<Uint8Array> {
  for (let part = 0; part <= n % 40; part += 1) yield Buffer.alloc(8192, `${n}.${part};`);
}

const putAll = async (): Promise<void> => {
  const store = fileStore({ data: folder });
  for (let n = Number(first); ; n += 1) tell((await store.putStream(blob(n))).sha256);
};

const retireAll = async (): Promise<void> => {
  const spool = folderSpool({ folder, ignore: [] });
  for (const found of await listed(spool)) {
    if (found.is !== "file") continue;
    const as = { folder: "traites", month: "2026-11", as: `D_${found.name}` } as const;
    await spool.retire(found.name, found.identity, as);
    tell(found.name);
  }
};

const fileAll = async (): Promise<void> => {
  const { filing } = folderSpool({ folder, ignore: [] });
  for (let n = Number(first); ; n += 1) {
    await filing.prepare(`R${n}`, Buffer.from(`AR ${n}`));
    tell(`begun ${n}`);
    await filing.commit(`R${n}`, "dpae.txt");
    tell(`delivered ${n}`);
  }
};

const works = new Map([
  ["put", putAll],
  ["retire", retireAll],
  ["file", fileAll],
]);
await works.get(work)?.();
