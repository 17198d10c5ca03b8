/**
 * The page as a service of the agent: it listens while the agent runs. A port that is taken, or anything else that fails, is a
 * problem that is told and tried again; nothing that sends waits for it, and nothing of it stops the agent.
 */
import type { FastifyInstance } from "fastify";
import type { FaultCode } from "../domain/faults.ts";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { pageServer, type ServerOptions } from "./server.ts";
import { bracketed } from "./visit/guard.ts";
import type { PageSettings } from "./world.ts";

export interface PageService {
  /** Where it answers; undefined while it does not. */
  address(): string | undefined;
  /** Until the signal aborts; never throws. */
  run(): Promise<void>;
}

export interface ServiceOptions extends ServerOptions {
  readonly told: {
    raise(code: FaultCode, about: string, said: string): void;
    clear(about: string, ...codes: readonly FaultCode[]): void;
  };
}

export const pageService = (options: ServiceOptions): PageService => {
  const { settings, signal, told, page } = options;
  const { clock, log } = page.world;
  const about = `${bracketed(settings.address)}:${settings.port}`;
  let address: string | undefined;
  const once = async (): Promise<void> => {
    const app = await pageServer(options);
    try {
      await app.listen({ host: settings.address, port: settings.port });
      address = urlOf(app, settings);
      told.clear(about, "page-failed");
      log.event("info", "page-open", { address });
      await aborted(signal);
    } finally {
      address = undefined;
      await app.close();
    }
  };
  return {
    address: () => address,
    run: async () => {
      while (!signal.aborted) {
        try {
          await once();
        } catch (cause) {
          told.raise("page-failed", about, asError(cause).message);
          await clock.wait(limits.pageRetryMs, signal);
        }
      }
    },
  };
};

const urlOf = (app: FastifyInstance, { address, names, tls, port }: PageSettings): string => {
  const bound = app.server.address();
  const own = typeof bound === "object" && bound ? bound.port : port;
  const [name] = names;
  const host = /^(?:0\.0\.0\.0|::)$/u.test(address) ? "localhost" : bracketed(address);
  return `${tls ? "https" : "http"}://${name ?? host}:${own}`;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
