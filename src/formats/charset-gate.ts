/**
 * Settles a file's character set while it is read. Bytes of ASCII pass at once; from the first other byte on,
 * up to a window of bytes is held back until the set is chosen on that window. The choice depends on
 * the file only, not on the pieces in which it comes.
 */
import { isAscii } from "node:buffer";
import { type Charset, charsetOf } from "./charset.ts";

export interface CharsetGate {
  push(bytes: Uint8Array): void;
  end(): void;
  /** Of everything passed so far. */
  charset(): Charset;
}

const windowBytes = 1024 * 1024;

export const charsetGate = (pass: (bytes: Uint8Array) => void): CharsetGate => {
  let charset: Charset = "ascii";
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const choose = (): void => {
    const window = Buffer.concat(held);
    // A character of several bytes may be cut by the end of the window.
    charset = charsetOf(window.subarray(0, windowBytes), window.length >= windowBytes);
    held = [];
    heldBytes = 0;
    pass(window);
  };
  return {
    push: (bytes) => {
      if (charset !== "ascii") return pass(bytes);
      if (heldBytes === 0) {
        if (isAscii(bytes)) return pass(bytes);
        const first = bytes.findIndex((byte) => byte > 0x7f);
        pass(bytes.subarray(0, first));
        held.push(Uint8Array.from(bytes.subarray(first)));
        heldBytes = bytes.length - first;
      } else {
        held.push(Uint8Array.from(bytes));
        heldBytes += bytes.length;
      }
      if (heldBytes >= windowBytes) choose();
    },
    end: () => {
      if (heldBytes > 0) choose();
    },
    charset: () => charset,
  };
};
