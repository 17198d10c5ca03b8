/**
 * An IMAP server that misbehaves on order. It knows just enough commands for the product's mailbox, has one
 * folder with fixed mails, and asks `fault` before each answer: what that returns goes over the wire instead.
 */

import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";

export interface Misdeed {
  /** Said instead of the answer, as it is. */
  readonly say?: string | Buffer;
  /**
   * What follows: the connection is cut, closed politely, or left hanging; `trickle` goes on saying something
   * without ever answering; `empty` is a plain OK, `go-on` the true answer.
   */
  readonly after: "cut" | "end" | "hang" | "trickle" | "empty" | "go-on";
}

export interface FaultImap extends AsyncDisposable {
  readonly port: number;
  /** Commands received so far, without tags. */
  readonly heard: readonly string[];
}

export interface FaultImapOptions {
  readonly mails: readonly Buffer[];
  /** `greeting` stands for the moment of connection; otherwise the command without its tag. */
  readonly fault: (command: string) => Misdeed | undefined;
  /** KiB used and allowed, as the server tells them; absent: it does not count. */
  readonly quota?: () => readonly [used: number, limit: number];
}

export const faultImap = async ({ mails, fault, quota }: FaultImapOptions): Promise<FaultImap> => {
  const heard: string[] = [];
  const open = new Set<Socket>();
  const perform = (socket: Socket, { tag, command, answer }: Dialogue): void => {
    const misdeed = fault(command);
    if (misdeed?.say !== undefined) socket.write(misdeed.say);
    if (misdeed?.after === "cut") socket.resetAndDestroy();
    if (misdeed?.after === "end") socket.end();
    if (misdeed?.after === "trickle") trickle(socket);
    if (misdeed?.after === "empty") socket.write(`${tag} OK done\r\n`);
    if (misdeed === undefined || misdeed.after === "go-on") socket.write(answer);
  };
  const server = createServer((socket) => {
    open.add(socket);
    socket.on("close", () => open.delete(socket));
    socket.on("error", () => undefined);
    perform(socket, { tag: "*", command: "greeting", answer: "* OK ready\r\n" });
    let rest = "";
    socket.on("data", (chunk: Buffer) => {
      rest += chunk.toString("latin1");
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        const line = rest.slice(0, end);
        rest = rest.slice(end + 2);
        const [, tag = "", command = ""] = /^(\S+) (.*)$/u.exec(line) ?? [];
        heard.push(command);
        perform(socket, { tag, command, answer: answerTo({ tag, command, mails, quota }) });
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    [Symbol.asyncDispose]: () => {
      for (const socket of open) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};

const trickle = (socket: Socket): void => {
  const drop = setInterval(() => void socket.write("* OK still here\r\n"), 20);
  socket.on("close", () => clearInterval(drop));
};

interface Dialogue {
  readonly tag: string;
  readonly command: string;
  readonly answer: string | Buffer;
}

interface Command {
  readonly tag: string;
  readonly command: string;
  readonly mails: readonly Buffer[];
  readonly quota: FaultImapOptions["quota"];
}

const answerTo = ({ tag, command, mails, quota }: Command): Buffer => {
  const untagged = quotaFor(command, quota) ?? untaggedFor(command, mails);
  return Buffer.concat([...untagged, Buffer.from(`${tag} OK done\r\n`)]);
};

const quotaFor = (command: string, quota: FaultImapOptions["quota"]): Buffer[] | undefined => {
  if (!quota) return undefined;
  const [used, limit] = quota();
  if (command === "CAPABILITY") return [Buffer.from("* CAPABILITY IMAP4rev1 IDLE QUOTA\r\n")];
  if (!command.startsWith("GETQUOTAROOT")) return undefined;
  const lines = ['QUOTAROOT INBOX "user"', `QUOTA "user" (STORAGE ${used} ${limit} MESSAGE 3 0)`];
  return lines.map((line) => Buffer.from(`* ${line}\r\n`));
};

const untaggedFor = (command: string, mails: readonly Buffer[]): Buffer[] => {
  const text = (...lines: string[]): Buffer[] => lines.map((line) => Buffer.from(`* ${line}\r\n`));
  if (command === "CAPABILITY") return text("CAPABILITY IMAP4rev1 IDLE UIDPLUS");
  if (command.startsWith("LIST")) return text(String.raw`LIST () "/" INBOX`);
  if (command.startsWith("EXAMINE"))
    return text(
      `${mails.length} EXISTS`,
      "OK [UIDVALIDITY 7] valid",
      `OK [UIDNEXT ${mails.length + 1}] next`,
    );
  if (command.startsWith("UID SEARCH"))
    return text(`SEARCH ${mails.map((_, n) => n + 1).join(" ")}`.trim());
  const fetch = /^UID FETCH ([\d,:]+) \((.*)\)$/u.exec(command);
  if (!fetch) return [];
  const [, range = "", items = ""] = fetch;
  return uidsOf(range, mails.length).flatMap((uid) => fetched(uid, mails, items));
};

const uidsOf = (range: string, last: number): number[] =>
  range
    .split(",")
    .flatMap((part) => {
      const [from = 0, to = from] = part.split(":").map(Number);
      return Array.from({ length: to - from + 1 }, (_, n) => from + n);
    })
    .filter((uid) => uid >= 1 && uid <= last);

const fetched = (uid: number, mails: readonly Buffer[], items: string): Buffer[] => {
  const raw = mails[uid - 1];
  if (!raw) return [];
  const head = raw.subarray(0, raw.indexOf("\r\n\r\n") + 4);
  const literal = items.includes("BODY.PEEK[]")
    ? { name: "BODY[]", bytes: raw }
    : items.includes("[HEADER]")
      ? { name: "BODY[HEADER]<0>", bytes: head }
      : undefined;
  const marks = `UID ${uid} RFC822.SIZE ${raw.length} INTERNALDATE "01-Mar-2026 08:00:00 +0000"`;
  if (!literal) return [Buffer.from(`* ${uid} FETCH (${marks})\r\n`)];
  return [
    Buffer.from(`* ${uid} FETCH (UID ${uid} ${literal.name} {${literal.bytes.length}}\r\n`),
    literal.bytes,
    Buffer.from(")\r\n"),
  ];
};
