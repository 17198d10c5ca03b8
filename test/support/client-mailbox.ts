/** The client's mail server: keeps what comes. */
import type { TestContext } from "node:test";
import { SMTPServer } from "smtp-server";
import { cleanup } from "./cleanup.ts";

export interface ClientMail {
  readonly from: string;
  readonly to: string;
  readonly raw: string;
}

export const clientMailbox = async (t: TestContext, got: ClientMail[]): Promise<number> => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, { envelope: { mailFrom, rcptTo } }, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        got.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((r) => r.address).join(),
          raw: Buffer.concat(parts).toString("latin1"),
        });
        done();
      });
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", () => resolve());
  await promise;
  cleanup(t, () => new Promise<void>((closed) => server.close(() => closed())));
  const address = server.server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  return address.port;
};
