/** A submission server on loopback that takes access tokens only (XOAUTH2), and remembers who logged in and what was sent. */
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { SMTPServer } from "smtp-server";
import { cleanup } from "./cleanup.ts";

export interface TokenSmtp {
  readonly port: number;
  readonly mails: readonly Buffer[];
  /** Tokens that came, newest last. */
  readonly tokens: readonly string[];
}

export const tokenSmtp = async (
  t: TestContext,
  about: { readonly user: string; readonly isGood: (token: string) => boolean },
): Promise<TokenSmtp> => {
  const mails: Buffer[] = [];
  const tokens: string[] = [];
  const server = new SMTPServer({
    authMethods: ["XOAUTH2"],
    allowInsecureAuth: true,
    disabledCommands: ["STARTTLS"],
    onAuth: ({ username, accessToken = "" }, _session, done) => {
      tokens.push(accessToken);
      if (username === about.user && about.isGood(accessToken)) done(null, { user: username });
      else done(null, { data: { status: "401", schemes: "bearer" } });
    },
    onData: (stream, _session, done) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", () => {
        mails.push(Buffer.concat(parts));
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", () => resolve()));
  cleanup(t, () => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (server.server.address() as AddressInfo).port, mails, tokens };
};
