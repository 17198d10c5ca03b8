/** One line of a socket, at most `bytesMax` bytes long; undefined when the other side closed before it ended. */
import type { Socket } from "node:net";

class LineTooLong extends Error {
  constructor(bytesMax: number) {
    super(`more than ${bytesMax} bytes without an end of line`);
    this.name = "LineTooLong";
  }
}

export const readLine = (socket: Socket, bytesMax: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    socket.on("data", (chunk: Buffer) => {
      const end = chunk.indexOf(0x0a);
      const part = end === -1 ? chunk : chunk.subarray(0, end);
      size += part.byteLength;
      chunks.push(part);
      if (size > bytesMax) {
        socket.pause();
        reject(new LineTooLong(bytesMax));
      } else if (end !== -1) {
        socket.pause();
        resolve(Buffer.concat(chunks).toString("utf8"));
      }
    });
    socket.once("error", reject);
    socket.once("close", () => resolve(undefined));
  });
