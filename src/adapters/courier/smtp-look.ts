/**
 * What a submission server shows: greeting, EHLO, TLS and certificate, by a dialogue of our own that ends with QUIT, because
 * the library keeps its socket to itself; then the library's own login, which is the one that sends.
 */
import { once } from "node:events";
import { connect as connectPlain, isIP, type Socket } from "node:net";
import { hostname } from "node:os";
import { createInterface, type Interface } from "node:readline";
import { connect as connectTls, TLSSocket } from "node:tls";
import type { FaultCode } from "../../domain/faults.ts";
import { limits } from "../../domain/limits.ts";
import type { SubmissionSeen, TlsSeen } from "../../domain/probe.ts";
import { tlsReasonOf } from "../../domain/tls-reason.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { CredentialFault } from "../../ports/credential.ts";
import type { SubmissionProber } from "../../ports/prober.ts";
import { classify } from "./classify.ts";
import { Dialogue } from "./dialogue.ts";
import { loginOf } from "./login.ts";
import { isPositive, parseReply, spoken } from "./reply.ts";
import { becauseOf } from "./smtp-courier.ts";
import { defaultWaits, type SmtpCourierOptions } from "./smtp-options.ts";
import { transportOptions } from "./transport.ts";

export const smtpProber = (options: SmtpCourierOptions): SubmissionProber => ({
  look: async (signal) => {
    const server = `${options.host}:${options.port}`;
    let seen: SubmissionSeen;
    try {
      seen = await looked(options, signal);
    } catch (cause) {
      return { is: "failed", server, ...refusal(cause) };
    }
    const fault = await loginFault(options);
    return fault ? { is: "failed", server, ...fault, seen } : { is: "logged-in", server, seen };
  },
});

interface Fault {
  readonly code: FaultCode;
  readonly said: string;
}

const refusal = (cause: unknown): Fault => {
  const said = spoken(asError(cause).message, []);
  if (cause instanceof Stripped) return { code: "smtp-tls-stripped", said };
  const reason = tlsReasonOf(codeOf(cause), said);
  if (reason) return { code: `smtp-tls-${reason}`, said };
  const tls = /^(?:ERR_TLS_|ERR_SSL_|EPROTO$)/u.test(codeOf(cause));
  return { code: tls ? "smtp-tls" : "smtp-unreachable", said };
};

class Stripped extends Error {}

interface Wire {
  readonly socket: Socket;
  readonly lines: AsyncIterator<string>;
  readonly reader: Interface;
}

const wireOf = (socket: Socket): Wire => {
  const reader = createInterface({ input: socket, crlfDelay: Number.POSITIVE_INFINITY });
  return { socket, reader, lines: reader[Symbol.asyncIterator]() };
};

const looked = async (
  options: SmtpCourierOptions,
  signal: AbortSignal,
): Promise<SubmissionSeen> => {
  const over = AbortSignal.any([signal, AbortSignal.timeout(limits.greetingTimeoutMs)]);
  const implicit = options.security === "tls";
  let socket: Socket = implicit
    ? connectTls({ ...tlsOptions(options), port: options.port })
    : connectPlain({ host: options.host, port: options.port });
  const cut = (): void => void socket.destroy(new Error("the server did not answer in time"));
  over.addEventListener("abort", cut, { once: true });
  try {
    socket.on("error", () => undefined);
    await once(socket, implicit ? "secureConnect" : "connect");
    let wire = wireOf(socket);
    const greeting = await answer(wire);
    let extensions = await asked(wire, `EHLO ${hostname()}`);
    if (options.security === "starttls") {
      socket = await upgraded(wire, options);
      socket.on("error", () => undefined);
      wire = wireOf(socket);
      extensions = await asked(wire, `EHLO ${hostname()}`);
    }
    socket.end("QUIT\r\n");
    return seenOf(greeting, extensions, socket);
  } finally {
    over.removeEventListener("abort", cut);
    socket.destroy();
  }
};

const tlsOptions = ({ host, ca }: SmtpCourierOptions) => ({
  host,
  minVersion: "TLSv1.2" as const,
  ...(isIP(host) === 0 ? { servername: host } : {}),
  ...(ca === undefined ? {} : { ca }),
});

