/**
 * What an IMAP client sends, as lines and counted bytes, in order. A session asks for the next piece
 * when it is ready for it: pipelined commands simply wait in the socket.
 */
import type { Socket } from "node:net";
import { limits } from "../../domain/limits.ts";

/** The client went away, or sent more than a client may: the session ends. */
export class InputEnded extends Error {
  constructor(why: string) {
    super(why);
    this.name = "InputEnded";
  }
}

export class Input {
  readonly #chunks: AsyncIterator<Uint8Array>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.#chunks = (socket as AsyncIterable<Uint8Array>)[Symbol.asyncIterator]();
  }

  /** One line without its end; CRLF, or a bare LF from someone typing by hand. */
  async line(): Promise<Buffer> {
    for (;;) {
      const end = this.#rest.indexOf(0x0a);
      if (end >= 0) {
        const line = this.#rest.subarray(
          0,
          end > 0 && this.#rest[end - 1] === 0x0d ? end - 1 : end,
        );
        this.#rest = this.#rest.subarray(end + 1);
        return line;
      }
      if (this.#rest.length > limits.imapLineBytesMax) throw new InputEnded("line too long");
      this.#rest = Buffer.concat([this.#rest, await this.#more()]);
    }
  }

  /** Exactly `count` bytes: the content of a literal. */
  async bytes(count: number): Promise<Buffer> {
    const pieces = [this.#rest];
    let have = this.#rest.length;
    while (have < count) {
      const piece = await this.#more();
      pieces.push(piece);
      have += piece.length;
    }
    const all = Buffer.concat(pieces);
    this.#rest = all.subarray(count);
    return all.subarray(0, count);
  }

  async #more(): Promise<Buffer> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new InputEnded("connection closed");
    return Buffer.from(next.value);
  }
}
