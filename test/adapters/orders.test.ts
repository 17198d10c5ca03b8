/** The control socket, with senders that behave and senders that do not; F81: what they gave up while the machine slept. */
import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, rm, stat, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { describe, it, type TestContext } from "node:test";
import {
  NoDaemon,
  OrderRefused,
  type OrderService,
  OrderUnanswered,
  ordersPath,
  sendOrder,
  serveOrders,
} from "../../src/adapters/system/orders.ts";
import { limits } from "../../src/domain/limits.ts";
import { scratch } from "../support/scratch.ts";

const timeoutMs = 10_000;

const serve = async (
  t: TestContext,
  handle: OrderService["handle"],
  signal: AbortSignal = new AbortController().signal,
) => {
  const path = ordersPath(join(await scratch(t), "données"));
  const service = await serveOrders({ path, handle, signal });
  t.after(() => service[Symbol.asyncDispose]());
  return { path, service };
};

const send = (path: string, order: string, args: unknown = null): Promise<unknown> =>
  sendOrder(path, { order, args, timeoutMs });

/** What the service answers to these raw bytes, until it closes. */
const raw = async (path: string, text: string): Promise<string> => {
  const socket = connect(path);
  socket.on("error", () => undefined);
  socket.write(text);
  let answer = "";
  socket.on("data", (chunk) => {
    answer += String(chunk);
  });
  await once(socket, "close");
  return answer;
};

describe("orders", () => {
  it("reach the agent and bring its answer back, whatever the letters", async (t) => {
    const { path } = await serve(t, async (order, args) => ({ order, args, done: "reçu\n" }));
    assert.deepEqual(await send(path, "hold", { deposit: "D12", because: "à vérifier\n" }), {
      order: "hold",
      args: { deposit: "D12", because: "à vérifier\n" },
      done: "reçu\n",
    });
    assert.equal(await serve(t, async () => undefined).then((s) => send(s.path, "x")), undefined);
  });

  it("are not carried out once their sender was told that nobody answered: a stopped agent reads them when it goes on", async (t) => {
    let done = 0;
    const { path } = await serve(t, async () => (done += 1));
    const line = (until: number) => `${JSON.stringify({ order: "resend", args: null, until })}\n`;
    assert.match(await raw(path, line(Date.now() - 1)), /too late: nothing was done/u);
    assert.equal(done, 0);
    await raw(path, line(Date.now() + timeoutMs));
    assert.equal(done, 1);
    const asked = Promise.withResolvers<string>();
    const server = createServer((socket) => {
      socket.once("data", (bytes) => {
        asked.resolve(String(bytes));
        socket.end('{"ok":true}\n');
      });
    });
    const other = `${path}.other`;
    server.listen(other);
    t.after(() => server.close());
    await once(server, "listening");
    await send(other, "resend");
    const { until } = JSON.parse(await asked.promise) as { until: number };
    assert.ok(
      until > Date.now() && until <= Date.now() + timeoutMs,
      "each sender says how long it waits",
    );
  });

  it("are answered side by side", async (t) => {
    const { path } = await serve(t, async (_, args) => args);
    const all = Array.from({ length: 20 }, (_, n) => n);
    assert.deepEqual(await Promise.all(all.map((n) => send(path, "echo", n))), all);
  });

  it("that fail are refused with their reason", async (t) => {
    const { path } = await serve(t, async () => {
      throw new Error("D99 n'existe pas");
    });
    await assert.rejects(send(path, "hold"), (fault) => {
      assert.ok(fault instanceof OrderRefused);
      return fault.message === "D99 n'existe pas";
    });
  });

  it("find no agent where none listens, nor where a dead one left its socket", async (t) => {
    const folder = await scratch(t);
    const path = ordersPath(folder);
    await assert.rejects(send(path, "hold"), NoDaemon);
    if (process.platform === "win32") return;
    await leaveDeadSocket(path);
    await assert.rejects(send(path, "hold"), NoDaemon);
    const { signal } = new AbortController();
    await using service = await serveOrders({ path, handle: async () => "alive", signal });
    assert.equal(await send(path, "hold"), "alive");
    assert.ok(service);
  });

  it("that get no answer in time say that nothing is known", async (t) => {
    const { path } = await serve(t, () => new Promise(() => undefined));
    await assert.rejects(
      sendOrder(path, { order: "x", args: null, timeoutMs: 50 }),
      OrderUnanswered,
    );
  });

  it("are taken at the size limit and refused one byte past it", async (t) => {
    const { path } = await serve(t, async () => "taken");
    const frame = JSON.stringify({ order: "x", args: "", until: Date.now() }).length;
    const fill = (bytes: number): string => "a".repeat(bytes - frame);
    assert.equal(await send(path, "x", fill(limits.orderBytesMax)), "taken");
    await assert.rejects(send(path, "x", fill(limits.orderBytesMax + 1)), OrderRefused);
  });

  it("that are none are refused, and the next one is served", async (t) => {
    const { path } = await serve(t, async () => "served");
    for (const text of ["\n", "hello\n", "[]\n", '{"order":7}\n', "null\n"])
      assert.match(await raw(path, text), /^\{"ok":false,"said":"not an order"\}\n$/u);
    connect(path).destroy();
    connect(path).end("half");
    assert.equal(await send(path, "x"), "served");
  });

  it("in progress are answered while the agent stops; silent senders do not hold it", async (t) => {
    const control = new AbortController();
    const { path, service } = await serve(
      t,
      async () => {
        control.abort();
        await new Promise((resolve) => setImmediate(resolve));
        return "stopping";
      },
      control.signal,
    );
    const silent = connect(path);
    silent.on("error", () => undefined);
    await once(silent, "connect");
    assert.equal(await send(path, "stop"), "stopping");
    await service[Symbol.asyncDispose]();
    await assert.rejects(send(path, "hold"), NoDaemon);
  });
});

