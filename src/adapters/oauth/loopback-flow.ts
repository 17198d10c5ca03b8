/**
 * The flow with a browser on this machine (RFC 8252 §7.3, PKCE RFC 7636): the service sends the browser back to a
 * listener of ours on loopback, which takes one answer with our own `state` and closes.
 */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { limits } from "../../domain/limits.ts";
import { CredentialFault, type Grant } from "../../ports/credential.ts";
import { clientForm, grantOf, type OAuthService, post } from "./service.ts";

export interface LoopbackOptions {
  /** 0: any free one; a fixed one for a tunnel from another machine. */
  readonly port: number;
  /** What the browser shows at the end. */
  readonly page: string;
  readonly tell: (url: string) => void;
  readonly signal: AbortSignal;
}

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64url");

export const loopbackFlow = async (
  service: OAuthService & { readonly authorizeUrl: string },
  options: LoopbackOptions,
): Promise<Grant> => {
  const state = base64url(randomBytes(24));
  const verifier = base64url(randomBytes(48));
  const answer = Promise.withResolvers<string>();
  const server = listener({ state, page: options.page, answer });
  const late = AbortSignal.timeout(limits.oauthConsentMsMax);
  const over = AbortSignal.any([options.signal, late]);
  const giveUp = (): void =>
    answer.reject(new CredentialFault("expired", "nobody answered in the browser in time"));
  over.addEventListener("abort", giveUp, { once: true });
  // Waited for below; an end before that must not be an unhandled one.
  answer.promise.catch(() => undefined);
  try {
    const redirect = `http://${service.redirectHost}:${await listening(server, service, options.port)}/`;
    const url = new URL(service.authorizeUrl);
    const asked = {
      client_id: service.clientId,
      response_type: "code",
      redirect_uri: redirect,
      scope: service.scopes.join(" "),
      state,
      code_challenge: base64url(createHash("sha256").update(verifier).digest()),
      code_challenge_method: "S256",
      // Without these Google gives no refresh token at the second consent.
      access_type: "offline",
      prompt: "consent",
    };
    for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value);
    options.tell(url.href);
    return await exchange(service, {
      code: await answer.promise,
      redirect,
      verifier,
      signal: options.signal,
    });
  } finally {
    over.removeEventListener("abort", giveUp);
    server.close();
    server.closeAllConnections();
  }
};

interface Listening {
  readonly state: string;
  readonly page: string;
  readonly answer: PromiseWithResolvers<string>;
}

const listener = ({ state, page, answer }: Listening): Server =>
  createServer((request, response) => {
    const { searchParams: given } = new URL(request.url ?? "/", "http://localhost");
    // Anything may call a listener on loopback: only the answer to our own question counts.
    if (request.method !== "GET" || !same(given.get("state") ?? "", state)) {
      response.writeHead(400).end();
      return;
    }
    response.writeHead(200, { "content-type": "text/plain; charset=utf-8", connection: "close" });
    response.end(page);
    const code = given.get("code");
    if (code) answer.resolve(code);
    else {
      const said = given.get("error_description") ?? given.get("error") ?? "no code";
      answer.reject(new CredentialFault("expired", said));
    }
  });

const same = (given: string, state: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(state)];
  return a.length === b.length && timingSafeEqual(a, b);
};

const listening = (server: Server, service: OAuthService, port: number): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, service.redirectHost, () =>
      resolve((server.address() as AddressInfo).port),
    );
  });

const exchange = async (
  service: OAuthService,
  got: {
    readonly code: string;
    readonly redirect: string;
    readonly verifier: string;
    readonly signal: AbortSignal;
  },
): Promise<Grant> => {
  const form = {
    ...clientForm(service),
    grant_type: "authorization_code",
    code: got.code,
    redirect_uri: got.redirect,
    code_verifier: got.verifier,
  };
  const reply = await post(service.tokenUrl, form, got.signal);
  if (reply.is === "error") throw new CredentialFault("expired", reply.said);
  const grant = grantOf(reply.body, Date.now());
  if (!grant) throw new CredentialFault("unreachable", "the service answered without a token");
  return grant;
};
