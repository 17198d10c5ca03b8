/**
 * The client's agreement by a signed link: made for one statement and one address, opened to read, and used once, by a form. What
 * is shown when it is opened is made anew, and must be what the link was signed for. Opening writes nothing (docs/decisions/0048).
 */
import { awaitsClient } from "../../domain/agreement/agreement.ts";
import {
  type LinkRefusal,
  type LinkStand,
  linkStand,
  linkToken,
  readLink,
  secretHash,
} from "../../domain/agreement/link.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { DepositId, Instant, Sha256 } from "../../domain/ids.ts";
import { judgeOrder } from "../../domain/order.ts";
import { sha256 } from "../../foundation/bytes.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Store } from "../../ports/store.ts";
import type { ClientHolds } from "../client-holds.ts";
import { type StatementForClient, statementFor } from "../report/statement.ts";
import type { Dossier } from "../world.ts";

const statementOf = async (
  world: LinkWorld,
  deposit: Deposit,
  at: Instant,
): Promise<StatementForClient | undefined> =>
  deposit.purges.some((p) => p.kinds.includes("originals"))
    ? undefined
    : statementFor(world, { deposit, at });

/** Of all that the client agrees to: the bytes, what they say, and where they go under which subject. */
const statementHash = ({ deposit, content }: StatementForClient): Sha256 => {
  const goes = deposit.stage.is === "held" ? deposit.stage.hold.details : [];
  return sha256(JSON.stringify([deposit.claimed.sha256, deposit.claimed.mode, goes, content]));
};

export interface LinkWorld {
  readonly journal: Journal;
  readonly store: Store;
  readonly dossiers: ReadonlyMap<string, Pick<Dossier, "calendar" | "legal" | "client">>;
  readonly clock: Pick<Clock, "now">;
  readonly agent: { readonly key: Uint8Array };
}

export interface AskedLink {
  readonly deposit: DepositId;
  readonly to: string;
  readonly days: number;
  readonly by: string;
  readonly reason: string;
}

export type MadeLink =
  | { readonly is: "made"; readonly token: string; readonly expires: Instant }
  | {
      readonly is: "refused";
      readonly because: "agreement-not-asked" | "nothing-read" | "too-late";
    }
  | { readonly is: "unknown" };

const dayMs = 86_400_000;

export const makeAgreementLink = async (
  world: LinkWorld & { readonly random: (bytes: number) => Uint8Array },
  asked: AskedLink,
): Promise<MadeLink> => {
  const deposit = await world.journal.deposit(asked.deposit);
  if (!deposit) return { is: "unknown" };
  if (!awaitsClient(deposit)) return { is: "refused", because: "agreement-not-asked" };
  const now = world.clock.now();
  const statement = await statementOf(world, deposit, now);
  if (!statement) return { is: "refused", because: "nothing-read" };
  const secret = Buffer.from(world.random(16)).toString("base64url");
  // Nobody agrees to a late declaration by a click: the office decides that.
  const deadline = deposit.claimed.mode === "reel" ? deposit.recognised?.deadline : undefined;
  if (deadline !== undefined && deadline <= now) return { is: "refused", because: "too-late" };
  const expires = Math.min(now + asked.days * dayMs, deadline ?? Number.POSITIVE_INFINITY);
  const { to, by, reason } = asked;
  const sent = { to, statement: statementHash(statement) };
  const link = { deposit: deposit.id, content: deposit.claimed.sha256, expires, secret };
  await world.journal.transact((t) =>
    t.append({
      is: "agreement-link",
      deposit: deposit.id,
      link: secretHash(secret),
      ...sent,
      expires,
      by,
      reason,
    }),
  );
  return { is: "made", token: linkToken(world.agent.key, link, sent), expires };
};

/** Who answers by a link is under what holds the deposit's client too: what a person suspended, no client lets go. */
export interface AgreeingWorld extends LinkWorld {
  readonly holds: Pick<ClientHolds, "over">;
}

export type OpenedLink =
  | { readonly is: "open"; readonly statement: StatementForClient }
  | { readonly is: LinkRefusal };

/** To read it: a mail scanner that opens every link writes nothing and agrees to nothing. */
export const openAgreementLink = async (
  world: AgreeingWorld,
  token: string,
): Promise<OpenedLink> => {
  const read = readLink(token);
  const deposit = read && (await world.journal.deposit(read.deposit));
  if (!read || !deposit) return { is: "unknown" };
  const stand = standOf(world, read, deposit);
  if (stand.is !== "open") return stand;
  const statement = await statementOf(world, deposit, world.clock.now());
  if (!statement || statementHash(statement) !== stand.sent.statement) return { is: "changed" };
  return { is: "open", statement };
};

type Read = NonNullable<ReturnType<typeof readLink>>;

const standOf = (world: AgreeingWorld, read: Read, deposit?: Deposit): LinkStand => {
  const { agent, clock, holds } = world;
  return linkStand(read, deposit && holds.over(deposit), { key: agent.key, now: clock.now() });
};

export type LinkAnswer =
  | { readonly is: "agreed"; readonly deposit: DepositId }
  | { readonly is: LinkRefusal };

/** The client's word, once: under the name that they gave, signed by the address that the link was sent to. */
export const agreeByLink = async (
  world: AgreeingWorld,
  { token, name }: { readonly token: string; readonly name: string },
): Promise<LinkAnswer> => {
  const opened = await openAgreementLink(world, token);
  const read = readLink(token);
  if (opened.is !== "open" || !read) return opened.is === "open" ? { is: "unknown" } : opened;
  return world.journal.transact(async (t): Promise<LinkAnswer> => {
    const deposit = await t.deposit(read.deposit);
    const stand = standOf(world, read, deposit);
    if (!deposit || stand.is !== "open") return stand.is === "open" ? { is: "unknown" } : stand;
    const { to, link } = stand.sent;
    const order = {
      order: "release",
      reason: `accord par le lien signé envoyé à ${to}`,
      agreedBy: name,
    } as const;
    // What was shown a moment ago must still be what is asked: the fold says so without reading contents again.
    if (deposit.lastSeq !== opened.statement.deposit.lastSeq) return { is: "changed" };
    if (judgeOrder(deposit, order).is !== "allowed") return { is: "used" };
    await t.append({ is: "ordered", deposit: deposit.id, ...order, by: to, link });
    return { is: "agreed", deposit: deposit.id };
  });
};
