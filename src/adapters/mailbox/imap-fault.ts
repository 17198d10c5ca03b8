/**
 * What went wrong with the mailbox, in the port's three words, with the server's own line and without
 * credentials. Whatever is not clearly a login or a TLS fault is `mailbox-unreachable`: it is tried again.
 */
import { limits } from "../../domain/limits.ts";
import { tlsReasonOf, withoutNodesAdvice } from "../../domain/tls-reason.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { CredentialFault } from "../../ports/credential.ts";
import { MailboxFault } from "../../ports/mailbox.ts";

/** RFC 5530 §3: codes of a refused login that say nothing against the login itself. */
const temporaryLogin = new Set(["UNAVAILABLE", "INUSE", "LIMIT", "SERVERBUG", "THROTTLED"]);

/** Node's codes for a certificate or a handshake that failed (OpenSSL's verify errors have no common prefix). */
const tlsCode =
  /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|INVALID_(?:CA|PURPOSE)|HOSTNAME_MISMATCH|STARTTLS_INJECTION)/u;

export const mailboxFault = (cause: unknown, secrets: readonly string[]): MailboxFault => {
  if (cause instanceof MailboxFault) return cause;
  const said = withoutSecrets(saidBy(cause), secrets);
  if (cause instanceof CredentialFault)
    return new MailboxFault(cause.is === "expired" ? "login-expired" : "login-unreachable", said);
  if (isTls(cause)) {
    const reason = isStripped(cause) ? "stripped" : tlsReasonOf(codeOf(cause), said);
    return new MailboxFault(reason ? `mailbox-tls-${reason}` : "mailbox-tls", said);
  }
  return new MailboxFault(isLoginRefusal(cause) ? "mailbox-login" : "mailbox-unreachable", said);
};

const field = (cause: unknown, name: string): unknown =>
  typeof cause === "object" && cause !== null ? Reflect.get(cause, name) : undefined;

const text = (value: unknown): string => (typeof value === "string" ? value : "");

const isTls = (cause: unknown): boolean =>
  field(cause, "tlsFailed") === true || tlsCode.test(codeOf(cause));

/** The library's refusal to go on where STARTTLS is neither offered nor taken. */
const isStripped = (cause: unknown): boolean =>
  field(cause, "tlsFailed") === true && /does not support STARTTLS/u.test(asError(cause).message);

/**
 * Credentials are refused by NO (RFC 3501 §6.2.2, §6.2.3), or by the library, when the server offers no way to log in.
 * BAD is a server that did not understand, and a login that never got an answer is no refusal either.
 */
export const isLoginRefusal = (cause: unknown): boolean => {
  if (field(cause, "authenticationFailed") !== true) return false;
  const status = field(cause, "responseStatus");
  const refused = status === "NO" || (status === undefined && codeOf(cause) === "");
  return refused && !temporaryLogin.has(text(field(cause, "serverResponseCode")));
};

/** The server's line when there is one, else the library's or the system's message. */
const saidBy = (cause: unknown): string => {
  const { message } = asError(cause);
  const server =
    text(field(cause, "responseText")) ||
    text(field(cause, "response")) ||
    text(field(cause, "reason"));
  const parts = [message, codeOf(cause), server].filter((part) => part !== "");
  return [...new Set(parts)].join(" : ");
};

const withoutSecrets = (line: string, secrets: readonly string[]): string => {
  let clean = withoutNodesAdvice(line).replaceAll(/\s+/gu, " ").trim();
  for (const secret of secrets) {
    if (secret === "") continue;
    clean = clean.replaceAll(secret, "***");
    clean = clean.replaceAll(Buffer.from(secret).toString("base64"), "***");
  }
  return clean.slice(0, limits.serverLineCharsMax);
};
