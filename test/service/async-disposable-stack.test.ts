/** What Node 22 gets in place of `AsyncDisposableStack` does what the class of newer Nodes does. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Stack } from "../../service/build/async-disposable-stack.ts";

for (const [name, Kind] of [
  ["ours", Stack],
  ["Node's", AsyncDisposableStack],
] as const) {
  test(`${name}: what was opened last is closed first, once`, async () => {
    const closed: string[] = [];
    const thing = (said: string): AsyncDisposable => ({
      [Symbol.asyncDispose]: async () => void closed.push(said),
    });
    const stack = new Kind();
    assert.equal(stack.use(undefined), undefined);
    stack.use(thing("a"));
    stack.use({ [Symbol.dispose]: () => void closed.push("plain") });
    assert.equal(
      stack.adopt("b", (b) => void closed.push(b)),
      "b",
    );
    stack.defer(() => void closed.push("c"));
    await stack.disposeAsync();
    await stack[Symbol.asyncDispose]();
    assert.deepEqual(closed, ["c", "b", "plain", "a"]);
    assert.equal(stack.disposed, true);
    assert.throws(() => stack.defer(() => undefined), ReferenceError);
  });

  test(`${name}: what was moved out is not closed at the end of the scope`, async () => {
    let closed = 0;
    const kept = await (async () => {
      await using opened = new Kind();
      opened.defer(() => void (closed += 1));
      return opened.move();
    })();
    assert.equal(closed, 0);
    await kept.disposeAsync();
    assert.equal(closed, 1);
  });

  test(`${name}: one that fails to close keeps nobody else open, and both failures are told`, async () => {
    let closed = 0;
    const stack = new Kind();
    const fail = (said: string) => () => {
      throw new Error(said);
    };
    stack.defer(() => void (closed += 1));
    stack.defer(fail("first opened"));
    stack.defer(fail("last opened"));
    await assert.rejects(stack.disposeAsync(), (told: Error & Record<string, unknown>) => {
      assert.equal(told.name, "SuppressedError");
      assert.match(String(told["error"]), /first opened/u);
      assert.match(String(told["suppressed"]), /last opened/u);
      return true;
    });
    assert.equal(closed, 1);
    const alone = new Kind();
    alone.defer(fail("alone"));
    await assert.rejects(alone.disposeAsync(), /^Error: alone$/u);
  });
}
