/**
 * What is ordered about a client's agreement: a person's word that the client has the statement, a signed link for the client, and
 * the client's own word by that link, which the page hands over.
 */
import { isPlausibleAddress } from "../../domain/address.ts";
import { statementMeans } from "../../domain/facts/agreement.ts";
import type { DepositId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import {
  agreeByLink,
  type LinkAnswer,
  type MadeLink,
  makeAgreementLink,
} from "../../journey/agreement/link.ts";
import { giveStatement, type StatementAnswer } from "../../journey/agreement.ts";
import type { Daemon } from "../daemon.ts";
import { signature } from "./signature.ts";

const depositIn = (args: unknown): DepositId => {
  const { deposit } = (args ?? {}) as Record<string, unknown>;
  if (typeof deposit !== "string" || !/^D\d{1,15}$/u.test(deposit)) throw new Error("no deposit");
  return deposit as DepositId;
};

export const statementGiven = async (daemon: Daemon, args: unknown): Promise<StatementAnswer> => {
  const { how } = (args ?? {}) as Record<string, unknown>;
  const means = statementMeans.find((one) => one === how);
  const signed = signature(args);
  if (!means || !signed) throw new Error("not a statement");
  const answer = await giveStatement(daemon.world, {
    deposit: depositIn(args),
    how: means,
    ...signed,
  });
  daemon.bells.work.ring();
  return answer;
};

export const agreementLink = (daemon: Daemon, args: unknown): Promise<MadeLink> => {
  const { to, days } = (args ?? {}) as Record<string, unknown>;
  const signed = signature(args);
  if (!signed || typeof to !== "string" || !isPlausibleAddress(to))
    throw new Error("a link goes to an address");
  if (typeof days !== "number" || !(days >= 1 && days <= 31)) throw new Error("not some days");
  return makeAgreementLink(daemon.world, { deposit: depositIn(args), to, days, ...signed });
};

export const agreedByLink = async (daemon: Daemon, args: unknown): Promise<LinkAnswer> => {
  const { token, name } = (args ?? {}) as Record<string, unknown>;
  if (typeof token !== "string" || typeof name !== "string" || name.trim() === "")
    throw new Error("nobody agrees");
  const given = { token, name: name.trim().slice(0, limits.orderByCharsMax) };
  const answer = await agreeByLink(daemon.world, given);
  daemon.bells.work.ring();
  daemon.bells.send.ring();
  return answer;
};
