/** The device flow (RFC 8628): a person types a short code on any other machine. For servers without a screen. */
import { setTimeout as pause } from "node:timers/promises";
import { limits } from "../../domain/limits.ts";
import { CredentialFault, type Grant } from "../../ports/credential.ts";
import { clientForm, grantOf, type OAuthService, post } from "./service.ts";

export interface DeviceTold {
  readonly code: string;
  readonly url: string;
  readonly minutes: number;
}

export const deviceFlow = async (
  service: OAuthService & { readonly deviceUrl: string },
  tell: (told: DeviceTold) => void,
  signal: AbortSignal,
): Promise<Grant> => {
  const scope = service.scopes.join(" ");
  const begun = await post(service.deviceUrl, { ...clientForm(service), scope }, signal);
  if (begun.is === "error") throw new CredentialFault("expired", begun.said);
  const { device_code: device, user_code: code, expires_in: lifetime, interval } = begun.body;
  // The RFC's name, and the older one that some services still send.
  const url = begun.body["verification_uri"] ?? begun.body["verification_url"];
  if (typeof device !== "string" || typeof code !== "string" || typeof url !== "string")
    throw new CredentialFault("unreachable", "the service did not answer with a code");
  const seconds = boundedSeconds(lifetime, limits.oauthConsentMsMax / 1000);
  tell({ code, url, minutes: Math.round(seconds / 60) });
  return poll(service, {
    device,
    until: Date.now() + seconds * 1000,
    intervalMs: boundedSeconds(interval, 5) * 1000,
    signal,
  });
};

const boundedSeconds = (value: unknown, otherwise: number): number => {
  const seconds = Number(value ?? otherwise);
  return Number.isFinite(seconds) && seconds >= 0
    ? Math.min(seconds, limits.oauthConsentMsMax / 1000)
    : otherwise;
};

interface Polling {
  readonly device: string;
  readonly until: number;
  readonly intervalMs: number;
  readonly signal: AbortSignal;
}

const poll = async (service: OAuthService, polling: Polling): Promise<Grant> => {
  let { intervalMs } = polling;
  while (Date.now() < polling.until) {
    await pause(intervalMs, undefined, { signal: polling.signal });
    const form = {
      ...clientForm(service),
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: polling.device,
    };
    const reply = await post(service.tokenUrl, form, polling.signal).catch(unreachable);
    if (reply?.is === "ok") {
      const grant = grantOf(reply.body, Date.now());
      if (!grant) throw new CredentialFault("unreachable", "the service answered without a token");
      return grant;
    }
    // RFC 8628 §3.5: slower by five seconds, also where the service did not answer.
    if (!reply || reply.error === "slow_down") intervalMs += 5000;
    else if (reply.error !== "authorization_pending")
      throw new CredentialFault("expired", reply.said);
  }
  throw new CredentialFault("expired", "the code was not used in time");
};

const unreachable = (cause: unknown): undefined => {
  if (!(cause instanceof CredentialFault)) throw cause;
  return undefined;
};
