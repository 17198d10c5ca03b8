/** Who gets past the door of the page, and what nobody gets past. */
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { EventEmitter } from "node:events";
import type { ServerResponse } from "node:http";
import type { Server, Socket } from "node:net";
import { type TestContext, test } from "node:test";
import type { PageSettings } from "../../src/config/settings.ts";
import { limits } from "../../src/domain/limits.ts";
import { hashPassword } from "../../src/foundation/password-hash.ts";
import { News } from "../../src/web/news.ts";
import { allRoutes } from "../../src/web/routes.ts";
import { boundConnections, Uploads } from "../../src/web/visit/crowd.ts";
import { Sessions } from "../../src/web/visit/sessions.ts";
import { memoryClock } from "../support/memory-clock.ts";
import type { MemoryLog } from "../support/memory-log.ts";
import { host, origin, smallPage } from "../support/page.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const started = async (t: TestContext, settings: Partial<PageSettings> = {}) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("sent", async () => (await world.journal.tally(["remis"])).has("remis"));
  return { world, ...small, page: await smallPage(t, small.daemon, settings) };
};

const session = { name: "Marie", role: "clerk", id: "", token: "", begun: 0, seen: 0 } as const;
const clerk = { name: "Marie", role: "clerk" } as const;
const pages = ["/", "/deposits", "/deposits/D1", "/deposits/D1/report.json", "/news"];

test("without a session no page tells anything, whatever is asked", async (t) => {
  const { page } = await started(t);
  for (const path of pages) {
    const { status, text } = await page.stranger.get(path);
    assert.equal(status, 401, path);
    assert.doesNotMatch(text, /FICTIVE|dpae\.txt|cirso/u, path);
  }
  const forged = await page.stranger.get("/", { cookie: `facteur-8620=${"A".repeat(43)}` });
  assert.equal(forged.status, 401);
  const { status } = await page.stranger.post("/deposits/D1/orders", { order: "hold" });
  assert.equal(status, 401);
});

test("a link lets in once, by a strict cookie, and not after five minutes", async (t) => {
  const { page, world } = await started(t);
  const key = page.links.make({ name: "Marie", role: "clerk" });
  const first = await page.stranger.get(`/enter?key=${key}`);
  assert.equal(first.status, 200);
  assert.match(
    String(first.headers["set-cookie"]),
    /^facteur-8620=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u,
  );
  const second = await page.stranger.get(`/enter?key=${key}`);
  assert.equal(second.status, 401);
  assert.equal(second.headers["set-cookie"], undefined);
  assert.match(second.text, /Ce lien a déjà servi/u);
  const late = page.links.make({ name: "Marie", role: "clerk" });
  await world.clock.advance(limits.pageLinkMs + 1);
  assert.equal((await page.stranger.get(`/enter?key=${late}`)).status, 401);
  assert.equal((await page.stranger.get("/enter")).status, 401);
});

test("who comes in again with the same browser is in once only", async (t) => {
  const { page } = await started(t);
  const first = await page.stranger.get(`/enter?key=${page.links.make(clerk)}`);
  const cookie = String(first.headers["set-cookie"]).split(";", 1)[0] ?? "";
  await page.stranger.get(`/enter?key=${page.links.make(clerk)}`, { cookie });
  assert.equal((await page.stranger.get("/", { cookie })).status, 401);
});

test("a page that renews itself on an empty chair keeps nobody in", async (t) => {
  const { page, world, until } = await started(t);
  const marie = await page.enter("Marie");
  const renewed = () => marie.get("/", { "x-facteur-renewal": "1" });
  await world.clock.advance(limits.pageSessionIdleMs / 2 + 1);
  assert.equal((await renewed()).status, 200);
  await world.clock.advance(limits.pageSessionIdleMs / 2 - limits.pageNewsMs);
  const news = { status: 0 };
  void marie.get("/news").then(({ status }) => Object.assign(news, { status }));
  assert.equal((await renewed()).status, 200);
  // Let go though nothing happened: it asks again, and says that its session is over.
  await until("the news are ended", () => news.status === 200);
  assert.equal((await renewed()).status, 401);
  assert.equal((await marie.get("/")).status, 401);
});

