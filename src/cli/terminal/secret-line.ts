/** One line from standard input that is never shown: typed without echo on a terminal, or piped. */
import { createInterface } from "node:readline";
import { Writable } from "node:stream";

export const readSecretLine = (ask: string, tell: (text: string) => void): Promise<string> => {
  const terminal = process.stdin.isTTY;
  if (terminal) tell(ask);
  // The library echoes what is typed into its output: this one keeps nothing.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal });
  return new Promise((resolve) => {
    let line = "";
    lines.once("line", (text) => {
      line = text;
      lines.close();
    });
    lines.once("close", () => {
      if (terminal) tell("\n");
      resolve(line);
    });
  });
};
