/** `facteur declared`, as the command line sends it to the running agent. */

import type { OtherwiseAnswer } from "../../domain/declared-otherwise.ts";
import { otherMeans } from "../../domain/facts.ts";
import type { DepositId } from "../../domain/ids.ts";
import { declareOtherwise, type OtherwiseOrder } from "../../journey/declare-otherwise.ts";
import { declareMissing, type MissingAnswer } from "../../journey/expected/declare-missing.ts";
import type { Daemon } from "../daemon.ts";
import { signature } from "./signature.ts";

export const declaredOtherwise = async (
  daemon: Daemon,
  args: unknown,
): Promise<OtherwiseAnswer> => {
  const order = otherwiseOrder(args);
  const answer = await daemon.storing.together(() => declareOtherwise(daemon.world, order));
  daemon.bells.work.ring();
  daemon.bells.send.ring();
  daemon.bells.report.ring();
  return answer;
};

/** Of a return that was never dropped. */
export const declaredMissing = async (daemon: Daemon, args: unknown): Promise<MissingAnswer> => {
  const { employer, organism, period } = (args ?? {}) as Record<string, unknown>;
  if (typeof employer !== "string" || typeof organism !== "string" || typeof period !== "string")
    throw new Error("not a return");
  const order = { employer, organism, period, ...proved(args) };
  const answer = await daemon.storing.together(() => declareMissing(daemon.world, order));
  daemon.bells.report.ring();
  return answer;
};

const otherwiseOrder = (args: unknown): OtherwiseOrder => {
  const { deposit, position } = (args ?? {}) as Record<string, unknown>;
  if (typeof deposit !== "string" || !/^D\d{1,15}$/u.test(deposit))
    throw new Error("not a deposit");
  return {
    deposit: deposit as DepositId,
    ...(typeof position === "number" ? { position } : {}),
    ...proved(args),
  };
};

const proved = (args: unknown): Pick<OtherwiseOrder, "means" | "proof" | "by" | "reason"> => {
  const { means, proof } = (args ?? {}) as Record<string, unknown>;
  const signed = signature(args);
  const known = otherMeans.find((one) => one === means);
  const { sha256, size } = (proof ?? {}) as Record<string, unknown>;
  if (!signed?.reason || !known) throw new Error("nobody says this");
  if (typeof sha256 !== "string" || !/^[0-9a-f]{64}$/u.test(sha256)) throw new Error("no proof");
  return { means: known, proof: { sha256, size: Number(size) }, ...signed };
};
