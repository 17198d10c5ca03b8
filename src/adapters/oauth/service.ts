/**
 * What is said to an OAuth2 service (RFC 6749, 7009): one form out, one small JSON back. Public and confidential
 * clients alike. An answer that is none of the known ones is trouble of the service, never a lost authorisation.
 */
import { limits } from "../../domain/limits.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
import { CredentialFault, type Grant } from "../../ports/credential.ts";

export interface OAuthService {
  readonly clientId: string;
  readonly clientSecret?: string;
  readonly scopes: readonly string[];
  readonly tokenUrl: string;
  /** RFC 8628. */
  readonly deviceUrl?: string;
  readonly authorizeUrl?: string;
  readonly revokeUrl?: string;
  /** The name in the address that a browser is sent back to (RFC 8252 §7.3). */
  readonly redirectHost: "localhost" | "127.0.0.1";
}

export type Form = Readonly<Record<string, string>>;

export type Reply =
  | { readonly is: "ok"; readonly body: Readonly<Record<string, unknown>> }
  /** RFC 6749 §5.2. */
  | { readonly is: "error"; readonly error: string; readonly said: string };

/** The client in each form: in the body, because not every service takes it in a header. */
export const clientForm = ({ clientId, clientSecret }: OAuthService): Form => ({
  client_id: clientId,
  ...(clientSecret === undefined ? {} : { client_secret: clientSecret }),
});

/** Throws `CredentialFault` "unreachable", or what `signal` says. */
export const post = async (url: string, form: Form, signal?: AbortSignal): Promise<Reply> => {
  const late = AbortSignal.timeout(limits.oauthAnswerMsMax);
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams(form),
      // A form with secrets goes where the settings say, and nowhere else.
      redirect: "error",
      signal: signal ? AbortSignal.any([signal, late]) : late,
    });
    return replyOf(response, await bounded(response));
  } catch (cause) {
    if (cause instanceof CredentialFault || signal?.aborted) throw cause;
    const error = asError(cause);
    const why = codeOf(error.cause) || error.message;
    throw new CredentialFault("unreachable", `${new URL(url).host}: ${why}`);
  }
};

const bounded = async (response: Response): Promise<string> => {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > limits.oauthAnswerBytesMax) throw new Error("the answer is too long");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
};

const replyOf = (response: Response, text: string): Reply => {
  const body = objectOf(text);
  const error = body?.["error"];
  if (response.status < 500 && typeof error === "string") {
    const told = body?.["error_description"];
    return { is: "error", error, said: typeof told === "string" ? `${error}: ${told}` : error };
  }
  // Revocation answers with nothing (RFC 7009 §2.2).
  if (response.ok && (body || text.trim() === "")) return { is: "ok", body: body ?? {} };
  throw new CredentialFault("unreachable", `${new URL(response.url).host}: ${response.status}`);
};

const objectOf = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** Undefined: this answer grants nothing that can be used. */
export const grantOf = (
  body: Readonly<Record<string, unknown>>,
  now: number,
): Grant | undefined => {
  const { access_token: accessToken, expires_in: seconds, refresh_token: refreshToken } = body;
  if (typeof accessToken !== "string" || !/^[\x21-\x7e]+$/u.test(accessToken)) return undefined;
  // Some services send the number as a text; one that sends none is asked again in an hour.
  const lifetime = Number(seconds ?? 3600);
  return {
    accessToken,
    expires: now + (Number.isFinite(lifetime) && lifetime > 0 ? lifetime : 3600) * 1000,
    ...(typeof refreshToken === "string" && refreshToken !== "" ? { refreshToken } : {}),
  };
};
