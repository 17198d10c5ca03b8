/** What encryption of kept contents costs: put and get beside the same store in clear, in turns. */
import { createHash, randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileStore } from "../../../src/adapters/store/file-store.ts";
import {
  makeFolderSafely,
  openTemp,
  publishTemp,
  writeSmallFile,
} from "../../../src/foundation/safe-file.ts";
import { syncFolder } from "../../../src/foundation/sync-folder.ts";
import { alternate, figure, ratio } from "../measure.ts";
import type { Bench, Figure, Row } from "../row.ts";

const KiB = 1024;

export const row: Row = {
  name: "store",
  figure:
    "contents of 4 KiB put one after the other and read again, and one of 64 MiB streamed, beside the same recipe (hash, temporary file, flush, rename, flush) in clear",
  goal: "encrypted at ≥ 0.8 × of clear for small contents, whose time is the disk's",
  async run(bench) {
    return {
      figures: [...(await small(bench)), ...(await large(bench))],
      notes: [
        "Small contents include the keys, made 256 at a time; each is put and read in both stores before the next. A large one pays AES-256-GCM beside SHA-256 on one core.",
      ],
    };
  },
};

/** The recipe of the store, without keys. */
const clearStore = (folder: string) => {
  const temps = join(folder, "tmp");
  mkdirSync(temps, { recursive: true });
  const place = async (hash: string): Promise<string> => {
    const path = join(folder, hash.slice(0, 2), hash.slice(2));
    if (!existsSync(dirname(path))) {
      await makeFolderSafely(dirname(path), 0o700);
      await syncFolder(folder);
    }
    return path;
  };
  return {
    async put(bytes: Uint8Array): Promise<string> {
      const hash = createHash("sha256").update(bytes).digest("hex");
      await writeSmallFile(await place(hash), bytes, { temps, mode: 0o600 });
      return hash;
    },
    async putStream(chunks: AsyncIterable<Uint8Array>): Promise<void> {
      const temp = await openTemp(temps, 0o600);
      const digest = createHash("sha256");
      for await (const chunk of chunks) {
        digest.update(chunk);
        await temp.handle.writeFile(chunk);
      }
      await publishTemp(temp, await place(digest.digest("hex")), { overwrite: true });
    },
    async get(hash: string): Promise<Uint8Array> {
      const bytes = readFileSync(join(folder, hash.slice(0, 2), hash.slice(2)));
      if (createHash("sha256").update(bytes).digest("hex") !== hash) throw new Error(hash);
      return bytes;
    },
  };
};

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

const small = async (bench: Bench): Promise<readonly Figure[]> => {
  const count = bench.quick ? 20 : 600;
  const stores = {
    encrypted: fileStore({ data: join(bench.folder, "encrypted") }),
    clear: clearStore(join(bench.folder, "clear")),
  };
  const put = { encrypted: [] as number[], clear: [] as number[] };
  const got = { encrypted: [] as number[], clear: [] as number[] };
  // The first round makes the folders.
  for (let round = 0; round <= bench.rounds; round += 1) {
    const taken = await oneRound(stores, count);
    for (const which of ["encrypted", "clear"] as const) {
      put[which].push(count / taken.put[which]);
      got[which].push(count / taken.got[which]);
    }
  }
  const [encrypted, clear] = [put.encrypted.slice(1), put.clear.slice(1)];
  return [
    figure({ what: "4 KiB put: encrypted", unit: "per s" }, encrypted),
    figure({ what: "4 KiB put: in clear", unit: "per s" }, clear),
    figure(
      { what: "4 KiB put: encrypted / in clear", unit: "", goal: { atLeast: 0.8 } },
      ratio(encrypted, clear),
    ),
    figure({ what: "4 KiB read: encrypted", unit: "per s" }, got.encrypted.slice(1)),
    figure({ what: "4 KiB read: in clear", unit: "per s" }, got.clear.slice(1)),
  ];
};

type Both = Readonly<
  Record<"encrypted" | "clear", Pick<ReturnType<typeof clearStore>, "put" | "get">>
>;

/** One content each, in turns and in turn first: what else the machine does counts for both alike. */
const oneRound = async (stores: Both, count: number) => {
  const put = { encrypted: 0, clear: 0 };
  const got = { encrypted: 0, clear: 0 };
  for (let n = 0; n < count; n += 1) {
    const bytes = randomBytes(4 * KiB);
    const turns = ["encrypted", "clear"] as const;
    for (const which of n % 2 === 0 ? turns : turns.toReversed()) {
      let hash = "";
      put[which] += await secondsOf(async () => (hash = await stores[which].put(bytes)));
      got[which] += await secondsOf(() => stores[which].get(hash));
    }
  }
  return { put, got };
};

const large = async (bench: Bench): Promise<readonly Figure[]> => {
  const pieces = bench.quick ? 16 : 1024;
  const mebibytes = (pieces * 64) / KiB;
  const stores = {
    encrypted: fileStore({ data: join(bench.folder, "large-encrypted") }),
    clear: clearStore(join(bench.folder, "large-clear")),
  };
  const streaming = (which: "encrypted" | "clear") => async () => {
    const piece = randomBytes(64 * KiB);
    const chunks = async function* (): AsyncGenerator<Uint8Array> {
      for (let n = 0; n < pieces; n += 1) {
        piece.writeUInt32BE(n);
        yield Buffer.from(piece);
      }
    };
    return mebibytes / (await secondsOf(() => stores[which].putStream(chunks())));
  };
  const speeds = await alternate(bench.rounds + 1, {
    encrypted: streaming("encrypted"),
    clear: streaming("clear"),
  });
  return [
    figure({ what: "64 MiB streamed: encrypted", unit: "MiB/s" }, speeds.encrypted.slice(1)),
    figure({ what: "64 MiB streamed: in clear", unit: "MiB/s" }, speeds.clear.slice(1)),
  ];
};
