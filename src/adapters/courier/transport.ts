/** The only calls of nodemailer's transport: public options, one unpooled connection per message. */
import { asError } from "../../foundation/errors.ts";
import type { Ending, Failure } from "./classify.ts";
import { type Dialogue, transcript } from "./dialogue.ts";
import type { GatedBytes } from "./gated-bytes.ts";
import type { Login } from "./login.ts";
import type { Delivery } from "./smtp-options.ts";
import { tokenLogin } from "./token-login.ts";

export type Result = Exclude<Ending, { is: "cut" }>;

export interface Sending extends Delivery {
  readonly gate: GatedBytes;
  readonly dialogue: Dialogue;
  readonly stop: AbortSignal;
}

export const send = async ({ gate, stop, ...rest }: Sending): Promise<Result> => {
  const { envelope, envelopeId, bytes } = rest.handover;
  // Loaded with the first mail: most of an agent's life there is none.
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(transportOptions(rest));
  try {
    const info = await transport.sendMail({
      envelope: { from: envelope.from, to: [...envelope.to], size: bytes.length },
      raw: gate,
      dsn: dsnOf(envelope.to, envelopeId),
      signal: stop,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    const { accepted, response } = info;
    return { is: "answered", accepted, organism: info.envelope.to[0], response };
  } catch (cause) {
    // Its errors carry these fields beside the message (`NodemailerError`).
    const failure: Failure = asError(cause);
    return { is: "failed", failure };
  } finally {
    transport.close();
  }
};

/** RFC 3461 §4. The library leaves all of it out when the server does not offer DSN. */
const dsnOf = (to: readonly string[], envelopeId: string) => ({
  envid: envelopeId,
  ret: "HDRS",
  notify: ["FAILURE", "DELAY"],
  // It would say the same original recipient for each one, which is wrong for our own copy.
  ...(to.length === 1 && to[0] !== undefined ? { recipient: to[0] } : {}),
});

type Dialling = Pick<Sending, "options" | "waits" | "dialogue" | "login">;

export const transportOptions = (sending: Dialling) => {
  const { options, waits, dialogue, login } = sending;
  const { name, ca } = options;
  return {
    host: options.host,
    port: options.port,
    secure: options.security === "tls",
    requireTLS: options.security === "starttls",
    ignoreTLS: options.security === "none",
    tls: {
      minVersion: "TLSv1.2" as const,
      rejectUnauthorized: true,
      ...(ca === undefined ? {} : { ca }),
    },
    ...(name === undefined ? {} : { name }),
    // Forced: without it, a server that hides AUTH would get the message unauthenticated.
    ...(login === undefined ? {} : { ...authOf(login, dialogue), forceAuth: true }),
    connectionTimeout: waits.connectMs,
    greetingTimeout: waits.greetingMs,
    socketTimeout: waits.dotMs,
    transactionLog: true,
    logger: transcript(dialogue),
  };
};

const authOf = (login: Login, dialogue: Dialogue) =>
  login.is === "password"
    ? { auth: { user: login.user, pass: login.secret } }
    : {
        // By this name, because for XOAUTH2 the library would rather take PLAIN where both are offered.
        auth: { type: "custom" as const, method: "OAUTHBEARER", user: login.user },
        customAuth: { OAUTHBEARER: tokenLogin(login, dialogue) },
      };
