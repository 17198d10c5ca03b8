/** The gated end of stream by itself: when the commit is asked for, and that a closed gate stays shut. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { GatedBytes } from "../../src/adapters/courier/gated-bytes.ts";

interface Watched {
  readonly gate: GatedBytes;
  readonly commit: PromiseWithResolvers<void>;
  readonly asked: () => number;
  readonly opened: () => number;
}

const watched = (bytes: Uint8Array): Watched => {
  const commit = Promise.withResolvers<void>();
  let asked = 0;
  let opened = 0;
  const gate = new GatedBytes({
    bytes,
    beforeDot: () => {
      asked += 1;
      return commit.promise;
    },
    commitMs: 1000,
    onProgress: () => undefined,
    onOpen: () => void (opened += 1),
  });
  return { gate, commit, asked: () => asked, opened: () => opened };
};

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((go) => void setImmediate(go));
};

test("nothing is given before the server asks for the message", async () => {
  const { gate, asked } = watched(Buffer.from("abc"));
  assert.equal(gate.read(), null);
  await turns();
  assert.equal(gate.readableLength, 0);
  assert.equal(asked(), 0);
  gate.release();
  assert.equal(String(gate.read()), "abc");
});

test("the commit is not asked for while the last chunk was not taken", async () => {
  const { gate, commit, asked, opened } = watched(Buffer.from("abc"));
  gate.release();
  gate.read(0);
  await turns();
  assert.equal(gate.readableLength, 3);
  assert.equal(asked(), 0);
  assert.equal(String(gate.read()), "abc");
  gate.read();
  await turns();
  assert.deepEqual([asked(), opened(), gate.readableEnded], [1, 0, false]);
  commit.resolve();
  await turns();
  assert.deepEqual([opened(), gate.open], [1, true]);
});

test("a gate that was shut during the commit does not open when the commit succeeds", async () => {
  const { gate, commit, opened } = watched(Buffer.alloc(0));
  gate.release();
  gate.read();
  gate.shut(new Error("stopped"));
  commit.resolve();
  await gate.settled();
  await turns();
  assert.deepEqual([opened(), gate.open, gate.withheld], [0, false, undefined]);
});

test("large bytes leave in small chunks", () => {
  const { gate } = watched(Buffer.alloc(100_000));
  gate.release();
  gate.read(0);
  assert.equal(gate.readableLength, 32 * 1024);
});