test("a session ends when it is left", async (t) => {
  const { page } = await started(t);
  const marie = await page.enter("Marie");
  assert.equal((await marie.get("/")).status, 200);
  assert.equal((await marie.post("/leave", {})).status, 303);
  assert.equal((await marie.get("/")).status, 401);
});

test("a session ends after a day of silence, and after a week whatever happens", async () => {
  const clock = memoryClock();
  const sessions = new Sessions({ clock, random: (bytes) => randomBytes(bytes) });
  const { id } = sessions.begin({ name: "Paul", role: "clerk" });
  await clock.advance(limits.pageSessionIdleMs);
  assert.equal(sessions.find(id)?.name, "Paul");
  await clock.advance(limits.pageSessionIdleMs + 1);
  assert.equal(sessions.find(id), undefined);
  const anne = sessions.begin({ name: "Anne", role: "clerk" });
  for (let at = 0; at < limits.pageSessionMs; at += limits.pageSessionIdleMs) {
    assert.ok(sessions.find(anne.id));
    await clock.advance(limits.pageSessionIdleMs);
  }
  await clock.advance(1);
  assert.equal(sessions.find(anne.id), undefined);
  const many = Array.from({ length: limits.pageSessionsMax + 1 }, () =>
    sessions.begin({ name: "x", role: "clerk" }),
  );
  assert.equal(sessions.find(many[0]?.id), undefined);
  assert.ok(sessions.find(many[1]?.id));
});

test("an order without the session's token, or from elsewhere, changes nothing", async (t) => {
  const { page, world } = await started(t);
  const marie = await page.enter("Marie");
  const paul = await page.enter("Paul");
  const theirs = /name="token" value="([^"]*)"/u.exec((await paul.get("/")).text)?.[1] ?? "";
  const fields = { order: "hold", choice: "hold", seen: "0" };
  for (const token of ["", "x", theirs])
    assert.equal((await marie.post("/deposits/D1/orders", { ...fields, token })).status, 403);
  for (const headers of [
    { origin: "http://evil.example" },
    { origin: "null" },
    { origin: "http://127.0.0.1:9999" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
  ])
    assert.equal((await marie.post("/deposits/D1/orders", fields, headers)).status, 403);
  assert.deepEqual((await world.journal.deposit("D1"))?.orders, []);
});

test("another name than its own is refused: no page of the network makes its name mean this machine", async (t) => {
  const { page } = await started(t, { names: ["facteur.cabinet.example"] });
  for (const other of ["evil.example:8620", "127.0.0.1:9999", "", "127.0.0.1.evil.example:8620"])
    assert.equal((await page.stranger.get("/", { host: other })).status, 421, other);
  for (const own of [host, "localhost:8620", "[::1]:8620", "Facteur.Cabinet.Example:8620"])
    assert.equal((await page.stranger.get("/login", { host: own })).status, 401, own);
});

test("every answer forbids frames, foreign code and keeping; nothing on a page is inline", async (t) => {
  const { page } = await started(t);
  const marie = await page.enter("Marie");
  for (const path of ["/", "/deposits", "/deposits/D1", "/nothing", "/login"]) {
    const { headers, text } = await marie.get(path);
    const policy = String(headers["content-security-policy"]);
    assert.match(policy, /default-src 'none'; style-src 'self'; script-src 'self'/u, path);
    assert.match(policy, /frame-ancestors 'none'/u);
    assert.doesNotMatch(policy, /unsafe/u);
    assert.equal(headers["cache-control"], "no-store", path);
    assert.equal(headers["x-content-type-options"], "nosniff");
    assert.doesNotMatch(text, /<style|style="|<script>|\son\w+="|javascript:/u, path);
  }
  const report = await marie.get("/deposits/D1/report.html");
  assert.equal(report.status, 200);
  assert.match(
    String(report.headers["content-security-policy"]),
    /^default-src 'none'; style-src 'sha256-[\w+/]{43}='; frame-ancestors 'none'/u,
  );
});

