/**
 * A process that lives for months and works in floods. Left alone, the engine lets garbage stand up to four times what is
 * alive, and its nursery grow to 32 MiB in each thread, because the machine has room; neither is given back soon.
 */
import { performance } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const MiB = 1024 * 1024;
/** The old objects are looked through when there are half as many again as were alive the last time. */
const garbagePercent = 50;
/**
 * One half of the nursery while there is work, at least: it grows by doubling, to twice 4 MiB. A smaller one costs processor
 * time: what is under way would be taken for old.
 */
const nurseryHalfBytes = 3 * MiB;
/** How often it is asked how much there is to do. */
const lookMsUsual = 5000;
/** Share of that time in which nothing but looking around was done. */
const restShare = 0.02;
/** From here on a larger nursery is worth its memory. */
const workShare = 0.2;
/** What the process must hold more than after the last look through everything, for another one to be worth its time. */
const worthBytes = 16 * MiB;

/** For all threads, from now on. Asked once, when what the program needs is loaded. Returns how to end it. */
export const keepHeapSmall = (lookMs = lookMsUsual): (() => void) => {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
  letNurseryGrow(false);
  let before = performance.eventLoopUtilization();
  let least = 0;
  const look = (): void => {
    const { utilization } = performance.eventLoopUtilization(before);
    if (utilization >= workShare) growNursery();
    if (utilization > restShare || process.memoryUsage.rss() < least + worthBytes) return;
    // Once after each time of work, loading being the first: a tenth of a second, and the nursery shrinks with the rest.
    collect();
    least = process.memoryUsage.rss();
  };
  const timer = setInterval(() => {
    look();
    // What the look itself took is no work.
    before = performance.eventLoopUtilization();
  }, lookMs);
  timer.unref();
  return () => clearInterval(timer);
};

/**
 * The engine takes a limit before it starts and not after; how far it grows at a time, it asks each time. Left to itself until
 * somebody looks, it is at 32 MiB after one burst (the names of a hundred thousand files). So it grows here, while nothing
 * else runs, and nowhere else.
 */
const growNursery = (): void => {
  letNurseryGrow(true);
  let alive: unknown[] = [];
  // Some hundred are enough; bounded, should another engine grow for other reasons.
  for (let n = 0; n < 5_000 && nurseryHalf() < nurseryHalfBytes; n += 1) {
    // It grows by what lives on: 4 KiB each, for as long as a look through the nursery or two.
    if (alive.length === 400) alive = [];
    alive.push(Array.from({ length: 512 }, () => 0.5));
  }
  letNurseryGrow(false);
};

const letNurseryGrow = (may: boolean): void =>
  setFlagsFromString(`--semi-space-growth-factor=${may ? 2 : 1}`);

/** How far it may be filled; what it takes of the system follows later. */
const nurseryHalf = (): number => {
  const nursery = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
  return nursery ? nursery.space_used_size + nursery.space_available_size : Infinity;
};

type Collector = (how: {
  readonly type: "major";
  readonly execution: "sync";
  readonly flavor: "last-resort";
}) => void;

/** The engine gives its collector to contexts that are made after it was told to; it is let go at once, or its context would stay. */
const collect = (): void => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as Collector;
  gc({ type: "major", execution: "sync", flavor: "last-resort" });
};
