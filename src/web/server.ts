/**
 * The pages over HTTP: fastify stays in this file. Every request passes the guard (rate, host, origin), then the session, then
 * the role and the form's token; only then a page answers. What fails is told to its visitor and to the log, and to nobody else.
 */
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { limits } from "../domain/limits.ts";
import { asError } from "../foundation/errors.ts";
import { agreementPath } from "./agreement/agreement.ts";
import { Front, newsPath } from "./front.ts";
import { monitor } from "./monitor/monitor.ts";
import { allRoutes } from "./routes.ts";
import { boundConnections } from "./visit/crowd.ts";
import { multipart, noForm, urlEncoded } from "./visit/forms.ts";
import { headersOfAll, isFromHere } from "./visit/guard.ts";
import { Rate } from "./visit/rate.ts";
import type { OneTimeLinks } from "./visit/sessions.ts";
import type { Form, Route } from "./visit/visit.ts";
import type { PageSettings, PageWorld } from "./world.ts";

export interface ServerOptions {
  readonly page: PageWorld;
  readonly settings: PageSettings;
  readonly links: OneTimeLinks;
  /** Ends what listens for news. */
  readonly signal: AbortSignal;
}

export const pageServer = async (options: ServerOptions): Promise<FastifyInstance> => {
  const app: FastifyInstance = made(options.settings, (request, reply) => unread(request, reply));
  const front = new Front({ ...options, portNow: () => portOf(app) ?? options.settings.port });
  const guard = guardOf(front, options);
  // What no address can be passes the same guard.
  const unread: Answering = (request, reply) =>
    guard(request, reply) ?? front.trouble(request, reply, { status: 400, is: "wrong" });
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<string>(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    async (_request: FastifyRequest, body: string) => urlEncoded(body),
  );
  app.addContentTypeParser<Buffer<ArrayBuffer>>(
    "multipart/form-data",
    { parseAs: "buffer" },
    (request: FastifyRequest, body: Buffer<ArrayBuffer>) =>
      multipart(body, request.headers["content-type"] ?? ""),
  );
  app.addHook("onRequest", async (request, reply) => guard(request, reply));
  troubles(app, front, options);
  entries(app, front, options.settings);
  monitor(app, options);
  for (const route of allRoutes) serve(app, front, route);
  return app;
};

type Answering = (request: FastifyRequest, reply: FastifyReply) => FastifyReply;

const made = ({ tls }: PageSettings, unread: Answering): FastifyInstance => {
  const common = {
    bodyLimit: limits.pageFormBytesMax,
    exposeHeadRoutes: false,
    // A stop does not wait for a browser's idle connections.
    forceCloseConnections: true,
    // Who sends slowly, or sits there without asking, must not take what the agent opens files with.
    requestTimeout: limits.pageRequestMs,
    frameworkErrors: (_cause: Error, request: FastifyRequest, reply: FastifyReply) =>
      void unread(request, reply),
  };
  const app = tls
    ? fastify({
        ...common,
        https: { cert: tls.certificate, key: tls.key, minVersion: "TLSv1.2" } as const,
      })
    : fastify(common);
  boundConnections(app.server);
  return app;
};

/** The one that it was given, where the settings leave the choice. */
const portOf = (app: FastifyInstance): number | undefined => {
  const address = app.server.address();
  return typeof address === "object" ? address?.port : undefined;
};

type Guard = (request: FastifyRequest, reply: FastifyReply) => FastifyReply | undefined;

/** Before anything is looked at: undefined when it may go on. */
const guardOf = (front: Front, { page, settings }: ServerOptions): Guard => {
  const rate = new Rate(page.world.clock, limits.pageRequestsPerMinute);
  return (request, reply) => {
    reply.headers(headersOfAll);
    if (settings.tls) reply.header("strict-transport-security", "max-age=31536000");
    const wait = rate.wait(front.whoAsks(request));
    if (wait > 0) return front.tooMany(request, reply, wait);
    if (!front.isAsked(request)) return front.trouble(request, reply, { status: 421, is: "host" });
    if (request.method !== "GET" && !isFromHere(request.headers, front.origin(request)))
      return front.trouble(request, reply, { status: 403, is: "elsewhere" });
    return undefined;
  };
};

const troubles = (app: FastifyInstance, front: Front, { page }: ServerOptions): void => {
  app.setNotFoundHandler((request, reply) =>
    front.trouble(request, reply, { status: 404, is: "missing" }),
  );
  app.setErrorHandler((cause, request, reply) => {
    const { statusCode = 500 } = cause as { readonly statusCode?: number };
    if (statusCode === 413) return front.trouble(request, reply, { status: 413, is: "large" });
    if (statusCode < 500) return front.trouble(request, reply, { status: statusCode, is: "wrong" });
    // Not the question of the address: it may hold what somebody looked for.
    page.world.log.event("error", "page-failed", {
      path: request.routeOptions.url ?? "",
      said: asError(cause).stack ?? "",
    });
    return front.trouble(request, reply, { status: 500, is: "failed" });
  });
};

const entries = (
  app: FastifyInstance,
  front: Front,
  { agreements }: ServerOptions["settings"],
): void => {
  app.get("/assets/:name", (request, reply) => front.asset(request, reply));
  app.get("/enter", (request, reply) => front.byLink(request, reply));
  app.get("/login", (request, reply) => front.door(request, reply));
  app.post("/login", (request, reply) => front.byPassword(request, reply, formOf(request)));
  app.post("/leave", (request, reply) => front.leave(request, reply, formOf(request)));
  if (agreements) {
    // A wildcard: a named part may not be as long as a token.
    const path = `${agreementPath}*`;
    app.get(path, (request, reply) => front.byAgreement(request, reply));
    app.post(path, (request, reply) => front.byAgreement(request, reply, formOf(request)));
  }
  app.get(newsPath, (request, reply) => front.news(request, reply));
};

const serve = (app: FastifyInstance, front: Front, route: Route): void => {
  app.route({
    method: route.method,
    url: route.path,
    ...(route.uploadBytesMax === undefined
      ? {}
      : { bodyLimit: route.uploadBytesMax + limits.pageFormBytesMax }),
    // Before the body is read: nobody unknown sends us a file.
    onRequest: async (request: FastifyRequest, reply: FastifyReply) =>
      front.admit(request, reply, route),
    handler: (request: FastifyRequest, reply: FastifyReply) =>
      front.answer(request, reply, { route, form: formOf(request) }),
  });
};

const formOf = ({ body }: FastifyRequest): Form => (body as Form | undefined) ?? noForm;
