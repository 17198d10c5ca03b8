/**
 * What every request passes before any page sees it: under which name it asks, from where it comes, and with which cookie. Pure
 * over the request's headers.
 */
import { isLoopback } from "../../foundation/loopback.ts";
import type { PageSettings } from "../world.ts";

type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Hosts under which it may be asked: a page of the network cannot make its own name mean this machine (DNS rebinding). */
export const hostsOf = (
  { address, names }: Pick<PageSettings, "address" | "names">,
  port: number,
): ReadonlySet<string> => {
  const local = ["127.0.0.1", "localhost", "[::1]"];
  const own =
    /^(?:0\.0\.0\.0|::)$/u.test(address) || isLoopback(address) ? [] : [bracketed(address)];
  const all = [...local, ...own, ...names.map((name) => name.toLowerCase())];
  // A browser leaves out the port that its scheme has by default.
  const isDefault = port === 443 || port === 80;
  return new Set(all.flatMap((name) => [`${name}:${port}`, ...(isDefault ? [name] : [])]));
};

export const bracketed = (address: string): string =>
  address.includes(":") ? `[${address}]` : address;

/** A form of another site cannot decide here, whatever its cookie rules. */
export const isFromHere = (headers: Headers, own: string): boolean => {
  const { origin } = headers;
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return origin === undefined || origin === own;
};

export const cookieIn = (headers: Headers, name: string): string | undefined => {
  const sent = headers["cookie"];
  if (typeof sent !== "string") return undefined;
  for (const part of sent.split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
};

export interface CookieRules {
  /** Over TLS only. */
  readonly secure: boolean;
  readonly maxAgeSeconds?: number;
}

export const setCookie = (name: string, value: string, rules: CookieRules): string =>
  [
    `${name}=${value}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    ...(rules.secure ? ["Secure"] : []),
    ...(rules.maxAgeSeconds === undefined ? [] : [`Max-Age=${rules.maxAgeSeconds}`]),
  ].join("; ");

/** Cookies know no ports: two agents of one machine must not take each other's. `__Host-` holds it to this very host. */
export const cookieName = (port: number, secure: boolean): string =>
  `${secure ? "__Host-" : ""}facteur-${port}`;

/** Only our own files, no frame, no form elsewhere, nothing kept in any cache. */
export const headersOfAll = {
  "content-security-policy":
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Not `no-referrer`: browsers then hide the origin of our own forms too.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=()",
  "cache-control": "no-store",
} as const;
