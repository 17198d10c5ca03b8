/**
 * The agent's control socket: one order per connection, one JSON object per line each way. Whoever may
 * open the socket may give orders, so it lies in a folder of the agent's own (0700) and is 0600 itself.
 */
import { createHash } from "node:crypto";
import { chmod, lstat, rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { limits } from "../../domain/limits.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { makeFolderSafely, statsOf } from "../../foundation/safe-file.ts";
import { readLine } from "./read-line.ts";

/** `sun_path` holds 108 bytes on Linux, 104 on BSD and macOS, its final zero included. */
const socketPathBytesMax = 100;

/** Nobody listens: the agent does not run. */
export class NoDaemon extends Error {
  constructor(path: string) {
    super(`no agent listens on ${path}`);
    this.name = "NoDaemon";
  }
}

/** Whoever asks may not open the socket: only the agent's own user, and root, may. */
export class OrderForbidden extends Error {
  constructor(path: string) {
    super(`no right to open ${path}`);
    this.name = "OrderForbidden";
  }
}

/** The agent answered that it did not do it, and why. */
export class OrderRefused extends Error {
  constructor(said: string) {
    super(said);
    this.name = "OrderRefused";
  }
}

/** No answer in time, or half of one: the order may or may not have been carried out. */
export class OrderUnanswered extends Error {
  constructor(said: string) {
    super(said);
    this.name = "OrderUnanswered";
  }
}

/** Whether anybody listens there. Nothing is asked. */
export const isListening = (path: string): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(path);
    const tell = (listens: boolean) => (): void => {
      socket.destroy();
      resolve(listens);
    };
    socket.once("connect", tell(true)).once("error", tell(false));
  });

/** Where the agent of this data folder listens. The same folder gives the same path to every process. */
export const ordersPath = (
  dataFolder: string,
  platform: NodeJS.Platform = process.platform,
): string => {
  const mark = createHash("sha256").update(dataFolder).digest("hex").slice(0, 16);
  if (platform === "win32") return `\\\\.\\pipe\\facteur-${mark}`;
  const path = join(dataFolder, "ordres.sock");
  if (Buffer.byteLength(path) <= socketPathBytesMax) return path;
  return join(tmpdir(), `facteur-${mark}`, "ordres.sock");
};

export interface OrderService {
  readonly path: string;
  /** What it throws is told to the sender as a refusal. */
  readonly handle: (order: string, args: unknown) => Promise<unknown>;
  readonly signal: AbortSignal;
}

/**
 * Listens until aborted or disposed; orders in progress are answered first. The caller holds the lock of
 * the data folder, so a socket file that stands there is a dead agent's, and is replaced.
 */
export const serveOrders = async (service: OrderService): Promise<AsyncDisposable> => {
  const isPipe = service.path.startsWith("\\\\");
  if (!isPipe) await clearPlace(service.path);
  const silent = new Set<Socket>();
  const server = createServer((socket) => {
    silent.add(socket);
    void answer(socket, service, () => silent.delete(socket));
  });
  server.maxConnections = limits.orderConnectionsMax;
  await listening(server, service.path);
  if (!isPipe) await chmod(service.path, 0o600);
  const closed = new Promise<void>((resolve) => server.once("close", () => resolve()));
  const stop = (): void => {
    if (server.listening) server.close();
    for (const socket of silent) socket.destroy();
  };
  service.signal.addEventListener("abort", stop, { once: true });
  if (service.signal.aborted) stop();
  return {
    async [Symbol.asyncDispose]() {
      service.signal.removeEventListener("abort", stop);
      stop();
      await closed;
    },
  };
};

/** The answer's value. Throws `NoDaemon`, `OrderForbidden`, `OrderRefused` or `OrderUnanswered`. */
export const sendOrder = async (
  path: string,
  request: { readonly order: string; readonly args: unknown; readonly timeoutMs: number },
): Promise<unknown> => {
  const { order, args, timeoutMs } = request;
  const socket = connect(path);
  const late = AbortSignal.timeout(timeoutMs);
  const giveUp = (): void =>
    void socket.destroy(new OrderUnanswered(`no answer in ${timeoutMs} ms`));
  late.addEventListener("abort", giveUp, { once: true });
  try {
    const until = Date.now() + timeoutMs;
    socket.write(`${JSON.stringify({ order, args, until })}\n`);
    return valueOf(await readLine(socket, limits.orderReplyBytesMax));
  } catch (cause) {
    const code = codeOf(cause);
    if (["ENOENT", "ECONNREFUSED", "ENOTSOCK"].includes(code)) throw new NoDaemon(path);
    if (["EACCES", "EPERM"].includes(code)) throw new OrderForbidden(path);
    if (cause instanceof OrderRefused || cause instanceof OrderUnanswered) throw cause;
    throw new OrderUnanswered(asError(cause).message);
  } finally {
    late.removeEventListener("abort", giveUp);
    socket.destroy();
  }
};

const valueOf = (line: string | undefined): unknown => {
  if (line === undefined) throw new OrderUnanswered("the agent closed without an answer");
  const reply = parse(line);
  if (reply?.["ok"] === true) return reply["value"];
  if (reply?.["ok"] === false) throw new OrderRefused(String(reply["said"]));
  throw new OrderUnanswered("not an answer");
};

const answer = async (socket: Socket, service: OrderService, heard: () => void): Promise<void> => {
  // A sender that goes away is its own affair.
  socket.on("error", () => undefined);
  socket.once("close", heard);
  socket.setTimeout(limits.orderSilenceMs, () => socket.destroy());
  let reply: object;
  try {
    const line = await readLine(socket, limits.orderBytesMax);
    if (line === undefined) return;
    heard();
    socket.setTimeout(0);
    const { order, args } = requestOf(line);
    reply = { ok: true, value: await service.handle(order, args) };
  } catch (cause) {
    if (socket.destroyed) return;
    reply = { ok: false, said: asError(cause).message };
  }
  const text = `${JSON.stringify(reply)}\n`;
  socket.end(text, () => socket.destroySoon());
};

const requestOf = (line: string): { readonly order: string; readonly args: unknown } => {
  const request = parse(line);
  if (typeof request?.["order"] !== "string") throw new Error("not an order");
  const { until } = request;
  // Whoever gave it has been told that nobody answered, and may have given it again: a process that was stopped reads both.
  if (typeof until === "number" && Date.now() > until)
    throw new Error("the order came too late: nothing was done");
  return { order: request["order"], args: request["args"] };
};

const parse = (line: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** Makes the socket's folder ours and its name free. */
const clearPlace = async (path: string): Promise<void> => {
  const folder = dirname(path);
  await makeFolderSafely(folder, 0o700);
  const stats = await lstat(folder);
  // Under the temporary folder, somebody else may have made it first, to listen in our place.
  if (!stats.isDirectory() || (process.getuid && stats.uid !== process.getuid()))
    throw new Error(`${folder} is not ours`);
  const there = await statsOf(path);
  if (!there) return;
  if (!there.isSocket()) throw new Error(`${path} is not a socket`);
  await rm(path);
};

const listening = (server: Server, path: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => {
      server.off("error", reject);
      resolve();
    });
  });
