/** A thread's program for tests: asks its caller at once, or when the call is over, and tells what it then heard; prints as a library would. */
import printer from "node:console";
import { asError } from "../../src/foundation/errors.ts";
import { type Caller, serveCalls } from "../../src/foundation/thread-calls.ts";

let heard: unknown;

const askLater = ({ ask }: Caller): void => {
  // The answer to the call goes first.
  setImmediate(() => {
    ask("late").then(
      (yes) => {
        heard = yes;
      },
      (cause: unknown) => {
        heard = asError(cause).message;
      },
    );
  });
};

serveCalls(async (call, caller) => {
  if (call === "ask") return caller.ask("now");
  if (call === "print") printer.warn("printed there");
  if (call === "ask later") askLater(caller);
  return heard;
});
