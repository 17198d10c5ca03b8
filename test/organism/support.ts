/**
 * An organism for one test, a sender (nodemailer) and a reader (imapflow) for it. The declarations are
 * synthetic: SIREN 999 999 9xx belongs to nobody, the names are words.
 */
import type { TestContext } from "node:test";
import { ImapFlow, type ImapFlowOptions } from "imapflow";
import nodemailer from "nodemailer";
import { type Organism, type OrganismOptions, startOrganism } from "../../src/organism/organism.ts";

export const client = { address: "declarations@client.test", password: "secret-é" } as const;

export const organism = async (
  t: TestContext,
  options: Partial<OrganismOptions> = {},
): Promise<Organism> => {
  const started = await startOrganism({ users: [client], delayMs: 1, ...options });
  t.after(() => started[Symbol.asyncDispose]());
  return started;
};

export const reader = async (
  t: TestContext,
  port: number,
  options: Partial<ImapFlowOptions> = {},
): Promise<ImapFlow> => {
  const flow = new ImapFlow({
    host: "localhost",
    port,
    secure: false,
    doSTARTTLS: false,
    auth: { user: client.address, pass: client.password },
    logger: false,
    ...options,
  });
  flow.on("error", () => undefined);
  t.after(() => flow.close());
  await flow.connect();
  return flow;
};

export interface Sending {
  readonly to: string | string[];
  readonly name?: string;
  readonly content?: Uint8Array | string;
  readonly messageId?: string;
  readonly envid?: string;
  /** Bytes composed before, to compare with what arrives. */
  readonly raw?: Buffer;
}

/** Composed once: the bytes that go, and the ones that the organism must have seen. */
export const compose = async (sending: Sending): Promise<Buffer> => {
  const composer = nodemailer.createTransport({ streamTransport: true, buffer: true });
  const info = await composer.sendMail({
    from: client.address,
    to: sending.to,
    subject: "DUCS essai",
    text: "Veuillez trouver ci-joint notre fichier.",
    messageId: sending.messageId ?? "<dpae.D1.test@client.test>",
    attachments: [
      { filename: sending.name ?? "dpae.txt", content: Buffer.from(sending.content ?? dpae(1)) },
    ],
  });
  return info.message as Buffer;
};

export const send = async (port: number, sending: Sending): Promise<string> => {
  const raw = sending.raw ?? (await compose(sending));
  const transport = nodemailer.createTransport({ host: "127.0.0.1", port, ignoreTLS: true });
  try {
    const info = await transport.sendMail({
      raw,
      envelope: { from: client.address, to: sending.to },
      ...(sending.envid === undefined
        ? {}
        : { dsn: { id: sending.envid, return: "headers", notify: "failure" } }),
    });
    return info.response;
  } finally {
    transport.close();
  }
};

/** Flat DPAE records: a header, and a word that tells them apart. */
export const dpae = (count: number): string =>
  Array.from({ length: count }, (_, i) =>
    `${"99999990000001".padEnd(14)}DUE 310N${" ".repeat(11)}E${"".padEnd(30)}912     100  `
      .concat(`SALARIE ${i + 1}`)
      .padEnd(989)
      .concat("\r\n"),
  ).join("");

export const edifact = (references: readonly string[]): string =>
  [
    "UNB+UNOC:3+99999990000001:5+99999990000002:5+260115:0930+LOT1",
    ...references.flatMap((reference, i) => [
      `UNH+${i + 1}+DUCS:D:95A:UN`,
      `BGM+DUC:::?'test+${reference}+9`,
      `UNT+3+${i + 1}`,
    ]),
    `UNZ+${references.length}+LOT1`,
    "",
  ].join("'\r\n");
