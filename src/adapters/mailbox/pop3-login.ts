/**
 * Logging in to POP3: USER and PASS, or an access token by XOAUTH2 or OAUTHBEARER (RFC 5034). A token that the server refuses is
 * renewed once, on a connection of its own, because some servers end the first.
 */
import { dummyResponse, initialResponse, mechanismAmong } from "../../foundation/sasl.ts";
import type { Credential } from "../../ports/credential.ts";
import { MailboxFault } from "../../ports/mailbox.ts";
import { mailboxFault } from "./imap-fault.ts";
import { Pop3Refusal, type Pop3Server, Pop3Wire } from "./pop3-wire.ts";

export const loggedIn = async (server: Pop3Server): Promise<Pop3Wire> => {
  const first = await credentialOf(server);
  try {
    return await openedWith(server, first);
  } catch (cause) {
    const refused = cause instanceof MailboxFault && cause.code === "mailbox-login";
    if (!refused || first.is !== "token") throw cause;
    server.credential?.refused(first);
    const second = await credentialOf(server);
    if (second.text === first.text) throw cause;
    return openedWith(server, second);
  }
};

const credentialOf = async ({ credential, password }: Pop3Server): Promise<Credential> => {
  if (credential) return credential.current();
  if (password === undefined)
    throw new MailboxFault("mailbox-login", "no login or password is set for this mailbox");
  return { is: "password", text: password };
};

const openedWith = async (server: Pop3Server, { is, text }: Credential): Promise<Pop3Wire> => {
  const { login } = server;
  if (login === undefined)
    throw new MailboxFault("mailbox-login", "no login or password is set for this mailbox");
  // A line end in either would be another command.
  if (/[\r\n]/u.test(login + text))
    throw new MailboxFault("mailbox-login", "the login or password holds a line end");
  const wire = await Pop3Wire.open(server);
  try {
    if (is === "token") await byToken(wire, { user: login, secret: text });
    else {
      await wire.ask(`USER ${login}`);
      await wire.ask(`PASS ${text}`);
    }
    return wire;
  } catch (cause) {
    wire[Symbol.dispose]();
    if (!(cause instanceof Pop3Refusal)) throw cause;
    // In use by somebody else, or a fault of the server's: nothing against the login (RFC 2449, RFC 3206).
    const temporary = ["IN-USE", "LOGIN-DELAY", "SYS/TEMP"].includes(cause.code);
    const said = cause.message.replaceAll(text, "***");
    throw new MailboxFault(temporary ? "mailbox-unreachable" : "mailbox-login", said);
  }
};

const byToken = async (
  wire: Pop3Wire,
  who: { readonly user: string; readonly secret: string },
): Promise<void> => {
  const mechanism = mechanismAmong((await saslOf(wire)).join(" "));
  await wire.authenticate(mechanism, {
    answer: initialResponse(mechanism, who),
    dummy: dummyResponse(mechanism),
  });
};

const capabilitiesBytesMax = 16 * 1024;

/** The mechanisms that the server offers (RFC 2449 §6.3); none where it does not say. */
export const saslOf = async (wire: Pop3Wire): Promise<readonly string[]> => {
  try {
    const lines = (await wire.askLines("CAPA", capabilitiesBytesMax)).toString("latin1");
    return /^SASL +(.*)$/imu.exec(lines)?.[1]?.trim().toUpperCase().split(/\s+/u) ?? [];
  } catch (cause) {
    if (cause instanceof Pop3Refusal) return [];
    throw cause;
  }
};

/** What went wrong, in the port's words, without credentials. */
export const faultOf = ({ password = "" }: Pop3Server, cause: unknown): MailboxFault =>
  cause instanceof Pop3Refusal
    ? new MailboxFault("mailbox-unreachable", cause.message)
    : mailboxFault(cause, [password]);
