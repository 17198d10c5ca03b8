/** One delivery by the SMTP courier to a scripted server, in clear text, with a login. */
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import type { SmtpWaits } from "../../src/adapters/courier/smtp-options.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { Handover } from "../../src/ports/courier.ts";
import { handoverOf } from "../contract/courier.contract.ts";
import { type Fault, type FaultScript, type FaultSmtp, faultSmtp } from "./fault-smtp.ts";

export const say = (line: string): Fault => ({ is: "say", line });

export interface Run {
  readonly script: FaultScript;
  readonly handover?: Partial<Handover>;
  readonly waits?: Partial<SmtpWaits>;
}

export interface Ran {
  readonly outcome: Outcome;
  readonly server: FaultSmtp;
  readonly commits: number;
}

export const never = (): AbortSignal => new AbortController().signal;

export const run = async ({ script, handover, waits = {} }: Run): Promise<Ran> => {
  await using server = await faultSmtp({ password: "motdepasse", ...script });
  const courier = smtpCourier({
    host: "127.0.0.1",
    port: server.port,
    security: "none",
    login: "paie",
    password: "motdepasse",
    waits: { commitMs: 500, ...waits },
  });
  let commits = 0;
  const beforeDot = async (): Promise<void> => {
    commits += 1;
    await handover?.beforeDot?.();
  };
  const outcome = await courier.deliver(handoverOf({ ...handover, beforeDot }), never());
  return { outcome, server, commits };
};
