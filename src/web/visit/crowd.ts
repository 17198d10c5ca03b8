/** How much of the page's room one visitor may take: connections of one address, forms with files of one session. */
import type { Server } from "node:net";
import { limits } from "../../domain/limits.ts";

/** One address alone cannot keep all others out. */
export const boundConnections = (server: Server): void => {
  server.maxConnections = limits.pageConnectionsMax;
  const open = new Map<string, number>();
  server.on("connection", (socket) => {
    const address = socket.remoteAddress ?? "";
    const count = (open.get(address) ?? 0) + 1;
    if (count > limits.pageConnectionsPerAddressMax) {
      socket.destroy();
      return;
    }
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 0) - 1;
      if (left > 0) open.set(address, left);
      else open.delete(address);
    });
  });
};

/** Forms with files that are read or judged now: each stands in memory whole. */
export class Uploads {
  readonly #open: string[] = [];

  /** Gives the place back; undefined: there is none for one more of this session. */
  begin(whose: string): (() => void) | undefined {
    const own = this.#open.filter((one) => one === whose);
    if (this.#open.length >= limits.pageUploadsMax) return undefined;
    if (own.length >= limits.pageUploadsPerSessionMax) return undefined;
    this.#open.push(whose);
    return () => {
      const at = this.#open.indexOf(whose);
      if (at >= 0) this.#open.splice(at, 1);
    };
  }
}
