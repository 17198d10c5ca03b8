/** What the command line may ask of a running daemon, over the local socket. */

import { type Deposit, endedUnsent } from "../../domain/deposit.ts";
import { orderNames } from "../../domain/facts.ts";
import {
  type Health,
  healthOf,
  type RoundTrip,
  type Weighed,
  weighed,
} from "../../domain/health.ts";
import { holdScopes } from "../../domain/hold/client.ts";
import type { DepositId, MessageId, ReceiptId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { keptKinds } from "../../domain/removal/retention.ts";
import {
  type ClientAnswer,
  type ClientOrder,
  giveClientOrder,
} from "../../journey/client-holds.ts";
import { type Acceptance, acceptPrograms } from "../../journey/known-programs.ts";
import { type GivenOrder, giveOrder, type PersonOrder } from "../../journey/order.ts";
import type { PurgeItem } from "../../journey/purge/plan.ts";
import { type PurgeOrder, purge } from "../../journey/purge.ts";
import { type Reconciling, reconcile } from "../../journey/reconcile.ts";
import { type TakenDossier, takeDossier } from "../../journey/take-dossier.ts";
import type { Logins } from "../../ports/logins.ts";
import type { Daemon } from "../daemon.ts";
import { tellReceipt } from "../mail-loop.ts";
import type { Problem } from "../problems.ts";
import { declaredMissing, declaredOtherwise } from "./declared.ts";
import { loginOrders } from "./logins.ts";
import { type PageLink, pageLink } from "./page-link.ts";
import { carryOut, type ReceiptOrder, type ReceiptOrderAnswer, receiptOrder } from "./person.ts";
import { registerOrders } from "./register.ts";
import { signature } from "./signature.ts";
import { agreedByLink, agreementLink, statementGiven } from "./statement.ts";

export interface DaemonStatus {
  readonly pid: number;
  readonly version: string;
  /** The settings file it runs on. */
  readonly settings: string;
  readonly problems: readonly WeighedProblem[];
  readonly health: Health;
  readonly identities: readonly RoundTrip[];
}

export type WeighedProblem = Weighed<Problem>;

/** Orders come from this machine's own command line; still, nothing but their known words is believed. */
const personOrder = (args: unknown): PersonOrder => {
  const { deposit, order, message, as, override, agreedBy, seen } = (args ?? {}) as Record<
    string,
    unknown
  >;
  const known = orderNames.find((name) => name === order);
  const signed = signature(args);
  if (!known || typeof deposit !== "string" || !signed) throw new Error("not an order");
  return {
    deposit: deposit as DepositId,
    order: known,
    ...signed,
    ...(typeof message === "string" ? { message: message as MessageId } : {}),
    ...(as === "replacement" || as === "separate" ? { as } : {}),
    ...(override === true ? { override } : {}),
    ...(typeof seen === "number" ? { seen } : {}),
    ...(typeof agreedBy === "string" && agreedBy.trim() !== ""
      ? { agreedBy: agreedBy.trim().slice(0, limits.orderByCharsMax) }
      : {}),
  };
};

const ordered = async ({ world, bells }: Daemon, request: PersonOrder): Promise<GivenOrder> => {
  const answer = await giveOrder(world, request);
  bells.work.ring();
  bells.send.ring();
  return answer;
};

const clientOrder = (args: unknown): ClientOrder => {
  const { scope, name, order } = (args ?? {}) as Record<string, unknown>;
  const known = holdScopes.find((one) => one === scope);
  const signed = signature(args);
  if (!known || typeof name !== "string" || !signed?.reason) throw new Error("not an order");
  if (order !== "hold" && order !== "release") throw new Error("not an order");
  return { scope: known, name, order, ...signed };
};

/** The hold stands when this answers; what its deposits' reports say follows. */
const clientOrdered = async (daemon: Daemon, request: ClientOrder): Promise<ClientAnswer> => {
  const { world } = daemon;
  const answer = await giveClientOrder(world, request);
  await world.holds.refresh(world.journal);
  const recent = await world.journal.find({ by: "recent" }, limits.reportsRestoredMax);
  const concerned = (d: Deposit): boolean =>
    request.scope === "dossier"
      ? d.claimed.dossier === request.name
      : world.dossiers.get(d.claimed.dossier)?.client === request.name;
  daemon.reportAgain.push(...recent.filter((d) => concerned(d) && !endedUnsent(d)));
  daemon.bells.work.ring();
  daemon.bells.send.ring();
  daemon.bells.report.ring();
  return answer;
};

const reconciling = (args: unknown): Reconciling => {
  const { which, as } = (args ?? {}) as Record<string, unknown>;
  const known = as === "sent" || as === "not-sent";
  const signed = signature(args);
  if (!known || typeof which !== "string" || !signed?.reason) throw new Error("not an answer");
  return { which, as, ...signed };
};

const acceptance = (args: unknown): Acceptance => {
  const { sealer, programs } = (args ?? {}) as Record<string, unknown>;
  const signed = signature(args);
  if (typeof sealer !== "string" || !signed) throw new Error("not an acceptance");
  if (!Array.isArray(programs)) throw new Error("not programs");
  const read = programs.map((one: unknown) => {
    const { name, path, sha256 } = one as Record<string, unknown>;
    return { name: String(name), path: String(path), sha256: String(sha256) };
  });
  return { sealer, programs: read, ...signed };
};

const purgeOrder = (args: unknown): PurgeOrder => {
  const { deposits, receipts, shared, planned, after, claimed } = args as Record<string, unknown>;
  const signed = signature(args);
  if (!signed?.reason) throw new Error("a purge needs a name and a reason");
  if (typeof planned !== "number" || typeof after !== "number") throw new Error("not a purge");
  return {
    deposits: listOf(deposits).map(purgeItem),
    receipts: listOf(receipts).map((id): ReceiptId => `R${numberOf(id, "R")}`),
    shared: listOf(shared).map(String),
    planned,
    after,
    ...signed,
    ...(claimed === true ? { claimed } : {}),
  };
};

const purgeItem = (item: unknown): PurgeItem => {
  const { id, kinds } = item as Record<string, unknown>;
  const wanted = listOf(kinds);
  return {
    id: `D${numberOf(id, "D")}`,
    kinds: keptKinds.filter((kind) => wanted.includes(kind)),
  };
};

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const numberOf = (value: unknown, letter: "D" | "R"): number => {
  const [, digits] = /^[DR](\d{1,15})$/u.exec(String(value)) ?? [];
  if (digits === undefined || !String(value).startsWith(letter))
    throw new Error(`not an id: ${String(value)}`);
  return Number(digits);
};

/** The problem that a person has just answered is over; what follows from the answer begins. */
const afterReceiptOrder = async (daemon: Daemon, answer: ReceiptOrderAnswer): Promise<void> => {
  if (answer.is === "refused") return;
  const settled = answer.is === "done" ? (answer.reconsidered ?? []) : [];
  for (const receipt of [answer.receipt, ...settled])
    daemon.problems.clear(
      receipt,
      "receipt-to-assign",
      "mail-unreadable",
      "mail-sealed",
      "receipt-pending",
    );
  if (answer.is === "imported" && answer.conclusion)
    await tellReceipt(daemon, answer.receipt, answer.conclusion);
  daemon.bells.work.ring();
};

const takenDossier = async (daemon: Daemon, args: unknown): Promise<TakenDossier> => {
  const { name, by } = (args ?? {}) as Readonly<Record<string, unknown>>;
  const dossier = daemon.world.dossiers.get(String(name));
  if (!dossier) throw new Error("no such dossier");
  if (typeof by !== "string" || by.trim() === "") throw new Error("nobody takes it");
  const signed = by.trim().slice(0, limits.orderByCharsMax);
  const taken = await takeDossier(daemon.world, dossier, signed);
  daemon.bells.spool(dossier.name).ring();
  return taken;
};

const statusOf = (
  daemon: Daemon,
  about: Pick<DaemonStatus, "version" | "settings">,
): DaemonStatus => {
  const open = daemon.problems.list();
  return {
    pid: process.pid,
    ...about,
    problems: weighed(open),
    health: healthOf(open),
    identities: daemon.trips.list(),
  };
};

const receiptOrdered = async (daemon: Daemon, order: ReceiptOrder): Promise<ReceiptOrderAnswer> => {
  const answer = await daemon.storing.together(() => carryOut(daemon.world, order));
  await afterReceiptOrder(daemon, answer);
  return answer;
};

/** What was waiting for the answer may leave now. */
const reconciled = async (daemon: Daemon, answering: Reconciling) => {
  const answer = await reconcile(daemon.world, answering);
  await daemon.lock.refresh();
  daemon.bells.send.ring();
  return answer;
};

export const answerOrders = (about: {
  readonly daemon: Daemon;
  readonly version: string;
  readonly settings: string;
  readonly stop: AbortController;
  readonly logins: Logins;
  /** Asked when it is needed: the page is given the orders first. */
  readonly page?: () => PageLink | undefined;
}): ((order: string, args: unknown) => Promise<unknown>) => {
  const { daemon, version, settings, stop, logins, page } = about;
  return async (order, args) => {
    switch (order) {
      case "status":
        return statusOf(daemon, { version, settings });
      case "order":
        return ordered(daemon, personOrder(args));
      case "statement-given":
        return statementGiven(daemon, args);
      case "agreement-link":
        return agreementLink(daemon, args);
      case "agreed-by-link":
        return agreedByLink(daemon, args);
      case "client-order":
        return clientOrdered(daemon, clientOrder(args));
      case "declared":
        return declaredOtherwise(daemon, args);
      case "declared-missing":
        return declaredMissing(daemon, args);
      case "take-dossier":
        return takenDossier(daemon, args);
      case "receipt":
        return receiptOrdered(daemon, receiptOrder(args));
      case "register":
      case "qualification":
      case "announced":
      case "account-given":
      case "register-forget":
        return registerOrders[order](daemon, args);
      case "reconcile":
        return reconciled(daemon, reconciling(args));
      case "accept-programs":
        await acceptPrograms(daemon.world, acceptance(args));
        return true;
      case "purge":
        return daemon.storing.alone(() => purge(daemon.purging, purgeOrder(args)));
      case "probe":
      case "login":
      case "logout":
        return loginOrders[order]({ daemon, logins }, args);
      case "open":
        return pageLink(page?.(), args);
      case "stop":
        stop.abort();
        return true;
      default:
        throw new Error(`unknown order: ${order}`);
    }
  };
};
