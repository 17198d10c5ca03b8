/**
 * A scripted SMTP server on a raw socket: says what it is told at the step it is told, and counts the
 * final dots that reach it. Its count is the judge of the courier; it shares no code with it.
 */
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import type { SecureVersion } from "node:tls";
import { SmtpConversation } from "./fault-smtp-conversation.ts";

export const steps = [
  /** The connection is made, and nothing said yet. */
  "connect",
  "greeting",
  "ehlo",
  "starttls",
  /** In place of the server's part of the TLS handshake. */
  "handshake",
  "auth",
  "mail",
  "rcpt",
  "data",
  "body",
  "dot",
  /** After the 250 that ends everything: Facteur says no QUIT, it closes. */
  "end",
] as const;
export type Step = (typeof steps)[number];

export type Fault =
  /** The connection is reset. */
  | { readonly is: "drop" }
  /** The server ends its side and goes on reading. */
  | { readonly is: "fin" }
  /** Nothing is said or read any more. */
  | { readonly is: "hang" }
  /** A line in place of the right one; the dialogue goes on, or is closed by it. */
  | { readonly is: "say"; readonly line: string; readonly close?: true }
  /** The right line, a few bytes at a time. */
  | { readonly is: "dribble" }
  /** An answer of several lines that never ends. */
  | { readonly is: "trickle" };

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

export interface FaultScript {
  readonly at?: Step;
  readonly fault?: Fault;
  /** The fault is played in so many conversations, then the server is well; absent: in each one. */
  readonly conversations?: number;
  /** A fault in the body comes after this many of its bytes. */
  readonly bodyBytes?: number;
  readonly extensions?: readonly string[];
  /** Answers to recipients that differ from 250. */
  readonly rcpt?: (address: string) => string | undefined;
  /** True: DATA is answered 354 even when no recipient was taken (RFC 2920 §3.1 allows it). */
  readonly dataAnyway?: boolean;
  readonly tls?: Identity & { readonly implicit: boolean };
  readonly tlsMaxVersion?: SecureVersion;
  readonly password?: string;
  /** The final reply waits for it. */
  readonly hold?: Promise<void>;
  /** Called when a final dot arrives, before it is answered. */
  readonly onDot?: () => void;
}

/** `none`: the server has the mail, and the client cannot know. */
export interface Delivered {
  readonly bytes: Buffer;
  readonly answer: "yes" | "no" | "none";
}

export interface FaultSmtp extends AsyncDisposable {
  readonly port: number;
  /** Final dots seen. */
  readonly dots: () => number;
  /** Mails whose dot was seen, dot-stuffing undone. */
  readonly received: () => readonly Buffer[];
  /** The same, each with what the server made of it. */
  readonly delivered: () => readonly Delivered[];
  /** Command lines, in order. */
  readonly commands: () => readonly string[];
  /** Times the fault of the script was played. */
  readonly faults: () => number;
  readonly conversations: () => number;
  /** Connections that are not closed yet. */
  readonly open: () => number;
}

export interface Seen {
  faults: number;
  conversations: number;
  readonly delivered: { bytes: Buffer; answer: Delivered["answer"] }[];
  readonly commands: string[];
}

export const faultSmtp = async (script: FaultScript = {}): Promise<FaultSmtp> => {
  const seen: Seen = { faults: 0, conversations: 0, delivered: [], commands: [] };
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    seen.conversations += 1;
    const well = script.conversations !== undefined && seen.conversations > script.conversations;
    const { fault: _, ...rest } = script;
    void new SmtpConversation(well ? rest : script, seen).open(socket);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    dots: () => seen.delivered.length,
    received: () => seen.delivered.map((d) => d.bytes),
    delivered: () => seen.delivered,
    commands: () => seen.commands,
    faults: () => seen.faults,
    conversations: () => seen.conversations,
    open: () => sockets.size,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      if (server.listening) await once(server, "close");
    },
  };
};
