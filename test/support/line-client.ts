/** A raw TCP client for line protocols: what the tests say to a server themselves, apart from any library. */
import { connect } from "node:net";

export interface LineClient extends Disposable {
  /** Sends the bytes and waits until what was received since matches `until`. */
  ask(bytes: Uint8Array | string, until: RegExp): Promise<string>;
}

export const lineClient = async (port: number, greeting: RegExp): Promise<LineClient> => {
  const socket = connect({ host: "127.0.0.1", port });
  let received = "";
  let check = (): void => undefined;
  let broken: Error | undefined;
  socket.on("data", (chunk) => {
    received += chunk.toString("latin1");
    check();
  });
  socket.on("error", (cause) => {
    broken = cause;
    check();
  });
  socket.on("close", () => {
    broken ??= new Error("the server closed the connection");
    check();
  });
  const wait = (until: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      check = () => {
        if (until.test(received)) resolve(received);
        else if (broken) reject(new Error(`${broken.message}, after: ${received.slice(-200)}`));
      };
      check();
    });
  await wait(greeting);
  return {
    ask: (bytes, until) => {
      received = "";
      socket.write(bytes);
      return wait(until);
    },
    [Symbol.dispose]: () => socket.destroy(),
  };
};
