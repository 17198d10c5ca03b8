/** A disk whose room is what a test says. */
import type { Disk } from "../../src/ports/disk.ts";

export interface MemoryDisk extends Disk {
  /** What is free; plenty at first. */
  free(bytes: number): void;
  readonly released: () => number;
}

export const memoryDisk = (): MemoryDisk => {
  let free = 1e12;
  let released = 0;
  return {
    spare: async () => free,
    release: async () => {
      released += 1;
    },
    free: (bytes) => {
      free = bytes;
    },
    released: () => released,
  };
};