test("who asks too often waits, and tries to come in are rarer still", async (t) => {
  const { page } = await started(t);
  for (let n = 0; n < limits.pageEntriesPerMinute; n += 1)
    assert.equal((await page.stranger.get("/enter?key=x")).status, 401);
  const refused = await page.stranger.get("/enter?key=x");
  assert.equal(refused.status, 429);
  assert.match(String(refused.headers["retry-after"]), /^\d+$/u);
  const statuses = new Set<number>();
  for (let n = 0; n < limits.pageRequestsPerMinute; n += 1)
    statuses.add((await page.stranger.get("/assets/icon.svg")).status);
  assert.deepEqual([...statuses], [200, 429]);
});

test("who is in is counted alone: many clerks behind one address do not use up each other's room", async (t) => {
  const { page } = await started(t);
  const [marie, paul] = [await page.enter("Marie"), await page.enter("Paul")];
  const icon = "/assets/icon.svg";
  for (let n = 0; n <= limits.pageRequestsPerMinute; n += 1) await marie.get(icon);
  assert.equal((await marie.get(icon)).status, 429);
  assert.equal((await paul.get("/")).status, 200);
  assert.equal((await page.stranger.get(icon)).status, 200);
});

test("pages that wait for news are counted as they come, however many come at once", async (t) => {
  const world = smallWorld(t);
  const over = new AbortController();
  const news = new News(world, { signal: over.signal, isIn: () => true });
  const ended: string[] = [];
  const listener = (name: string) =>
    Object.assign(new EventEmitter(), {
      writeHead: () => undefined,
      write: () => true,
      end: () => ended.push(name),
    }) as unknown as ServerResponse;
  const told = Array.from({ length: limits.pageListenersMax }, (_, n) => {
    const whose = String(n % 10);
    assert.equal(news.isFull(whose), false, `after ${n}`);
    return news.tell(listener(String(n)), { headers: {}, whose });
  });
  assert.equal(news.isFull("another"), true);
  await Promise.all(told);
  over.abort();
  assert.deepEqual([ended.length, news.isFull("1")], [limits.pageListenersMax, false]);
  const one = new News(world, { signal: new AbortController().signal, isIn: () => true });
  for (let n = 0; n < limits.pageListenersPerSessionMax; n += 1)
    await one.tell(listener(`Z${n}`), { headers: {}, whose: "Z" });
  assert.deepEqual([one.isFull("Z"), one.isFull("another")], [true, false]);
});

test("no address takes all connections, and no session all that is in memory", async () => {
  const server = new EventEmitter() as unknown as Server;
  boundConnections(server);
  const connect = (remoteAddress: string) => {
    let gone = false;
    const socket = Object.assign(new EventEmitter(), {
      remoteAddress,
      destroy: () => (gone = true),
    });
    server.emit("connection", socket as unknown as Socket);
    return { leave: () => socket.emit("close"), isGone: () => gone };
  };
  const max = limits.pageConnectionsPerAddressMax;
  const own = Array.from({ length: max }, () => connect("192.0.2.7"));
  assert.equal(connect("192.0.2.7").isGone(), true);
  assert.equal(connect("192.0.2.8").isGone(), false);
  own[0]?.leave();
  assert.equal(connect("192.0.2.7").isGone(), false);
  const uploads = new Uploads();
  const first = uploads.begin("Marie");
  for (let n = 1; n < limits.pageUploadsPerSessionMax; n += 1) assert.ok(uploads.begin("Marie"));
  assert.equal(uploads.begin("Marie"), undefined);
  for (let n = limits.pageUploadsPerSessionMax; n < limits.pageUploadsMax; n += 1)
    assert.ok(uploads.begin(String(n)));
  assert.equal(uploads.begin("Paul"), undefined);
  first?.();
  assert.ok(uploads.begin("Paul"));
});

test("forms with files are given their place back, whatever became of them", async (t) => {
  const { page } = await started(t);
  const marie = await page.enter("Marie");
  const file = { field: "file", name: "a.txt", bytes: "x" };
  for (let n = 0; n < 2 * limits.pageUploadsMax; n += 1) {
    const { status } = await marie.upload("/trial", { dossier: "none" }, [file]);
    assert.equal(status, 400);
  }
});

