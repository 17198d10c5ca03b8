/** The couriers against their contract. */
import { after } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import type { SmtpCourierOptions } from "../../src/adapters/courier/smtp-options.ts";
import { threadedPost } from "../../src/adapters/courier/threaded-post.ts";
import type { Courier } from "../../src/ports/courier.ts";
import {
  type CourierRig,
  commitMs,
  courierContract,
  organism,
} from "../contract/courier.contract.ts";
import { type FaultScript, faultSmtp } from "../support/fault-smtp.ts";
import { type CourierPlan, memoryCourier } from "../support/memory-courier.ts";

courierContract("memory", async (plan) => {
  const courier = memoryCourier({ plan: () => plan, commitMs });
  return { ...courier, courier, [Symbol.asyncDispose]: async () => undefined };
});

const organismOnly = (line: string): FaultScript => ({
  rcpt: (address) => (address === organism ? line : undefined),
});

const scripts: Record<CourierPlan, FaultScript> = {
  accepts: {},
  "accepts-when-told": {},
  unreachable: { at: "greeting", fault: { is: "drop" } },
  "refuses-login": { at: "auth", fault: { is: "say", line: "535 5.7.8 no" } },
  "defers-organism": organismOnly("451 4.3.0 come back"),
  "refuses-organism": organismOnly("550 5.1.1 nobody here"),
  "drops-at-data": { at: "data", fault: { is: "drop" } },
  "drops-in-data": { at: "body", fault: { is: "drop" }, bodyBytes: 256 * 1024 },
  "defers-at-dot": { at: "dot", fault: { is: "say", line: "421 4.3.0 going down" } },
  "refuses-at-dot": { at: "dot", fault: { is: "say", line: "554 5.6.0 no" } },
  "drops-after-dot": { at: "dot", fault: { is: "drop" } },
  "hangs-after-dot": { at: "dot", fault: { is: "hang" } },
};

type Maker = (options: SmtpCourierOptions) => Courier;

const smtpRig =
  (extensions: readonly string[], made: Maker = smtpCourier): CourierRig =>
  async (plan) => {
    const told = Promise.withResolvers<void>();
    const hold = plan === "accepts-when-told" ? { hold: told.promise } : {};
    const script = { ...scripts[plan], ...hold, extensions, password: "secret" };
    const server = await faultSmtp(script);
    const courier = made({
      host: "127.0.0.1",
      port: server.port,
      security: "none",
      login: "paie",
      password: "secret",
      waits: { commitMs, ...(plan === "hangs-after-dot" ? { dotMs: 400 } : {}) },
    });
    return { ...server, courier, answer: () => told.resolve() };
  };

courierContract("smtp", smtpRig([]));
courierContract("smtp, pipelined", smtpRig(["PIPELINING", "DSN", "SIZE 20000000"]));

const post = threadedPost();
after(() => post[Symbol.asyncDispose]());
courierContract("smtp, in its thread", smtpRig([], post.courier));
