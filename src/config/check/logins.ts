/**
 * Who logs in: the login is the address that sends (seed 000, « identité principale »), and OAuth2 has what it needs,
 * never in clear. A provider that knows its customers by something else than an address is no contradiction.
 */
import { isLoopback } from "../../foundation/loopback.ts";
import type { Draft, IdentityInFile, OAuthInFile, SettingsInFile } from "../file-shape.ts";
import type { Complaint, Path } from "../problems.ts";
import { readSecret, readTokenKey } from "../secrets.ts";
import type { OAuthSettings } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";

export interface LoginCheck {
  readonly complaints: readonly Complaint[];
  readonly oauth?: OAuthSettings;
}

/** By identity. */
export const checkLogins = (
  draft: Draft<SettingsInFile>,
  around: Surroundings,
): ReadonlyMap<string, LoginCheck> =>
  new Map(
    Object.entries(draft.identities ?? {}).flatMap(([name, identity]) =>
      identity ? [[name, checkLogin(identity, ["identities", name], around)] as const] : [],
    ),
  );

const checkLogin = (
  identity: Draft<IdentityInFile>,
  path: Path,
  around: Surroundings,
): LoginCheck => {
  const oauth = identity.oauth
    ? checkOAuth(identity.oauth, [...path, "oauth"], around)
    : { complaints: [] };
  return {
    ...oauth,
    complaints: [...checkSame(identity, path), ...oauth.complaints],
  };
};

const checkSame = (identity: Draft<IdentityInFile>, path: Path): readonly Complaint[] => {
  const { address, loginMayDiffer, submission, mailbox } = identity;
  if (address === undefined || loginMayDiffer) return [];
  const logins = [
    { path: [...path, "login"], login: identity.login },
    { path: [...path, "submission", "login"], login: submission?.login },
    { path: [...path, "mailbox", "login"], login: mailbox?.login },
  ];
  const told = new Set<string>();
  return logins.flatMap(({ path, login }): Complaint[] => {
    if (!login?.includes("@") || login.toLowerCase() === address.toLowerCase()) return [];
    // What the identity says once is not told again for each of its servers.
    if (told.has(login)) return [];
    told.add(login);
    return [{ code: "login-not-address", path, value: login }];
  });
};

const addresses = ["tokenUrl", "deviceUrl", "authorizeUrl", "revokeUrl"] as const;

const checkOAuth = (oauth: Draft<OAuthInFile>, path: Path, around: Surroundings): LoginCheck => {
  const key = oauth.key ? readTokenKey(oauth.key, [...path, "key"], around) : { complaints: [] };
  const secret = oauth.clientSecret
    ? readSecret(oauth.clientSecret, [...path, "clientSecret"], around)
    : { complaints: [] };
  const clear = addresses.flatMap((name): Complaint[] => {
    const value = oauth[name];
    return value === undefined || isSafe(value)
      ? []
      : [{ code: "oauth-in-clear", path: [...path, name], value }];
  });
  const complaints = [...key.complaints, ...secret.complaints, ...clear, ...lacking(oauth, path)];
  const { clientId, tokenUrl, deviceUrl, authorizeUrl, revokeUrl } = oauth;
  if (clientId === undefined || tokenUrl === undefined || !("text" in key)) return { complaints };
  return {
    complaints,
    oauth: {
      clientId,
      tokenUrl,
      key: key.text ?? "",
      scopes: oauth.scopes ?? [],
      redirectHost: oauth.redirectHost ?? "127.0.0.1",
      ...("text" in secret && secret.text !== undefined ? { clientSecret: secret.text } : {}),
      ...(deviceUrl === undefined ? {} : { deviceUrl }),
      ...(authorizeUrl === undefined ? {} : { authorizeUrl }),
      ...(revokeUrl === undefined ? {} : { revokeUrl }),
    },
  };
};

const lacking = (oauth: Draft<OAuthInFile>, path: Path): readonly Complaint[] => {
  const missing = (name: string): readonly Complaint[] => [
    { code: "oauth-address-missing", path: [...path, name] },
  ];
  return [
    ...(oauth.tokenUrl === undefined ? missing("tokenUrl") : []),
    ...(oauth.deviceUrl === undefined && oauth.authorizeUrl === undefined
      ? missing("authorizeUrl")
      : []),
    ...(oauth.scopes === undefined ? missing("scopes") : []),
  ];
};

const isSafe = (address: string): boolean => {
  const url = URL.parse(address);
  const host = url?.hostname.replace(/^\[|\]$/gu, "") ?? "";
  return url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(host));
};
