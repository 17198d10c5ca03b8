/** Who may change logins: the agent that runs, over its socket, or this command, which holds the lock meanwhile. */
import { NoDaemon, ordersPath, sendOrder } from "../adapters/system/orders.ts";
import { openLogins } from "../compose/logins.ts";
import type { Identity, Settings } from "../config/settings.ts";
import { limits } from "../domain/limits.ts";
import type { ProbeReport } from "../domain/probe.ts";
import { profileKey } from "../domain/profile-key.ts";
import { Refusal } from "../foundation/refusal.ts";
import type { Grant, Revoked } from "../ports/credential.ts";
import type { Logins } from "../ports/logins.ts";
import type { Context } from "./command.ts";
import { loginWords } from "./login-words.ts";

const answerMsMax = 60_000;

/** By its name, or one that old files use for it. */
export const identityNamed = (context: Context, settings: Settings, name: string): Identity => {
  const key = profileKey(name);
  const found = settings.identities.find((identity) =>
    [identity.name, ...identity.legacyNames].some((one) => profileKey(one) === key),
  );
  const known = settings.identities.map((identity) => identity.name);
  if (!found) throw new Refusal(1, [loginWords[context.language].unknown(name, known)]);
  return found;
};

export const giveGrant = async (
  settings: Settings,
  identity: string,
  grant: Grant,
): Promise<void> => {
  await asked(settings, {
    order: { order: "login", args: { identity, grant }, timeoutMs: answerMsMax },
    here: (logins) => logins.accept(identity, grant),
  });
};

export const takeBack = async (settings: Settings, identity: string): Promise<Revoked> =>
  (await asked(settings, {
    order: { order: "logout", args: { identity }, timeoutMs: answerMsMax },
    here: (logins) => logins.revoke(identity),
  })) as Revoked;

export const probed = async (
  settings: Settings,
  identity: string,
  sendSelf: boolean,
): Promise<{ readonly report: ProbeReport; readonly byAgent: boolean }> => {
  let byAgent = true;
  const report = await asked(settings, {
    // The agent ends it itself; its answer comes a moment later.
    order: {
      order: "probe",
      args: { identity, sendSelf },
      timeoutMs: limits.probeMsMax + answerMsMax,
    },
    here: (logins) => {
      byAgent = false;
      return logins.probe(identity, { sendSelf }, AbortSignal.timeout(limits.probeMsMax));
    },
  });
  return { report: report as ProbeReport, byAgent };
};

const asked = async (
  settings: Settings,
  about: {
    readonly order: Parameters<typeof sendOrder>[1];
    readonly here: (logins: Logins) => Promise<unknown>;
  },
): Promise<unknown> => {
  try {
    return await sendOrder(ordersPath(settings.data), about.order);
  } catch (cause) {
    if (!(cause instanceof NoDaemon)) throw cause;
    await using logins = await openLogins(settings);
    return await about.here(logins);
  }
};
