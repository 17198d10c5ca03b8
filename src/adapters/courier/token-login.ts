/**
 * Logging in with an OAuth2 access token: XOAUTH2, or OAUTHBEARER (RFC 7628) where only that is offered. The library has
 * the first only, and renews tokens by itself; here a token that the server refuses is renewed once, by its one owner.
 */
import type { SMTPConnectionCustomAuthContext } from "nodemailer/lib/smtp-connection";
import { asError } from "../../foundation/errors.ts";
import {
  dummyResponse,
  initialResponse,
  mechanismAmong,
  type TokenMechanism,
} from "../../foundation/sasl.ts";
import { CredentialFault } from "../../ports/credential.ts";
import type { Dialogue } from "./dialogue.ts";
import type { Login } from "./login.ts";

export const tokenLogin =
  (login: Login, dialogue: Dialogue) =>
  async (context: Pick<SMTPConnectionCustomAuthContext, "sendCommand">): Promise<void> => {
    const mechanism = mechanismOf(dialogue);
    const first = await tried(context, mechanism, login);
    if (first === undefined) return;
    const renewed = await login.renew();
    const again = renewed ? await tried(context, mechanism, login) : first;
    if (again !== undefined) throw new Error(again);
  };

const mechanismOf = ({ extensions }: Dialogue): TokenMechanism =>
  mechanismAmong((extensions ?? []).filter((line) => /^AUTH[ =]/u.test(line)).join(" "));

/** The server's refusal, or undefined when it took the token. */
const tried = async (
  { sendCommand }: Pick<SMTPConnectionCustomAuthContext, "sendCommand">,
  mechanism: TokenMechanism,
  login: Login,
): Promise<string | undefined> => {
  const answered = await sendCommand(`AUTH ${mechanism} ${initialResponse(mechanism, login)}`);
  const ended = answered.status === 334 ? await sendCommand(dummyResponse(mechanism)) : answered;
  return ended.status === 235 ? undefined : ended.response;
};

/** Why there is nothing to log in with. */
export const faultOf = (cause: unknown): CredentialFault =>
  cause instanceof CredentialFault
    ? cause
    : new CredentialFault("unreachable", asError(cause).message);
