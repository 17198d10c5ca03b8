/** What a test takes down when it ends, last taken first (node:test runs its own hooks first taken first). */
import type { TestContext } from "node:test";

const stacks = new WeakMap<TestContext, (() => unknown)[]>();

export const cleanup = (t: TestContext, undo: () => unknown): void => {
  const known = stacks.get(t);
  if (known) {
    known.push(undo);
    return;
  }
  const stack = [undo];
  stacks.set(t, stack);
  t.after(async () => {
    for (const one of stack.toReversed()) await one();
  });
};
