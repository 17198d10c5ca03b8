/**
 * A process that lives for months and works in floods. Left alone, the engine lets garbage stand up to four times what is
 * alive, and its nursery grow to 32 MiB in each thread, because the machine has room; neither is given back soon.
 */
import { PerformanceObserver, performance } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** The old objects are looked through when there are half as many again as were alive the last time. */
const garbagePercent = 50;
/** Both halves of the nursery, MiB. Smaller ones cost processor time: what is under way would be taken for old. */
const nurseryMiB = 8;
/** How often it is asked whether there is nothing to do. */
const restMsUsual = 5000;
/** Share of that time in which nothing but looking around was done. */
const restShare = 0.02;
/** What the process must hold more than after the last look through everything, for another one to be worth its time. */
const worthMiB = 16;

/** For all threads, from now on. Asked once, when what the program needs is loaded. Returns how to end it. */
export const keepHeapSmall = (restMs = restMsUsual): (() => void) => {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
  const nursery = nurseryKept();
  nursery.watch();
  const stop = atRest(restMs, () => {
    collect();
    // It has shrunk to its smallest with the rest, and may grow again.
    nursery.watch();
  });
  return () => {
    stop();
    nursery.leave();
  };
};

const nurseryKept = () => {
  // The engine takes a limit before it starts and not after; how far it grows at a time, it asks each time.
  const observer = new PerformanceObserver(() => {
    if (nurseryBytes() < nurseryMiB * 1024 * 1024) return;
    setFlagsFromString("--semi-space-growth-factor=1");
    observer.disconnect();
  });
  return {
    watch: () => {
      setFlagsFromString("--semi-space-growth-factor=2");
      observer.observe({ entryTypes: ["gc"] });
    },
    leave: () => observer.disconnect(),
  };
};

const nurseryBytes = (): number =>
  getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.space_size ?? 0;

/**
 * Once after each time of work, loading the program being the first: what it left behind is given back to the system when
 * there was nothing to do for a whole interval. It takes a tenth of a second.
 */
const atRest = (everyMs: number, giveBack: () => void): (() => void) => {
  let before = performance.eventLoopUtilization();
  let least = 0;
  const timer = setInterval(() => {
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, before);
    before = now;
    const more = process.memoryUsage.rss() - least;
    if (utilization > restShare || more < worthMiB * 1024 * 1024) return;
    giveBack();
    least = process.memoryUsage.rss();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
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
