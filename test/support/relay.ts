/** A TCP relay to a local port, whose connections a test can cut, and whose server's answers, and client's commands, it can alter. */

import type { AddressInfo, Socket } from "node:net";
import { connect, createServer } from "node:net";

export interface Relay extends AsyncDisposable {
  readonly port: number;
  /** Connections made so far. */
  count(): number;
  /** Cuts every connection without a word. */
  cut(): void;
}

export const relay = async (
  port: number,
  alter: (chunk: Buffer) => Buffer = (chunk) => chunk,
  alterAsked: (chunk: Buffer) => Buffer = (chunk) => chunk,
): Promise<Relay> => {
  const open = new Set<Socket>();
  let count = 0;
  const server = createServer((near) => {
    count += 1;
    const far = connect({ host: "127.0.0.1", port });
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on("data", (chunk: Buffer) => other.write((one === far ? alter : alterAsked)(chunk)));
      one.on("error", () => other.destroy());
      one.on("close", () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const cut = (): void => open.forEach((socket) => socket.destroy());
  return {
    port: (server.address() as AddressInfo).port,
    count: () => count,
    cut,
    [Symbol.asyncDispose]: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
