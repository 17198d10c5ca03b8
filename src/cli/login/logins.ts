/** Who may change logins: the agent that runs, over its socket, or this command, which holds the lock meanwhile. */
import { ordersPath } from "../../adapters/system/orders.ts";
import { openLogins } from "../../compose/logins.ts";
import type { Identity, Settings } from "../../config/settings.ts";
import { limits } from "../../domain/limits.ts";
import type { ProbeReport } from "../../domain/probe.ts";
import { profileKey } from "../../domain/profile-key.ts";
import { Refusal } from "../../foundation/refusal.ts";
import type { Grant, Revoked } from "../../ports/credential.ts";
import type { Logins } from "../../ports/logins.ts";
import type { Context } from "../command.ts";
import { give } from "../give.ts";
import { loginWords } from "./words.ts";

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

export interface Place {
  readonly context: Context;
  readonly settings: Settings;
}

export const giveGrant = async (place: Place, identity: string, grant: Grant): Promise<void> => {
  await asked(place, {
    order: "login",
    args: { identity, grant },
    here: (logins) => logins.accept(identity, grant),
  });
};

export const takeBack = (place: Place, identity: string): Promise<Revoked> =>
  asked(place, {
    order: "logout",
    args: { identity },
    here: (logins) => logins.revoke(identity),
  });

export const probed = async (
  place: Place,
  identity: string,
  sendSelf: boolean,
): Promise<{ readonly report: ProbeReport; readonly byAgent: boolean }> => {
  let byAgent = true;
  const report = await asked(place, {
    order: "probe",
    args: { identity, sendSelf },
    // The agent ends it itself; its answer comes a moment later.
    timeoutMs: limits.probeMsMax + answerMsMax,
    here: (logins) => {
      byAgent = false;
      return logins.probe(identity, { sendSelf }, AbortSignal.timeout(limits.probeMsMax));
    },
  });
  return { report: report as ProbeReport, byAgent };
};

const asked = <Answer>(
  { context, settings }: Place,
  about: {
    readonly order: string;
    readonly args: unknown;
    readonly timeoutMs?: number;
    readonly here: (logins: Logins) => Promise<Answer>;
  },
): Promise<Answer> =>
  give(context, {
    path: ordersPath(settings.data),
    timeoutMs: answerMsMax,
    ...about,
    open: () => openLogins(settings),
  });
