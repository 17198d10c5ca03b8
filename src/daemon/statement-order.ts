/** A person's word that the client has the statement: from here a tacit agreement's delay runs. */
import { statementMeans } from "../domain/facts-agreement.ts";
import type { DepositId } from "../domain/ids.ts";
import { giveStatement, type StatementAnswer } from "../journey/agreement.ts";
import type { Daemon } from "./daemon.ts";
import { signature } from "./signature.ts";

export const statementGiven = async (daemon: Daemon, args: unknown): Promise<StatementAnswer> => {
  const { deposit, how } = (args ?? {}) as Record<string, unknown>;
  const means = statementMeans.find((one) => one === how);
  const signed = signature(args);
  if (!means || !signed || typeof deposit !== "string" || !/^D\d{1,15}$/u.test(deposit))
    throw new Error("not a statement");
  const request = { deposit: deposit as DepositId, how: means, ...signed };
  const answer = await giveStatement(daemon.world, request);
  daemon.bells.work.ring();
  return answer;
};
