/** A thread's program for tests: tells which thread it runs in. */
import { threadId } from "node:worker_threads";
import { serveCalls } from "../../src/foundation/thread-calls.ts";

serveCalls(() => Promise.resolve(threadId));
