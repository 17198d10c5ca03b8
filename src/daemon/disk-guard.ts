/**
 * What a full or failing disk changes (mail.md F13, F31): nothing new begins, what was begun is written down, and
 * everything goes on by itself when there is room again.
 */
import type { FactOf } from "../domain/facts.ts";
import { limits } from "../domain/limits.ts";
import { asError, diskTrouble } from "../foundation/errors.ts";
import type { World } from "../journey/world.ts";
import type { Problems } from "./problems.ts";

/** `not-for-this`: smaller things may still begin. */
export type Room = "enough" | "not-for-this" | "none";

/** What the data folder's disk is called in a problem. */
const data = "data";

export class DiskGuard {
  /** Results that the journal did not take yet: written before anything else is sent. */
  readonly owed: FactOf<"attempt-ended">[] = [];
  readonly #disk: World["disk"];
  readonly #problems: Problems;
  readonly #clock: World["clock"];
  /** When each place last refused, on the monotonic clock. */
  readonly #refused = new Map<string, number>();

  constructor(world: Pick<World, "disk" | "clock">, problems: Problems) {
    this.#disk = world.disk;
    this.#clock = world.clock;
    this.#problems = problems;
  }

  /** Whether something new may begin that takes `bytes` from outside. */
  async roomFor(bytes: number): Promise<Room> {
    this.#forget();
    const spare = await this.#disk.spare();
    if (spare < limits.diskSpareBytesMin) {
      const free = Math.floor(spare / 1024);
      this.#problems.raise("disk-full", data, free > 0 ? `${free} KiB` : "réserve entamée");
      return "none";
    }
    // Room that does not take what we owe is none.
    if (this.owed.length === 0) this.#problems.clear(data, "disk-full");
    return spare < bytes * limits.diskClaimFactor ? "not-for-this" : "enough";
  }

  /** Gives the reserve away, so that what is owed can be written. */
  release(): Promise<void> {
    return this.#disk.release();
  }

  /** True, and told, when the disk is the cause: nothing is then held against the thing itself. */
  async isCause(cause: unknown, place: string = data): Promise<boolean> {
    const code = diskTrouble(cause);
    if (!code) return false;
    // A dossier may lie on another disk: ours has room, so that one is full.
    const ours = code === "disk-full" && (await this.#disk.spare()) < limits.diskSpareBytesMin;
    const where = ours ? data : place;
    const elsewhere = code === "disk-full" && where !== data;
    this.#refused.set(where, this.#clock.monotonic());
    this.#problems.raise(elsewhere ? "folder-full" : code, where, asError(cause).message);
    return true;
  }

  /** A refusal is over when none was heard for a while: whatever was refused has been tried again meanwhile. */
  #forget(): void {
    const now = this.#clock.monotonic();
    for (const [place, at] of this.#refused) {
      if (now - at < limits.diskToldMs) continue;
      this.#refused.delete(place);
      this.#problems.clear(place, "disk-failing");
      // Ours is full as long as there is no room on it, whatever was or was not tried.
      if (place !== data) this.#problems.clear(place, "folder-full");
    }
  }
}
