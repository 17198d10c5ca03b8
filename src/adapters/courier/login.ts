/** Who logs in, and with what: asked for anew at each delivery, so that a changed secret counts at once. */
import { initialResponse, tokenMechanisms } from "../../foundation/sasl.ts";
import type { Credential, CredentialFault } from "../../ports/credential.ts";
import { secretsOf } from "./reply.ts";
import type { SmtpCourierOptions } from "./smtp-options.ts";
import { faultOf } from "./token-login.ts";

export interface Login {
  readonly user: string;
  readonly secret: string;
  readonly is: Credential["is"];
  /** What must never be repeated from a server's answer. */
  readonly secrets: readonly string[];
  /** Why no token could be had, once one was refused. */
  readonly fault: CredentialFault | undefined;
  /** The token was refused: asks for another one; false when there is none. */
  renew(): Promise<boolean>;
}

/** Undefined: no login is set. Throws `CredentialFault`. */
export const loginOf = async (options: SmtpCourierOptions): Promise<Login | undefined> => {
  const { login: user, password, credential } = options;
  if (user === undefined) return undefined;
  let current: Credential = { is: "password", text: password ?? "" };
  try {
    if (credential) current = await credential.current();
  } catch (cause) {
    throw faultOf(cause);
  }
  const secrets = [...secretsIn(user, current)];
  let fault: CredentialFault | undefined;
  return {
    user,
    is: current.is,
    secrets,
    get secret() {
      return current.text;
    },
    get fault() {
      return fault;
    },
    async renew() {
      const before = current.text;
      credential?.refused(current);
      try {
        current = (await credential?.current()) ?? current;
      } catch (cause) {
        fault = faultOf(cause);
        return false;
      }
      secrets.push(...secretsIn(user, current));
      return current.text !== before;
    },
  };
};

/** In every shape in which it travels: a server may repeat what it was told. */
const secretsIn = (user: string, { is, text }: Credential): readonly string[] => [
  ...secretsOf(user, text),
  ...(is === "token"
    ? tokenMechanisms.map((one) => initialResponse(one, { user, secret: text }).replace(/=+$/u, ""))
    : []),
];
