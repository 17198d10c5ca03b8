/** Orders about logins: a new authorisation, one taken back, a probe. A login that is proved resumes its identity at once. */
import { limits } from "../../domain/limits.ts";
import { isSound, type ProbeReport } from "../../domain/probe.ts";
import type { Grant, Revoked } from "../../ports/credential.ts";
import type { Logins } from "../../ports/logins.ts";
import type { Daemon } from "../daemon.ts";

interface About {
  readonly daemon: Daemon;
  readonly logins: Logins;
}

const probeOrder = async ({ daemon, logins }: About, args: unknown): Promise<ProbeReport> => {
  const { identity, sendSelf } = (args ?? {}) as Record<string, unknown>;
  const name = nameOf(identity);
  const report = await logins.probe(
    name,
    { sendSelf: sendSelf === true },
    AbortSignal.timeout(limits.probeMsMax),
  );
  if (!report) throw new Error(`no identity ${name}`);
  if (isSound(report)) await resumed(daemon, name);
  return report;
};

const loginOrder = async ({ logins }: About, args: unknown): Promise<boolean> => {
  const { identity, grant } = (args ?? {}) as Record<string, unknown>;
  return logins.accept(nameOf(identity), grantOf(grant));
};

const logoutOrder = async ({ logins }: About, args: unknown): Promise<Revoked> =>
  logins.revoke(nameOf(((args ?? {}) as Record<string, unknown>)["identity"]));

const nameOf = (identity: unknown): string => {
  if (typeof identity !== "string") throw new Error("no identity");
  return identity;
};

const grantOf = (value: unknown): Grant => {
  const { accessToken, expires, refreshToken } = (value ?? {}) as Record<string, unknown>;
  if (typeof accessToken !== "string" || typeof expires !== "number") throw new Error("no grant");
  return { accessToken, expires, ...(typeof refreshToken === "string" ? { refreshToken } : {}) };
};

const resumed = async (daemon: Daemon, identity: string): Promise<void> => {
  await daemon.gate.proved(identity);
  daemon.bells.login(identity).ring();
  daemon.bells.send.ring();
};

export const loginOrders = { probe: probeOrder, login: loginOrder, logout: logoutOrder };
