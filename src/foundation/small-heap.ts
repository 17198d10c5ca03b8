/**
 * A process that lives for months and works in floods. Left alone, the engine lets garbage stand up to four times what is
 * alive, and its nursery grow to 32 MiB in each thread, because the machine has room; neither is given back soon.
 */
import { PerformanceObserver } from "node:perf_hooks";
import { getHeapSpaceStatistics, setFlagsFromString } from "node:v8";

/** The old objects are looked through when there are half as many again as were alive the last time. */
const garbagePercent = 50;
/** Both halves of the nursery, MiB. Smaller ones cost processor time: what is under way would be taken for old. */
const nurseryMiB = 8;

/** For all threads, from now on. Asked once, when what the program needs is loaded. */
export const keepHeapSmall = (): void => {
  setFlagsFromString(`--heap-growing-percent=${garbagePercent}`);
  // The engine takes a limit before it starts and not after; how far it grows at a time, it asks each time.
  const observer = new PerformanceObserver(() => {
    if (nurseryBytes() < nurseryMiB * 1024 * 1024) return;
    setFlagsFromString("--semi-space-growth-factor=1");
    observer.disconnect();
  });
  observer.observe({ entryTypes: ["gc"] });
};

const nurseryBytes = (): number =>
  getHeapSpaceStatistics().find((space) => space.space_name === "new_space")?.space_size ?? 0;
