/**
 * The signed link by which a client agrees. It names the deposit, the very bytes of its file, until when it may be used and a
 * secret of its own; the signature also covers the statement that was shown and the address it was sent to. Pure.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { sha256 } from "../../foundation/bytes.ts";
import type { Deposit } from "../deposit.ts";
import type { FactOf } from "../facts.ts";
import type { DepositId, Instant, Sha256 } from "../ids.ts";
import { awaitsClient } from "./agreement.ts";

export interface LinkContent {
  readonly deposit: DepositId;
  /** SHA-256 of the file that was dropped. */
  readonly content: Sha256;
  readonly expires: Instant;
  /** Base64url of 16 random bytes; the journal knows its hash only. */
  readonly secret: string;
}

type Sent = Pick<FactOf<"agreement-link">, "statement" | "to">;

export const linkToken = (key: Uint8Array, content: LinkContent, sent: Sent): string =>
  [...partsOf(content), signatureOf(key, content, sent)].join(".");

const partsOf = ({ deposit, content, expires, secret }: LinkContent): readonly string[] => [
  deposit,
  content,
  expires.toString(36),
  secret,
];

/** Under a name of its own, so that no other keyed hash of the agent can stand for it. */
const signatureOf = (key: Uint8Array, content: LinkContent, { statement, to }: Sent): string =>
  createHmac("sha256", key)
    .update(["agreement-link", ...partsOf(content), statement, to].join("|"))
    .digest("base64url");

interface ReadLink extends LinkContent {
  readonly signature: string;
}

const shape = /^(D\d{1,15})\.([0-9a-f]{64})\.([0-9a-z]{1,11})\.([\w-]{22})\.([\w-]{43})$/u;

/** Undefined for what never was a link of ours; nothing of it is believed yet. */
export const readLink = (token: string): ReadLink | undefined => {
  const [, deposit, content, expires, secret, signature] = shape.exec(token) ?? [];
  if (!deposit || !content || !expires || !secret || !signature) return undefined;
  const at = Number.parseInt(expires, 36);
  return { deposit: deposit as DepositId, content, expires: at, secret, signature };
};

/** What the journal says of the secret. */
export const secretHash = (secret: string): Sha256 => sha256(`agreement-link|${secret}`);

const linkRefusals = ["unknown", "expired", "used", "replaced", "changed", "held"] as const;
/**
 * `unknown`: not signed by us, or about other bytes. `used`: nothing is asked of the client any more. `replaced`: a later link was
 * sent. `changed`: the statement is no longer the one that the link is about. `held`: a person suspended the deposit.
 */
export type LinkRefusal = (typeof linkRefusals)[number];

export type LinkStand =
  | { readonly is: "open"; readonly sent: FactOf<"agreement-link"> }
  | { readonly is: LinkRefusal };

/** What a link is worth now, but for the statement, which its caller makes anew. The signature is judged before anything is told. */
export const linkStand = (
  read: ReadLink,
  deposit: Deposit | undefined,
  { key, now }: { readonly key: Uint8Array; readonly now: Instant },
): LinkStand => {
  const links = deposit?.links ?? [];
  const own = secretHash(read.secret);
  const sent = links.find((one) => one.link === own);
  if (!deposit || !sent || read.content !== deposit.claimed.sha256) return { is: "unknown" };
  const right = Buffer.from(signatureOf(key, read, sent));
  const given = Buffer.from(read.signature);
  if (right.length !== given.length || !timingSafeEqual(right, given)) return { is: "unknown" };
  if (!awaitsClient(deposit) || deposit.orders.some((o) => o.link === own)) return { is: "used" };
  if (links.at(-1) !== sent) return { is: "replaced" };
  if (now >= read.expires) return { is: "expired" };
  return deposit.heldBy ? { is: "held" } : { is: "open", sent };
};
