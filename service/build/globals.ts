/** What the build puts in place of globals that the oldest Node lacks; each name exported here replaces that global. */
import { Stack } from "./async-disposable-stack.ts";

const found = Reflect.get(globalThis, "AsyncDisposableStack") as unknown;
export const AsyncDisposableStack = found ?? Stack;
