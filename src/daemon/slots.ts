/**
 * How many attempts may be under way: so many of one identity, so that a slow server keeps nobody but its own mails
 * waiting, and so many in all. The first attempt of an identity begins whatever the others do.
 */
import { limits } from "../domain/limits.ts";

export class Slots {
  readonly #perIdentity: number;
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(perIdentity: number) {
    this.#perIdentity = perIdentity;
  }

  /** Attempts under way. */
  get taken(): number {
    return this.#all;
  }

  /** Identities that may not begin another attempt now. */
  full(): readonly string[] {
    return [...this.#taken.keys()].filter((identity) => !this.#isFree(identity));
  }

  take(identity: string): boolean {
    if (!this.#isFree(identity)) return false;
    this.#taken.set(identity, (this.#taken.get(identity) ?? 0) + 1);
    this.#all += 1;
    return true;
  }

  giveBack(identity: string): void {
    const left = (this.#taken.get(identity) ?? 0) - 1;
    if (left > 0) this.#taken.set(identity, left);
    else this.#taken.delete(identity);
    this.#all -= 1;
  }

  #isFree(identity: string): boolean {
    const taken = this.#taken.get(identity) ?? 0;
    if (taken === 0) return true;
    return taken < this.#perIdentity && this.#all < limits.attemptsMax;
  }
}