describe("the socket's place", () => {
  const posix = { skip: process.platform === "win32" };

  it("is the same for every process, short enough, and a pipe on Windows", () => {
    assert.equal(ordersPath("/var/lib/facteur", "linux"), "/var/lib/facteur/ordres.sock");
    const deep = `/var/lib/${"a".repeat(100)}`;
    assert.equal(ordersPath(deep, "linux"), ordersPath(deep, "linux"));
    assert.ok(Buffer.byteLength(ordersPath(deep, "linux")) <= 100);
    assert.notEqual(ordersPath(deep, "linux"), ordersPath(`${deep}b`, "linux"));
    assert.match(
      ordersPath("C:\\ProgramData\\Facteur", "win32"),
      /^\\\\\.\\pipe\\facteur-\w{16}$/u,
    );
  });

  it("serves a data folder whose path is too long for a socket", posix, async (t) => {
    const path = ordersPath(join(await scratch(t), "a".repeat(100)));
    const { signal } = new AbortController();
    await using service = await serveOrders({ path, handle: async () => "far", signal });
    t.after(() => rm(join(path, ".."), { recursive: true }));
    assert.equal(await send(path, "x"), "far");
    assert.ok(service);
  });

  it("is closed to others", posix, async (t) => {
    const { path } = await serve(t, async () => "x");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    assert.equal((await stat(join(path, ".."))).mode & 0o777, 0o700);
  });

  it("is never cleared of anything but a socket", posix, async (t) => {
    const folder = await scratch(t);
    const path = join(folder, "ordres.sock");
    await writeFile(path, "precious");
    const { signal } = new AbortController();
    await assert.rejects(serveOrders({ path, handle: async () => "x", signal }), /not a socket/);
    assert.equal(await readFile(path, "utf8"), "precious");
  });
});

/** A socket file without a listener, as a killed agent leaves it. */
const leaveDeadSocket = async (path: string): Promise<void> => {
  const { renameSync } = await import("node:fs");
  const server = createServer();
  server.listen(path);
  await once(server, "listening");
  renameSync(path, `${path}.kept`);
  server.close();
  await once(server, "close");
  renameSync(`${path}.kept`, path);
};
