/** The page over the small world and its real daemon, asked without a network as a browser would ask. */
import type { TestContext } from "node:test";
import type { FastifyInstance } from "fastify";
import { pageParts } from "../../src/compose/page.ts";
import type { Daemon } from "../../src/daemon/daemon.ts";
import { answerOrders } from "../../src/daemon/orders.ts";
import type { Role } from "../../src/domain/role.ts";
import { pageServer } from "../../src/web/server.ts";
import type { OneTimeLinks } from "../../src/web/visit/sessions.ts";
import type { PageSettings } from "../../src/web/world.ts";
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
}

export interface SmallPage {
  readonly app: FastifyInstance;
  readonly links: OneTimeLinks;
  /** Nobody yet. */
  readonly stranger: Visitor;
  enter(name: string, role?: Role): Promise<Visitor>;
}

export const smallPage = async (
  t: TestContext,
  daemon: Daemon,
  settings: Partial<PageSettings> = {},
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
    settings: { language: "fr", organisms: [], reports: { folder: "rapports" } },
    page: { address: "127.0.0.1", port: 8620, names: [], monitors: [], accounts: [], ...settings },
    daemon,
    version: "test",
    order,
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
  return {
    get,
    post: async (path, fields, headers = {}) => {
      const token = /name="token" value="([^"]*)"/u.exec((await get("/deposits")).text)?.[1] ?? "";
      const payload = new URLSearchParams({ token, ...fields }).toString();
      const type = "application/x-www-form-urlencoded";
      const sent = { host, origin, "content-type": type, ...known, ...headers };
      return asked(await app.inject({ method: "POST", url: path, headers: sent, payload }));
    },
  };
};

const asked = (answer: Awaited<ReturnType<FastifyInstance["inject"]>>): Asked => ({
  status: answer.statusCode,
  text: answer.body,
  headers: answer.headers,
});