test("a form's answer is found again at an address that answers whoever asks", () => {
  const params = { id: "D1", table: "mandats", organism: "CIRSO", siret: "99999999800019" };
  const gets = allRoutes
    .filter((r) => r.method === "GET")
    .map(({ path }) => new RegExp(`^${path.replaceAll(/:\w+/gu, "[^/]+")}$`, "u"));
  const visit = { params, url: "", query: new URLSearchParams(), language: "fr", session } as const;
  for (const fields of [new Map<string, string>(), new Map([["seen", "1"]])])
    for (const route of allRoutes)
      if (route.method === "POST") {
        const [path = ""] = route.at({ ...visit, form: { fields, files: new Map() } }).split("?");
        assert.ok(
          gets.some((get) => get.test(path)),
          `${route.path}: ${path}`,
        );
      }
});

test("accounts come in with their password, and nobody with another", async (t) => {
  const accounts = [
    { name: "marie", role: "clerk", hash: await hashPassword("correct horse battery") },
  ] as const;
  const { page } = await started(t, { accounts });
  const door = await page.stranger.get("/login");
  assert.match(door.text, /type="password"/u);
  const right = await page.stranger.post("/login", {
    name: "marie",
    password: "correct horse battery",
  });
  assert.equal(right.status, 303);
  assert.match(String(right.headers["set-cookie"]), /^facteur-8620=/u);
  for (const [name, password] of [
    ["marie", "wrong"],
    ["marie", ""],
    ["paul", "correct horse battery"],
    ["", ""],
  ] as const) {
    const wrong = await page.stranger.post("/login", { name, password });
    assert.equal(wrong.status, 401, name);
    assert.equal(wrong.headers["set-cookie"], undefined);
  }
  const elsewhere = { origin: "http://evil.example" };
  assert.equal((await page.stranger.post("/login", { name: "marie" }, elsewhere)).status, 403);
});

test("without accounts no password opens anything", async (t) => {
  const { page } = await started(t);
  assert.doesNotMatch((await page.stranger.get("/login")).text, /type="password"/u);
  assert.equal((await page.stranger.post("/login", { name: "", password: "" })).status, 401);
});

test("a form of another kind, or too large, is refused before it is read", async (t) => {
  const { page, world } = await started(t);
  const marie = await page.enter("Marie");
  const json = { "content-type": "application/json" };
  assert.equal((await marie.post("/deposits/D1/orders", {}, json)).status, 415);
  const long = { reason: "x".repeat(limits.pageFormBytesMax) };
  assert.equal((await marie.post("/deposits/D1/orders", long)).status, 413);
  for (const type of ["multipart/form-data; boundary=x", "multipart/form-data"]) {
    const answer = await marie.post("/trial", {}, { "content-type": type });
    assert.deepEqual([answer.status, /n’est pas lisible/u.test(answer.text)], [400, true], type);
  }
  const one = { field: "a", name: "a.txt", bytes: "x" };
  const many = Array.from({ length: limits.pageFormPartsMax + 1 }, () => one);
  assert.equal((await marie.upload("/trial", {}, many)).status, 413);
  // Two slashes would be another host, in the link to the other language too.
  const other = /<a href="([^"]*)" hreflang/u;
  for (const [path, led] of [
    ["//[", "/[?lang=en"],
    ["//evil.example/x", "/evil.example/x?lang=en"],
  ] as const) {
    const answer = await marie.get(path);
    assert.deepEqual([answer.status, other.exec(answer.text)?.[1]], [404, led], path);
  }
  const bad = await marie.get("/%");
  assert.deepEqual([bad.status, bad.headers["x-frame-options"]], [400, "DENY"]);
  assert.equal((await marie.get("/%", { host: "evil.example:8620" })).status, 421);
  // A visitor's fault is no failure of the page.
  assert.deepEqual((world.log as MemoryLog).named("page-failed"), []);
  assert.ok(origin.endsWith(host));
});
