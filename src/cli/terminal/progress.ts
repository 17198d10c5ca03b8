/**
 * How far long work is, for a person who waits: one line that is written over, on a terminal only, a few times a second, and gone when the
 * work is done. A program, a file and a log see nothing of it.
 */
import type { Io } from "../io.ts";
import { oneLine } from "./one-line.ts";
import { cutTo } from "./width.ts";

export interface Progress {
  /** The text is made only when it is shown. */
  readonly show: (text: () => string) => void;
  /** Before anything else is written, and at the end. */
  readonly clear: () => void;
}

const betweenMs = 100;
/** Of a terminal whose answer goes elsewhere. */
const widthByDefault = 80;
const wipe = "\r\u001B[K";

export const progressOf = ({ io }: { readonly io: Io }): Progress => {
  if (!io.attended) return { show: () => undefined, clear: () => undefined };
  let last = Number.NEGATIVE_INFINITY;
  let stands = false;
  return {
    show: (text) => {
      const now = performance.now();
      if (now - last < betweenMs) return;
      last = now;
      stands = true;
      io.err(`${wipe}${cutTo(oneLine(text()), (io.columns ?? widthByDefault) - 1)}`);
    },
    clear: () => {
      if (stands) io.err(wipe);
      stands = false;
    },
  };
};
