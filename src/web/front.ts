/** Between HTTP and the pages: who asks, in which language, and how each kind of answer is sent. */
import type { FastifyReply, FastifyRequest } from "fastify";
import { limits } from "../domain/limits.ts";
import { agreedPage, agreementPage, agreementPath } from "./agreement/agreement.ts";
import { type Assets, assetsOf } from "./assets/assets.ts";
import { cameIn, Doors, doorPage } from "./entry/entry.ts";
import { html } from "./html.ts";
import { isLanguage, type Language, languageOf } from "./language.ts";
import { News } from "./news.ts";
import type { ServerOptions } from "./server.ts";
import { shell } from "./shell.ts";
import { shellWords, type Trouble } from "./shell-words.ts";
import { attachment } from "./visit/attachment.ts";
import { Uploads } from "./visit/crowd.ts";
import { documentPolicy } from "./visit/document-policy.ts";
import { cookieIn, cookieName, headersOfAll, hostsOf, setCookie } from "./visit/guard.ts";
import { Rate } from "./visit/rate.ts";
import { type Person, type Session, Sessions } from "./visit/sessions.ts";
import type { Answer, Form, Route, Visit } from "./visit/visit.ts";

type Options = ServerOptions & { readonly portNow: () => number };

export const newsPath = "/news";
const languageCookie = "facteur-lang";
const yearSeconds = 31_536_000;
const uploadWaitMs = 10_000;

export class Front {
  readonly #options: Options;
  readonly #sessions: Sessions;
  readonly #doors: Doors;
  readonly #entries: Rate;
  readonly #agreements: Rate;
  readonly #assets: Assets;
  readonly #news: News;
  readonly #uploads = new Uploads();

