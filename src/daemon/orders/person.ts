/**
 * What a person orders about receipts, as the command line sends it: the same to a running daemon and, when none runs, to
 * the world that the command opens itself.
 */

import { type ByPerson, type PersonMeans, personMeans } from "../../domain/facts.ts";
import type { DepositId, ReceiptId, Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import type { PersonAnswer } from "../../domain/receipt/person-answer.ts";
import type { VerdictIs } from "../../domain/receipt/verdict.ts";
import { confirmReceipt, dismissReceipt, recordPaper } from "../../journey/person.ts";
import { type Refiling, refileReceipt } from "../../journey/refile.ts";
import type { Conclusion } from "../../journey/understand/conclusion.ts";
import { assignTo, importFile, type ReceiptWorld, reconsiderAfter } from "../receipts.ts";
import { signature } from "./signature.ts";

export type ReceiptOrder =
  | {
      readonly is: "bring";
      readonly sha256: Sha256;
      readonly name: string;
      readonly person: ByPerson;
    }
  | {
      readonly is: "record";
      readonly deposit: DepositId;
      readonly position?: number;
      readonly person: ByPerson;
      readonly says: VerdictIs;
      readonly code?: string;
      readonly number?: string;
      readonly sha256: Sha256;
      readonly size: number;
    }
  | {
      readonly is: "assign";
      readonly receipt: ReceiptId;
      readonly deposit: DepositId;
      readonly person: ByPerson;
    }
  | { readonly is: "dismiss"; readonly receipt: ReceiptId; readonly person: ByPerson }
  | { readonly is: "confirm"; readonly receipt: ReceiptId; readonly person: ByPerson }
  | Refiling;

export type ReceiptOrderAnswer =
  | PersonAnswer
  | {
      readonly is: "imported";
      readonly receipt: ReceiptId;
      /** Absent when these bytes were received before. */
      readonly conclusion?: Conclusion;
    };

export const carryOut = async (
  world: ReceiptWorld,
  order: ReceiptOrder,
): Promise<ReceiptOrderAnswer> => {
  switch (order.is) {
    case "bring":
      return { is: "imported", ...(await importFile(world, order)) };
    case "record":
      return recordPaper(world, {
        deposit: order.deposit,
        ...(order.position === undefined ? {} : { position: order.position }),
        person: order.person,
        said: {
          is: order.says,
          ...(order.code === undefined ? {} : { code: order.code }),
          ...(order.number === undefined ? {} : { number: order.number }),
        },
        evidence: { sha256: order.sha256, size: order.size },
      });
    case "assign":
      return believed(world, await assignTo(world, order));
    case "dismiss":
      return dismissReceipt(world, order.receipt, order.person);
    case "confirm":
      return believed(world, await confirmReceipt(world, order.receipt, order.person));
    case "refile":
      return refileReceipt(world, order);
  }
};

/** What a person answers for may tell whom other receipts are about, and those deposits are then looked at too. */
const believed = async (world: ReceiptWorld, answer: PersonAnswer): Promise<PersonAnswer> => {
  if (answer.is === "refused") return answer;
  const told = await reconsiderAfter(world, answer.receipt);
  const others = told.flatMap((r) => r.conclusion.matches.map((m) => m.deposit));
  return {
    ...answer,
    deposits: [...new Set([...answer.deposits, ...others])],
    reconsidered: told.map((r) => r.receipt),
  };
};

/** Nothing but the known words is believed of what comes over the socket. */
export const receiptOrder = (args: unknown): ReceiptOrder => {
  const given = args as Record<string, unknown>;
  if (given["is"] === "refile") return refiling(given);
  const person = personOf(given["person"]);
  switch (given["is"]) {
    case "bring":
      return { is: "bring", sha256: hash(given), name: text(given, "name"), person };
    case "record":
      return {
        is: "record",
        deposit: depositId(given),
        ...(typeof given["position"] === "number" ? { position: given["position"] } : {}),
        person,
        says: verdictIs(given["says"]),
        ...(typeof given["code"] === "string"
          ? { code: given["code"].slice(0, limits.receiptCodeCharsMax) }
          : {}),
        ...(typeof given["number"] === "string"
          ? { number: given["number"].slice(0, limits.receiptCodeCharsMax) }
          : {}),
        sha256: hash(given),
        size: Number(given["size"]),
      };
    case "assign":
      return { is: "assign", receipt: receiptId(given), deposit: depositId(given), person };
    case "dismiss":
      return { is: "dismiss", receipt: receiptId(given), person };
    case "confirm":
      return { is: "confirm", receipt: receiptId(given), person };
    default:
      throw new Error("not an order about receipts");
  }
};

const refiling = (given: Record<string, unknown>): Refiling => {
  const signed = signature(given);
  if (!signed?.reason) throw new Error("nobody gives this order, or for no reason");
  return { is: "refile", receipt: receiptId(given), ...signed };
};

const text = (given: Record<string, unknown>, name: string): string => {
  const value = given[name];
  if (typeof value !== "string" || value === "") throw new Error(`${name} is missing`);
  return value;
};

const matching = (given: Record<string, unknown>, name: string, pattern: RegExp): string => {
  const value = text(given, name);
  if (!pattern.test(value)) throw new Error(`${name} has the wrong form`);
  return value;
};

const hash = (given: Record<string, unknown>): Sha256 =>
  matching(given, "sha256", /^[0-9a-f]{64}$/u);
const depositId = (given: Record<string, unknown>): DepositId =>
  matching(given, "deposit", /^D\d{1,15}$/u) as DepositId;
const receiptId = (given: Record<string, unknown>): ReceiptId =>
  matching(given, "receipt", /^R\d{1,15}$/u) as ReceiptId;

const verdicts: readonly VerdictIs[] = ["received", "registered", "refused", "to-read"];

const verdictIs = (value: unknown): VerdictIs => {
  const known = verdicts.find((v) => v === value);
  if (!known) throw new Error("not a verdict");
  return known;
};

const personOf = (value: unknown): ByPerson => {
  const { by, means, reason } = (value ?? {}) as Record<string, unknown>;
  const known: PersonMeans | undefined = personMeans.find((m) => m === means);
  if (typeof by !== "string" || by.trim() === "" || !known)
    throw new Error("nobody gives this order");
  return {
    by: by.slice(0, limits.orderByCharsMax),
    means: known,
    ...(typeof reason === "string" && reason !== ""
      ? { reason: reason.slice(0, limits.orderReasonCharsMax) }
      : {}),
  };
};
