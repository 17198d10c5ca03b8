/** The page over the small world and its real daemon, asked without a network as a browser would ask. */
import type { TestContext } from "node:test";
import type { FastifyInstance } from "fastify";
import type { ClientSender } from "../../src/compose/account.ts";
import { pageParts } from "../../src/compose/page.ts";
import type { PageSettings } from "../../src/config/settings.ts";
import type { Daemon } from "../../src/daemon/daemon.ts";
import { answerOrders } from "../../src/daemon/orders/orders.ts";
import type { Role } from "../../src/domain/role.ts";
import { pageServer } from "../../src/web/server.ts";
import type { OneTimeLinks } from "../../src/web/visit/sessions.ts";

import { cleanup } from "./cleanup.ts";
import { noLogins } from "./no-logins.ts";

export const host = "127.0.0.1:8620";
export const origin = `http://${host}`;

export interface Asked {
  readonly status: number;
  readonly text: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | number | undefined>>;
}

export interface Visitor {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Asked>;
  /** With the session's token, unless the fields say otherwise. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Asked>;
  /** The same with files, each with its field and name. */
  upload(
    path: string,
    fields: Readonly<Record<string, string>>,
    files: readonly {
      readonly field: string;
      readonly name: string;
      readonly bytes: Uint8Array | string;
    }[],
  ): Promise<Asked>;
}

export interface SmallPage {
  readonly app: FastifyInstance;
  readonly links: OneTimeLinks;
  /** Nobody yet. */
  readonly stranger: Visitor;
  enter(name: string, role?: Role): Promise<Visitor>;
}

/** What the settings say beside the page, and who mails to clients. */
interface Firm {
  readonly sender?: ClientSender;
  readonly firm?: Partial<Parameters<typeof pageParts>[0]["settings"]>;
}

const smallSettings = {
  language: "fr",
  identities: [],
  organisms: [],
  reports: { folder: "rapports" },
} as const;

export const smallPage = async (
  t: TestContext,
  daemon: Daemon,
  { sender, firm, ...settings }: Partial<PageSettings> & Firm = {},
): Promise<SmallPage> => {
  const ended = new AbortController();
  const order = answerOrders({
    daemon,
    version: "test",
    settings: "facteur.json",
    stop: ended,
    logins: noLogins,
  });
  const parts = pageParts({
    settings: { ...smallSettings, ...firm },
    page: { address: "127.0.0.1", port: 8620, names: [], monitors: [], accounts: [], ...settings },
    daemon,
    version: "test",
    order,
    ...(sender ? { sender } : {}),
    signal: ended.signal,
  });
  const app = await pageServer(parts);
  cleanup(t, async () => {
    ended.abort();
    await app.close();
  });
  return {
    app,
    links: parts.links,
    stranger: visitor(app, ""),
    enter: async (name, role = "clerk") => {
      const key = parts.links.make({ name, role });
      const { headers } = await visitor(app, "").get(`/enter?key=${key}`);
      return visitor(app, String(headers["set-cookie"]).split(";", 1)[0] ?? "");
    },
  };
};

const visitor = (app: FastifyInstance, cookie: string): Visitor => {
  const known = cookie === "" ? {} : { cookie };
  const get: Visitor["get"] = async (path, headers = {}) =>
    asked(await app.inject({ method: "GET", url: path, headers: { host, ...known, ...headers } }));
  const tokenNow = async () =>
    /name="token" value="([^"]*)"/u.exec((await get("/deposits")).text)?.[1] ?? "";
  return {
    get,
    post: async (path, fields, headers = {}) => {
      const payload = new URLSearchParams({ token: await tokenNow(), ...fields }).toString();
      const type = "application/x-www-form-urlencoded";
      const sent = { host, origin, "content-type": type, ...known, ...headers };
      return asked(await app.inject({ method: "POST", url: path, headers: sent, payload }));
    },
    upload: async (path, fields, files) => {
      const data = new FormData();
      for (const [name, value] of Object.entries({ token: await tokenNow(), ...fields }))
        data.append(name, value);
      for (const { field, name, bytes } of files)
        data.append(field, new Blob([Buffer.from(bytes)]), name);
      const made = new Response(data);
      const type = made.headers.get("content-type") ?? "";
      const payload = Buffer.from(await made.arrayBuffer());
      const headers = { host, origin, "content-type": type, ...known };
      return asked(await app.inject({ method: "POST", url: path, headers, payload }));
    },
  };
};

/** The hidden fields of the form of a page whose action is this one. */
export const hiddenOf = (text: string, action: string): Record<string, string> => {
  const form = text.split("<form").find((part) => part.includes(`action="${action}"`)) ?? "";
  const found = [...form.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/gu)];
  return Object.fromEntries(found.map((m) => [m[1] ?? "", m[2] ?? ""]));
};

const asked = (answer: Awaited<ReturnType<FastifyInstance["inject"]>>): Asked => ({
  status: answer.statusCode,
  text: answer.body,
  headers: answer.headers,
});
