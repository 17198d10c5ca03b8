/** What a person may do to the logins of a running agent: prove them, renew them, take them back. */
import type { ProbeReport } from "../domain/probe.ts";
import type { Grant, Revoked } from "./credential.ts";

export interface Logins {
  /** False: this identity does not log in by OAuth2. */
  accept(identity: string, grant: Grant): Promise<boolean>;
  revoke(identity: string): Promise<Revoked>;
  /** Undefined: no such identity. */
  probe(
    identity: string,
    options: { readonly sendSelf: boolean },
    signal: AbortSignal,
  ): Promise<ProbeReport | undefined>;
}
