/** What people order about the firm's register and about qualification: what the register held is then judged again. */
import { isDay } from "../../domain/calendar/zoned-time.ts";
import type { DepositId } from "../../domain/ids.ts";
import { accountGiven, accountGiving } from "../../journey/account/given.ts";
import { giveQualification, type QualificationOrder } from "../../journey/qualification.ts";
import { announced } from "../../journey/register/announce.ts";
import { type ForgetOrder, forgetEmployer } from "../../journey/register/forget.ts";
import { changeRegister, type RegisterOrder } from "../../journey/register.ts";
import type { Daemon } from "../daemon.ts";
import { signature } from "./signature.ts";

export const registerOrders = {
  register: async (daemon: Daemon, args: unknown): Promise<unknown> => {
    const order = registerOrder(args);
    const answer = await daemon.storing.together(() => changeRegister(daemon.world, order));
    daemon.bells.work.ring();
    return answer;
  },
  qualification: async (daemon: Daemon, args: unknown): Promise<unknown> => {
    const answer = await giveQualification(daemon.world, qualificationOrder(args));
    daemon.bells.work.ring();
    return answer;
  },
  announced: async (daemon: Daemon, args: unknown): Promise<unknown> => {
    const { siret, organism } = (args ?? {}) as Record<string, unknown>;
    const signed = signature(args);
    if (typeof siret !== "string" || typeof organism !== "string" || !signed)
      throw new Error("not an announcement");
    await announced(daemon.world, { siret, organism, ...signed });
    return true;
  },
  "register-forget": async (daemon: Daemon, args: unknown): Promise<unknown> => {
    const { agent, clock } = daemon.world;
    const order = forgetOrder(args);
    const answer = await daemon.storing.alone(() =>
      forgetEmployer({ ...daemon.purging, agent, clock }, order),
    );
    daemon.bells.work.ring();
    return answer;
  },
  "account-given": async (daemon: Daemon, args: unknown): Promise<unknown> => {
    await accountGiven(daemon.world, accountGiving(args));
    return true;
  },
} as const;

const registerOrder = (args: unknown): RegisterOrder => {
  const { content } = (args ?? {}) as Record<string, unknown>;
  const signed = signature(args);
  if (typeof content !== "string" || !/^[0-9a-f]{64}$/u.test(content) || !signed)
    throw new Error("not a change of the register");
  return { content, ...signed };
};

const forgetOrder = (args: unknown): ForgetOrder => {
  const { siret, claimed, seen } = (args ?? {}) as Record<string, unknown>;
  const signed = signature(args);
  if (typeof siret !== "string" || !/^\d{14}$/u.test(siret) || !signed?.reason)
    throw new Error("nothing to forget, nobody who orders it, or no reason");
  const read = seenIn(seen);
  return { siret, ...signed, seen: read, ...(claimed === true ? { claimed } : {}) };
};

const seenIn = (seen: unknown): ForgetOrder["seen"] => {
  const { upTo, deposits } = (seen ?? {}) as Record<string, unknown>;
  if (typeof upTo !== "number" || !Array.isArray(deposits)) throw new Error("nothing was read");
  const ids = deposits.map(String).filter((id): id is DepositId => /^D\d{1,15}$/u.test(id));
  return { upTo, deposits: ids };
};

const qualificationOrder = (args: unknown): QualificationOrder => {
  const given = (args ?? {}) as Record<string, unknown>;
  const { order, declarant, scope, path, step, on, from, software, paper } = given;
  const signed = signature(args);
  if (typeof declarant !== "string" || typeof scope !== "string" || !signed)
    throw new Error("not about a qualification");
  const about = { declarant, scope, ...signed };
  if (order === "override") return { ...about, order };
  if (order === "plan") return { ...about, order, from: dayIn(from) };
  if (order !== "done" || typeof path !== "string" || typeof step !== "string")
    throw new Error("not an order about a qualification");
  return {
    ...about,
    order,
    path,
    step,
    on: dayIn(on),
    ...(typeof software === "string" ? { software } : {}),
    ...(typeof paper === "string" && /^[0-9a-f]{64}$/u.test(paper) ? { paper } : {}),
  };
};

const dayIn = (value: unknown): string => {
  if (typeof value !== "string" || !isDay(value)) throw new Error("not a day");
  return value;
};
