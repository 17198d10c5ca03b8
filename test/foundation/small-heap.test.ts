import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";

const module = new URL("../../src/foundation/small-heap.ts", import.meta.url).href;

/** Half of the nursery, as it is between two looks of the engine, which goes beyond it while it marks. */
const half = `
  import { getHeapSpaceStatistics } from "node:v8";
  const half = () => {
    gc();
    const { space_used_size: used, space_available_size: free } =
      getHeapSpaceStatistics().find((s) => s.space_name === "new_space");
    return used + free;
  };
`;

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

test("what a time of work left behind is given back once, when there is nothing to do, and the nursery grows again after it", (t) => {
  const program = `
    import { once } from "node:events";
    import { constants, PerformanceObserver } from "node:perf_hooks";
    import { setImmediate as breathe, setTimeout as pause } from "node:timers/promises";
    import { keepHeapSmall } from ${JSON.stringify(module)};
    ${half}
    const flood = async () => {
      const kept = [];
      for (let turn = 0; turn < 100; turn += 1) {
        for (let n = 0; n < 10_000; n += 1) kept[(turn * 10_000 + n) % 300_000] = { turn, n, more: [n] };
        await breathe();
      }
    };
    let whole = 0;
    const bell = new EventTarget();
    new PerformanceObserver((list) => {
      for (const { detail } of list.getEntries())
        if (detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_ALL_AVAILABLE_GARBAGE) whole += 1;
      if (whole > 0) bell.dispatchEvent(new Event("collected"));
    }).observe({ entryTypes: ["gc"] });
    const held = setInterval(() => undefined, 1_000);
    await flood();
    const before = process.memoryUsage().heapTotal;
    const stop = keepHeapSmall(300);
    await once(bell, "collected");
    const after = process.memoryUsage().heapTotal;
    const first = whole;
    for (let look = 0; look < 5; look += 1) await pause(300);
    const again = whole - first;
    const small = half();
    let grown = small;
    for (let floods = 0; floods < 1_000 && grown <= small; floods += 1) {
      await flood();
      grown = half();
    }
    stop();
    clearInterval(held);
    process.stdout.write(JSON.stringify({ before, after, small, again, grown }));
  `;
  const args = ["--expose-gc", "--input-type=module", "--eval", program];
  const seen = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Record<
    "before" | "after" | "small" | "again" | "grown",
    number
  >;
  t.diagnostic(JSON.stringify(seen));
  assert.ok(seen.after < seen.before / 2, "memory went back to the system");
  assert.equal(seen.again, 0, "looked through once, and not at every look");
  assert.ok(seen.grown > seen.small, "a flood has its nursery again");
});

test("a burst that lets nobody look meanwhile makes the nursery no larger than it may be, at the start and once it grew", (t) => {
  const program = `
    import { setTimeout as pause } from "node:timers/promises";
    import { keepHeapSmall } from ${JSON.stringify(module)};
    ${half}
    const kept = [];
    const burst = () => {
      for (let n = 0; n < 1_000_000; n += 1) kept[n % 300_000] = { n, more: [n] };
      return half();
    };
    const stop = keepHeapSmall(20);
    const first = burst();
    let worked = first;
    for (let turn = 0; turn < 1_000 && worked <= first; turn += 1) {
      worked = burst();
      await pause(1);
    }
    const last = burst();
    stop();
    process.stdout.write(JSON.stringify({ first, worked, last }));
  `;
  const args = ["--expose-gc", "--input-type=module", "--eval", program];
  const seen = JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8" })) as Record<
    "first" | "worked" | "last",
    number
  >;
  t.diagnostic(JSON.stringify(seen));
  assert.ok(seen.worked > seen.first, "work has a larger one");
  assert.ok(seen.last <= 4 * 2 ** 20, `${seen.last} bytes`);
});
