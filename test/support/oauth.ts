/**
 * An OAuth2 service on loopback: oauth2-mock-server for codes, tokens, PKCE and revocation; in front of it what the mock has
 * not: the device flow, refresh tokens that are good once, and a list of access tokens that are good now, which mail
 * servers of the tests ask (RFC 7662). Nobody's account, and no provider's.
 */
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { OAuth2Server } from "oauth2-mock-server";
import { cleanup } from "./cleanup.ts";

export interface OAuthHouse {
  /** As an identity's `oauth` names it. */
  readonly addresses: {
    readonly tokenUrl: string;
    readonly deviceUrl: string;
    readonly authorizeUrl: string;
    readonly revokeUrl: string;
  };
  readonly introspectUrl: string;
  /** Whether this access token is good now. */
  readonly isGood: (accessToken: string) => boolean;
  /** Forms that came to the token address, newest last. */
  readonly asked: Readonly<Record<string, string>>[];
  /** The person says yes, or no, to the device that waits. */
  answerDevice(answer: "yes" | "no"): void;
  /** The service takes everything back: refresh tokens and access tokens. */
  takeBack(): void;
  /** Access tokens only, all or this one: the refresh token stays good. */
  dropAccessTokens(only?: string): void;
  /** Later answers of the token address: as it is, out of order (503), or with tokens that live so long. */
  become(how: { readonly down?: boolean; readonly lifetime?: number }): void;
}

interface State {
  device: "waiting" | "yes" | "no";
  refresh: string | undefined;
  down: boolean;
  lifetime: number;
}

/** `user` is whom every token speaks for. */
export const oauthHouse = async (t: TestContext, user: string): Promise<OAuthHouse> => {
  const mock = new OAuth2Server();
  await mock.issuer.keys.generate("RS256");
  await mock.start(0, "127.0.0.1");
  cleanup(t, () => mock.stop());
  const inner = mock.issuer.url ?? "";
  const good = new Set<string>();
  const asked: Readonly<Record<string, string>>[] = [];
  const state: State = { device: "waiting", refresh: undefined, down: false, lifetime: 3600 };

  const granted = async (form: Readonly<Record<string, string>>): Promise<Answer> => {
    const { client_id: _, ...rest } = form;
    const device = form["grant_type"]?.endsWith("device_code");
    const given = device
      ? { grant_type: "refresh_token", refresh_token: "x" }
      : { ...rest, client_id: form["client_id"] ?? "" };
    const answer = await fetch(`${inner}/token`, {
      method: "POST",
      body: new URLSearchParams(given),
    });
    const body = (await answer.json()) as Record<string, unknown>;
    if (answer.status !== 200) return [400, { error: "invalid_grant" }];
    good.add(String(body["access_token"]));
    state.refresh = String(body["refresh_token"]);
    return [200, { ...body, expires_in: state.lifetime }];
  };

  const token = async (form: Readonly<Record<string, string>>): Promise<Answer> => {
    asked.push(form);
    if (state.down) return [503, { error: "temporarily_unavailable" }];
    const kind = form["grant_type"] ?? "";
    if (kind.endsWith("device_code")) {
      if (state.device === "waiting") return [400, { error: "authorization_pending" }];
      if (state.device === "no") return [400, { error: "access_denied" }];
      return granted(form);
    }
    if (kind === "refresh_token" && form["refresh_token"] !== state.refresh)
      return [400, { error: "invalid_grant", error_description: "revoked" }];
    return granted(form);
  };

  const front = createServer((request, response) => {
    void (async () => {
      const url = new URL(request.url ?? "/", "http://127.0.0.1");
      const form = await formOf(request);
      const [status, body] = await answerOf(url.pathname, form);
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(body));
    })();
  });
  const answerOf = async (
    path: string,
    form: Readonly<Record<string, string>>,
  ): Promise<Answer> => {
    if (path === "/token") return token(form);
    if (path === "/device")
      return [
        200,
        {
          device_code: "d",
          user_code: "ABCD-EFGH",
          verification_uri: "https://id.example/device",
          expires_in: 60,
          interval: 0,
        },
      ];
    if (path === "/revoke") {
      if (form["token"] === state.refresh) takeBack();
      return [200, {}];
    }
    const active = good.has(form["token"] ?? "");
    return [200, active ? { active, username: user, email: user, sub: user } : { active }];
  };
  const takeBack = (): void => {
    state.refresh = undefined;
    good.clear();
  };
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  cleanup(t, () => {
    front.closeAllConnections();
    return new Promise((resolve) => front.close(resolve));
  });
  const outer = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  return {
    addresses: {
      tokenUrl: `${outer}/token`,
      deviceUrl: `${outer}/device`,
      authorizeUrl: `${inner}/authorize`,
      revokeUrl: `${outer}/revoke`,
    },
    introspectUrl: `${outer}/introspect`,
    isGood: (accessToken) => good.has(accessToken),
    asked,
    answerDevice: (answer) => {
      state.device = answer;
    },
    takeBack,
    dropAccessTokens: (only) => {
      if (only === undefined) good.clear();
      else good.delete(only);
    },
    become: ({ down = false, lifetime = 3600 }) => {
      state.down = down;
      state.lifetime = lifetime;
    },
  };
};

type Answer = readonly [status: number, body: Readonly<Record<string, unknown>>];

const formOf = async (request: IncomingMessage): Promise<Readonly<Record<string, string>>> => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Object.fromEntries(new URLSearchParams(Buffer.concat(parts).toString()));
};