const upgraded = async (wire: Wire, options: SmtpCourierOptions): Promise<TLSSocket> => {
  const reply = await asked(wire, "STARTTLS").catch((cause: unknown) => {
    throw cause instanceof Refused ? new Stripped(cause.message) : cause;
  });
  void reply;
  wire.reader.close();
  wire.socket.removeAllListeners("data");
  const secure = connectTls({ ...tlsOptions(options), socket: wire.socket });
  await once(secure, "secureConnect");
  return secure;
};

class Refused extends Error {}

const asked = async (wire: Wire, command: string): Promise<readonly string[]> => {
  wire.socket.write(`${command}\r\n`);
  const lines = await answer(wire);
  if (isPositive(parseReply(lines.join("\r\n")))) return lines.slice(1).map((l) => l.slice(4));
  throw new Refused(lines.join(" "));
};

const linesMax = 100;

const answer = async ({ lines, socket }: Wire): Promise<readonly string[]> => {
  const heard: string[] = [];
  while (heard.length < linesMax) {
    const next = await lines.next();
    if (next.done) throw socket.errored ?? new Error("the server closed the connection");
    heard.push(next.value.slice(0, limits.serverLineCharsMax));
    if (!/^\d{3}-/u.test(next.value)) return heard;
  }
  throw new Error("the server's answer does not end");
};

const seenOf = (
  greeting: readonly string[],
  extensions: readonly string[],
  socket: Socket,
): SubmissionSeen => {
  const words = extensions.map((line) =>
    line
      .toUpperCase()
      .trim()
      .split(/[\s=]+/u),
  );
  const size = Number(words.find(([name]) => name === "SIZE")?.[1] ?? 0);
  const skewMs = skewOf(greeting.join(" "));
  return {
    ...(socket instanceof TLSSocket ? { tls: tlsSeen(socket) } : {}),
    dsn: words.some(([name]) => name === "DSN"),
    ...(size > 0 ? { size } : {}),
    mechanisms: [...new Set(words.flatMap(([name, ...rest]) => (name === "AUTH" ? rest : [])))],
    ...(skewMs === undefined ? {} : { skewMs }),
  };
};

/** Exim and Exchange greet with the time, as in a mail's Date field; whole seconds. */
const skewOf = (greeting: string): number | undefined => {
  const date = /\w{3}, \d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d{4}/u.exec(greeting)?.[0];
  const at = date === undefined ? Number.NaN : Date.parse(date);
  return Number.isNaN(at) ? undefined : at - Date.now();
};

const tlsSeen = (socket: TLSSocket): TlsSeen => {
  const certificate = socket.getPeerCertificate();
  const { CN: subject, O: organisation } = certificate.subject;
  const { CN: issuer, O: authority } = certificate.issuer;
  return {
    version: socket.getProtocol() ?? "",
    cipher: socket.getCipher().name,
    subject: [subject ?? organisation ?? ""].flat().join(", "),
    issuer: [issuer ?? authority ?? ""].flat().join(", "),
    expires: Date.parse(certificate.valid_to),
  };
};

const loginFault = async (options: SmtpCourierOptions): Promise<Fault | undefined> => {
  const dialogue = new Dialogue({ onLine: () => undefined, onData: () => undefined });
  const waits = { ...defaultWaits, ...options.waits };
  let login;
  try {
    login = await loginOf(options);
  } catch (cause) {
    if (!(cause instanceof CredentialFault)) throw cause;
    return becauseOf(cause);
  }
  if (!login) return undefined;
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(transportOptions({ options, waits, dialogue, login }));
  try {
    await transport.verify();
    return undefined;
  } catch (cause) {
    const outcome = classify({
      ending: { is: "failed", failure: asError(cause) },
      dotLeft: false,
      dialogue,
      implicitTls: options.security === "tls",
      messageBytes: 0,
      secrets: login.secrets,
      trace: { server: options.host },
    });
    if (outcome.is === "accepted") return undefined;
    const { code, said } = outcome.because;
    return code === "smtp-login" && login.fault ? becauseOf(login.fault) : { code, said };
  } finally {
    transport.close();
  }
};