  constructor(options: Options) {
    this.#options = options;
    const { world, papers } = options.page;
    this.#sessions = new Sessions(world);
    this.#doors = new Doors(options.settings.accounts);
    this.#entries = new Rate(world.clock, limits.pageEntriesPerMinute);
    this.#agreements = new Rate(world.clock, limits.pageAgreementsPerMinute);
    this.#assets = assetsOf(papers.style);
    this.#news = new News(world, {
      signal: options.signal,
      isIn: (id) => this.#sessions.find(id, false) !== undefined,
    });
  }

  /** Under the public name of the links, nothing but them answers. */
  isAsked(request: FastifyRequest): boolean {
    const host = (request.headers.host ?? "").toLowerCase();
    const { settings, portNow } = this.#options;
    if (hostsOf(settings, portNow()).has(host)) return true;
    const path = pathOf(request);
    return (
      host === this.#public?.host && (path.startsWith(agreementPath) || path.startsWith("/assets/"))
    );
  }

  /** A session is counted by itself: fifteen clerks behind one proxy, or on one terminal server, are not one visitor. */
  whoAsks({ headers, ip }: FastifyRequest): string {
    const session = this.#sessions.find(cookieIn(headers, this.#cookie), false);
    return session === undefined ? ip : `session ${session.id}`;
  }

  origin({ headers }: FastifyRequest): string {
    if (headers.host?.toLowerCase() === this.#public?.host) return this.#public?.origin ?? "";
    return `${this.#secure ? "https" : "http"}://${headers.host ?? ""}`;
  }

  asset(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const file = this.#assets.files.get(pathOf(request));
    if (!file) return this.trouble(request, reply, { status: 404, is: "missing" });
    // The name of a file changes with it, but the icon's.
    reply.header("cache-control", "private, max-age=86400").type(file.type);
    return reply.send(file.text);
  }

  /** Once: a second visit of the same link finds it used up. */
  byLink(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const wait = this.#entries.wait(request.ip);
    if (wait > 0) return this.tooMany(request, reply, wait);
    const key = queryOf(request).get("key") ?? "";
    const person = this.#options.links.take(key);
    if (!person) return this.#refuseEntry(request, reply, "link");
    this.#begin(request, reply, person);
    reply.header("refresh", "0; url=/");
    return this.#page(request, reply, { ...cameIn(this.#language(request)), url: "/" });
  }

  async byPassword(
    request: FastifyRequest,
    reply: FastifyReply,
    form: Form,
  ): Promise<FastifyReply> {
    const wait = this.#entries.wait(request.ip);
    if (wait > 0) return this.tooMany(request, reply, wait);
    const [name, password] = ["name", "password"].map((field) => form.fields.get(field) ?? "");
    const person = this.#doors.open && (await this.#doors.enter(name ?? "", password ?? ""));
    if (!person) return this.#refuseEntry(request, reply, "password");
    this.#begin(request, reply, person);
    return reply.redirect("/", 303);
  }

  door(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    return this.#door(request, reply, undefined);
  }

  leave(request: FastifyRequest, reply: FastifyReply, form: Form): FastifyReply {
    const session = this.#session(request);
    if (session && form.fields.get("token") !== session.token)
      return this.trouble(request, reply, { status: 403, is: "stale" });
    if (session) this.#sessions.end(session);
    reply.header(
      "set-cookie",
      setCookie(this.#cookie, "", { secure: this.#secure, maxAgeSeconds: 0 }),
    );
    return reply.redirect("/login", 303);
  }

  /** A client's signed link: no session, and tries are counted. */
  async byAgreement(
    request: FastifyRequest,
    reply: FastifyReply,
    form?: Form,
  ): Promise<FastifyReply> {
    const wait = this.#agreements.wait(request.ip);
    if (wait > 0) return this.tooMany(request, reply, wait);
    const { "*": token = "" } = request.params as Readonly<Record<string, string>>;
    const asked = { token, language: this.#language(request, reply) };
    const { page } = this.#options;
    const answer = await (form ? agreedPage(page, { ...asked, form }) : agreementPage(page, asked));
    return this.#send(request, reply, answer);
  }

  news(request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const session = this.#session(request);
    if (!session) return reply.code(401).send();
    if (this.#news.isFull(session.id)) return reply.code(503).send();
    reply.hijack();
    void this.#news.tell(reply.raw, { headers: headersOfAll, whose: session.id });
    return reply;
  }

  /** Answers by itself whoever may not: without a session by the door, without the role by a no. */
  admit(request: FastifyRequest, reply: FastifyReply, route: Route): FastifyReply | undefined {
    const session = this.#session(request);
    if (!session) return this.#door(request, reply, undefined);
    if (route.role === "administrator" && session.role !== "administrator")
      return this.trouble(request, reply, { status: 403, is: "forbidden" });
    if (route.uploadBytesMax === undefined) return undefined;
    const end = this.#uploads.begin(session.id);
    if (!end) return this.tooMany(request, reply, uploadWaitMs);
    reply.raw.once("close", end);
    return undefined;
  }

  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    { route, form }: { readonly route: Route; readonly form: Form },
  ): Promise<FastifyReply> {
    const session = this.#session(request);
    if (!session) return this.#door(request, reply, undefined);
    if (route.method === "POST" && form.fields.get("token") !== session.token)
      return this.trouble(request, reply, { status: 403, is: "stale" });
    const language = this.#language(request, reply);
    const visit: Visit = {
      session,
      language,
      url: request.url,
      params: request.params as Readonly<Record<string, string>>,
      query: queryOf(request),
      form,
    };
    const answered = await route.answer(this.#options.page, visit);
    const at = route.method === "POST" ? route.at(visit) : undefined;
    return this.#send(request, reply, { ...answered, ...(at === undefined ? {} : { at }) });
  }

  tooMany(request: FastifyRequest, reply: FastifyReply, waitMs: number): FastifyReply {
    reply.header("retry-after", String(Math.ceil(waitMs / 1000)));
    return this.trouble(request, reply, { status: 429, is: "rate" });
  }

  trouble(
    request: FastifyRequest,
    reply: FastifyReply,
    { status, is }: { readonly status: number; readonly is: Trouble },
  ): FastifyReply {
    const language = this.#language(request);
    const w = shellWords[language];
    const { title, text } = w.trouble[is];
    const body = html`<section class="door"><h1>${title}</h1><p>${text}</p><p><a class="button" href="/">${w.back}</a></p></section>`;
    reply.code(status);
    return this.#page(request, reply, { title, body });
  }

  #send(
    request: FastifyRequest,
    reply: FastifyReply,
    answer: Answer & { readonly at?: string },
  ): FastifyReply {
    switch (answer.is) {
      case "page":
        reply.code(answer.status ?? 200);
        return this.#page(request, reply, answer);
      case "go":
        return reply.redirect(answer.to, 303);
      case "missing":
        return this.trouble(request, reply, { status: 404, is: "missing" });
      case "document":
        reply.header("content-security-policy", documentPolicy(answer)).type(answer.type);
        if (answer.name !== undefined) reply.header("content-disposition", attachment(answer.name));
        return reply.send(answer.bytes);
    }
  }

  #page(
    request: FastifyRequest,
    reply: FastifyReply,
    shown: Pick<Parameters<typeof shell>[0], "title" | "body" | "here" | "at"> & {
      readonly url?: string;
    },
  ): FastifyReply {
    const { page } = this.#options;
    const text = shell({
      url: shown.at ?? (request.method === "GET" ? request.url : "/"),
      ...shown,
      language: this.#language(request),
      session: this.#session(request),
      version: page.version,
      assets: this.#assets,
    });
    return reply.type("text/html; charset=utf-8").send(text);
  }

  /** 401 with the door in its body: no other page is told of, and nothing leads astray. */
  #door(
    request: FastifyRequest,
    reply: FastifyReply,
    failed: "link" | "password" | undefined,
  ): FastifyReply {
    const language = this.#language(request, reply);
    reply.code(this.#session(request) ? 200 : 401);
    return this.#page(request, reply, doorPage({ language, accounts: this.#doors.open, failed }));
  }

  #refuseEntry(
    request: FastifyRequest,
    reply: FastifyReply,
    failed: "link" | "password",
  ): FastifyReply {
    const { log } = this.#options.page.world;
    log.event("warn", "page-entry-refused", { address: request.ip, by: failed });
    return this.#door(request, reply, failed);
  }

  /** Whoever was in with this browser is so no more. */
  #begin(request: FastifyRequest, reply: FastifyReply, person: Person): void {
    const before = this.#session(request);
    if (before) this.#sessions.end(before);
    const session = this.#sessions.begin(person);
    reply.header("set-cookie", setCookie(this.#cookie, session.id, { secure: this.#secure }));
  }

  #session({ headers, url }: FastifyRequest): Session | undefined {
    const isVisit = headers["x-facteur-renewal"] === undefined && url !== newsPath;
    return this.#sessions.find(cookieIn(headers, this.#cookie), isVisit);
  }

  get #public(): URL | undefined {
    const { agreements } = this.#options.settings;
    return agreements && new URL(agreements.url);
  }

  get #secure(): boolean {
    return this.#options.settings.tls !== undefined;
  }

  get #cookie(): string {
    return cookieName(this.#options.portNow(), this.#secure);
  }

  /** What is asked for by name is kept for the next pages. */
  #language(request: FastifyRequest, reply?: FastifyReply): Language {
    const asked = queryOf(request).get("lang") ?? undefined;
    if (reply && isLanguage(asked)) {
      const rules = { secure: this.#secure, maxAgeSeconds: yearSeconds };
      reply.header("set-cookie", setCookie(languageCookie, asked, rules));
    }
    return languageOf({
      asked,
      kept: cookieIn(request.headers, languageCookie),
      accepted: request.headers["accept-language"],
      usual: this.#options.page.language,
    });
  }
}

const pathOf = ({ url }: FastifyRequest): string => url.split("?", 1)[0] ?? "";

const queryOf = (request: FastifyRequest): URLSearchParams =>
  new URLSearchParams(request.url.slice(pathOf(request).length));
