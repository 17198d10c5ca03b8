/**
 * One identity's authorisation in use: gives the access token, refreshes it once for everybody who asks at the same
 * time, and has a rotated refresh token on disk before the access token that came with it is used: the old one is dead.
 */
import { asError } from "../../foundation/errors.ts";
import {
  type Authorisation,
  type Credential,
  CredentialFault,
  type Grant,
  type Revoked,
} from "../../ports/credential.ts";
import {
  type GrantFileOptions,
  GrantUnreadable,
  readGrant,
  removeGrant,
  writeGrant,
} from "./grant-file.ts";
import { clientForm, grantOf, type OAuthService, post } from "./service.ts";

export interface AuthorisationOptions {
  readonly service: OAuthService;
  readonly file: GrantFileOptions;
  readonly clock: { readonly now: () => number };
  /** A refreshed authorisation that the disk did not take: it works until the process ends. */
  readonly onUnsaved: (said: string) => void;
}

/** A token is renewed so long before its end: a dialogue may last. */
const marginMs = 120_000;

/** RFC 6749 §5.2, and what Microsoft and OpenID Connect add: no machine can mend these. */
const gone = new Set([
  "invalid_grant",
  "invalid_client",
  "unauthorized_client",
  "interaction_required",
  "login_required",
  "consent_required",
]);

export const oauthAuthorisation = (options: AuthorisationOptions): Authorisation =>
  new OAuthAuthorisation(options);

class OAuthAuthorisation implements Authorisation {
  readonly #options: AuthorisationOptions;
  #grant: Grant | undefined;
  #flight: Promise<Grant> | undefined;
  #unsaved = false;
  /** A person's new authorisation wins over an answer to the old one. */
  #generation = 0;

  constructor(options: AuthorisationOptions) {
    this.#options = options;
  }

  async current(): Promise<Credential> {
    this.#flight ??= this.#usable().finally(() => {
      this.#flight = undefined;
    });
    return { is: "token", text: (await this.#flight).accessToken };
  }

  refused(credential: Credential): void {
    const grant = this.#grant;
    if (grant?.accessToken === credential.text) this.#grant = { ...grant, expires: 0 };
  }

  async accept(grant: Grant): Promise<void> {
    await this.#overtake();
    await writeGrant(this.#options.file, grant);
    this.#grant = grant;
    this.#unsaved = false;
  }

  async revoke(): Promise<Revoked> {
    const { service, file } = this.#options;
    const grant = await this.#known().catch(() => undefined);
    await this.#overtake();
    this.#grant = undefined;
    await removeGrant(file);
    if (!grant) return "none";
    if (service.revokeUrl === undefined) return "forgotten";
    const token = grant.refreshToken ?? grant.accessToken;
    const reply = await post(service.revokeUrl, { ...clientForm(service), token }).catch(
      () => undefined,
    );
    return reply?.is === "ok" ? "revoked" : "forgotten";
  }

  /** What is under way ends first, so that its writing does not come after ours. */
  async #overtake(): Promise<void> {
    this.#generation += 1;
    await this.#flight?.catch(() => undefined);
  }

  async #usable(): Promise<Grant> {
    const grant = await this.#known();
    if (!grant) throw new CredentialFault("expired", "nobody has logged in yet");
    if (grant.expires - marginMs > this.#options.clock.now()) {
      if (this.#unsaved) await this.#save(grant);
      return grant;
    }
    return this.#refreshed(grant);
  }

  async #known(): Promise<Grant | undefined> {
    try {
      this.#grant ??= await readGrant(this.#options.file);
      return this.#grant;
    } catch (cause) {
      if (cause instanceof GrantUnreadable) throw new CredentialFault("expired", cause.message);
      throw new CredentialFault("unreachable", asError(cause).message);
    }
  }

  async #refreshed(grant: Grant): Promise<Grant> {
    const { service, clock } = this.#options;
    const { refreshToken } = grant;
    if (refreshToken === undefined)
      throw new CredentialFault("expired", "the token has expired and there is none to renew it");
    const asked = this.#generation;
    const reply = await post(service.tokenUrl, {
      ...clientForm(service),
      grant_type: "refresh_token",
      refresh_token: refreshToken,
      scope: service.scopes.join(" "),
    });
    if (asked !== this.#generation) return this.#usable();
    if (reply.is === "error")
      throw new CredentialFault(gone.has(reply.error) ? "expired" : "unreachable", reply.said);
    const fresh = grantOf(reply.body, clock.now());
    if (!fresh) throw new CredentialFault("unreachable", "the service answered without a token");
    // A service that does not rotate sends none: the old one stays good (RFC 6749 §6).
    const kept = { refreshToken, ...fresh };
    this.#grant = kept;
    await this.#save(kept);
    return kept;
  }

  async #save(grant: Grant): Promise<void> {
    try {
      await writeGrant(this.#options.file, grant);
      this.#unsaved = false;
    } catch (cause) {
      if (!this.#unsaved) this.#options.onUnsaved(asError(cause).message);
      this.#unsaved = true;
    }
  }
}
