/**
 * Who is in, and the one-time links that let somebody in. Both live in memory only: an agent that starts again knows nobody, and
 * a new link is one command away. Secrets are looked up by their hash, so that comparing them takes no telling time.
 */

import { limits } from "../../domain/limits.ts";
import type { Role } from "../../domain/role.ts";
import { sha256 } from "../../foundation/bytes.ts";
import type { Clock } from "../../ports/clock.ts";

export interface Person {
  /** The name that the journal keeps of every decision. */
  readonly name: string;
  readonly role: Role;
}

export interface Session extends Person {
  /** What the cookie holds. */
  readonly id: string;
  /** What every form of this session holds. */
  readonly token: string;
  readonly begun: number;
  readonly seen: number;
}

interface Parts {
  readonly clock: Pick<Clock, "monotonic">;
  readonly random: (bytes: number) => Uint8Array;
}

const secretBytes = 32;
const secret = ({ random }: Parts): string =>
  Buffer.from(random(secretBytes)).toString("base64url");

export class Sessions {
  readonly #parts: Parts;
  readonly #open = new Map<string, Session>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  begin({ name, role }: Person): Session {
    const now = this.#parts.clock.monotonic();
    const made = { id: secret(this.#parts), token: secret(this.#parts), begun: now, seen: now };
    const session = { name, role, ...made };
    for (const [key, open] of this.#open) if (this.#isOver(open)) this.#open.delete(key);
    const [oldest] = this.#open.keys();
    if (this.#open.size >= limits.pageSessionsMax && oldest) this.#open.delete(oldest);
    this.#open.set(sha256(session.id), session);
    return session;
  }

  /** Each visit keeps it alive, until its last hour; a page that renews itself on an empty chair is no visit. */
  find(id: string | undefined, isVisit = true): Session | undefined {
    const key = id === undefined ? "" : sha256(id);
    const found = this.#open.get(key);
    if (!found) return undefined;
    if (this.#isOver(found)) {
      this.#open.delete(key);
      return undefined;
    }
    if (!isVisit) return found;
    this.#open.delete(key);
    const seen = { ...found, seen: this.#parts.clock.monotonic() };
    this.#open.set(key, seen);
    return seen;
  }

  end({ id }: Session): void {
    this.#open.delete(sha256(id));
  }

  #isOver({ begun, seen }: Session): boolean {
    const now = this.#parts.clock.monotonic();
    return now - seen > limits.pageSessionIdleMs || now - begun > limits.pageSessionMs;
  }
}

export class OneTimeLinks {
  readonly #parts: Parts;
  readonly #open = new Map<string, Person & { readonly until: number }>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  make(person: Person): string {
    const now = this.#parts.clock.monotonic();
    for (const [key, { until }] of this.#open) if (until < now) this.#open.delete(key);
    const [oldest] = this.#open.keys();
    if (this.#open.size >= limits.pageLinksMax && oldest) this.#open.delete(oldest);
    const token = secret(this.#parts);
    this.#open.set(sha256(token), { ...person, until: now + limits.pageLinkMs });
    return token;
  }

  /** Whom it lets in: once, and not after its time. */
  take(token: string): Person | undefined {
    const key = sha256(token);
    const found = this.#open.get(key);
    this.#open.delete(key);
    if (!found || found.until < this.#parts.clock.monotonic()) return undefined;
    return { name: found.name, role: found.role };
  }
}
