/** What a program that watches the agent may ask without a session: this machine's, and those that the settings name. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { isLoopback } from "../../foundation/loopback.ts";
import type { PageSettings, PageWorld } from "../world.ts";
import { healthJson } from "./health.ts";
import { metricsOf } from "./metrics.ts";

export const monitor = (
  app: FastifyInstance,
  { page, settings }: { readonly page: PageWorld; readonly settings: PageSettings },
): void => {
  const metrics = metricsOf(page);
  const onRequest = async (request: FastifyRequest, reply: FastifyReply) =>
    isMonitor(request, settings)
      ? undefined
      : reply.code(403).type("text/plain; charset=utf-8").send("page.monitors\n");
  // Many ask for the head alone.
  app.get("/health", { onRequest, exposeHeadRoute: true }, (_request, reply) => {
    const health = healthJson(page);
    return reply
      .code(health.status === "fail" ? 503 : 200)
      .type("application/health+json; charset=utf-8")
      .send(`${JSON.stringify(health, undefined, 2)}\n`);
  });
  app.get("/metrics", { onRequest }, async (_request, reply) =>
    reply.type(metrics.type).send(await metrics.text()),
  );
};

/**
 * An IPv4 address may come in IPv6's clothes (RFC 4291 §2.5.5.2). What a proxy of this machine passes on comes from elsewhere: a
 * proxy says so in a head that its visitors cannot take away.
 */
const isMonitor = ({ ip, headers }: FastifyRequest, { monitors }: PageSettings): boolean => {
  const plain = ip.replace(/^::ffff:/u, "");
  const isPassedOn = passing.some((name) => headers[name] !== undefined);
  return (isLoopback(plain) && !isPassedOn) || monitors.includes(plain);
};

const passing = ["forwarded", "x-forwarded-for", "x-real-ip", "via"] as const;
