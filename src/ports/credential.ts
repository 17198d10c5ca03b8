/** What a server is told at login. Asked for at each login, so that a changed one counts without a restart (mail.md F47). */
import type { Instant } from "../domain/ids.ts";

export interface Credential {
  /** `token`: an OAuth2 access token, for XOAUTH2 and OAUTHBEARER (RFC 7628). */
  readonly is: "password" | "token";
  readonly text: string;
}

export interface CredentialSource {
  /** Throws `CredentialFault` when there is none now. */
  current(): Promise<Credential>;
  /** The server did not take this one: a token is not given a second time. */
  refused(credential: Credential): void;
}

/** What a person's consent gave (RFC 6749 §5.1). */
export interface Grant {
  readonly accessToken: string;
  readonly expires: Instant;
  readonly refreshToken?: string;
}

/** One identity's authorisation. One process at a time holds it: refresh tokens are good once where they rotate. */
export interface Authorisation extends CredentialSource {
  accept(grant: Grant): Promise<void>;
  /** Takes it back at the service where that can be, and forgets it here. */
  revoke(): Promise<Revoked>;
}

/** `forgotten`: the service has no way to take it back, or did not answer. */
export type Revoked = "revoked" | "forgotten" | "none";

/** `expired`: only a person can help. `unreachable`: the service does not answer now. */
export class CredentialFault extends Error {
  readonly is: "expired" | "unreachable";
  constructor(is: "expired" | "unreachable", said: string) {
    super(said);
    this.name = "CredentialFault";
    this.is = is;
  }
}
