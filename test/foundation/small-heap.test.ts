import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const module = new URL("../../src/foundation/small-heap.ts", import.meta.url).href;

/** MiB of the heap, at most, of a process that always keeps the newest 300,000 of three million objects. */
const heapAfter = (first: string): number => {
  const program = `
    import { setImmediate as breathe } from "node:timers/promises";
    ${first}
    const kept = [];
    let most = 0;
    for (let turn = 0; turn < 300; turn += 1) {
      for (let n = 0; n < 10_000; n += 1) kept[(turn * 10_000 + n) % 300_000] = { turn, n, more: [n] };
      most = Math.max(most, process.memoryUsage().heapUsed);
      await breathe();
    }
    process.stdout.write(String(most));
  `;
  const args = ["--input-type=module", "--eval", program];
  return Number(execFileSync(process.execPath, args, { encoding: "utf8" })) / 2 ** 20;
};

test("less garbage stands beside what is alive", (t) => {
  const free = heapAfter("");
  const kept = heapAfter(
    `import { keepHeapSmall } from ${JSON.stringify(module)}; keepHeapSmall();`,
  );
  t.diagnostic(`${free} MiB left alone, ${kept} MiB kept small`);
  assert.ok(kept < free, `${kept} MiB, and ${free} MiB left alone`);
});
