/** Servers: no clear text beyond loopback, login and password together, secrets that exist. */
import { isLoopback } from "../../foundation/loopback.ts";
import type { Draft, ServerInFile } from "../file-shape.ts";
import type { Complaint, Path } from "../problems.ts";
import { placedSecret, readAuthorities, readSecret } from "../secrets.ts";
import type { PlacedSecret } from "../settings.ts";
import type { Surroundings } from "../surroundings.ts";

export interface ServerCheck {
  readonly complaints: readonly Complaint[];
  readonly password?: string;
  readonly secret?: PlacedSecret;
  /** PEM text. */
  readonly ca?: string;
}

export const checkServer = (
  server: Draft<ServerInFile>,
  path: Path,
  about: { readonly around: Surroundings; readonly oauth: boolean },
): ServerCheck => {
  const { around } = about;
  const none = { complaints: [] };
  const password = server.password
    ? readSecret(server.password, [...path, "password"], around)
    : none;
  const ca = server.ca === undefined ? none : readAuthorities(server.ca, [...path, "ca"], around);
  const secret = server.password && placedSecret(server.password, around);
  return {
    complaints: [
      ...checkAccess(server, path, about.oauth),
      ...password.complaints,
      ...ca.complaints,
    ],
    ...("text" in password ? { password: password.text } : {}),
    ...(secret ? { secret } : {}),
    ...("text" in ca ? { ca: ca.text } : {}),
  };
};

const checkAccess = (
  server: Draft<ServerInFile>,
  path: Path,
  oauth: boolean,
): readonly Complaint[] => {
  const { host, security, login, password } = server;
  const complaints: Complaint[] = [];
  const remote = host !== undefined && !isLoopback(host);
  if (security === "none" && remote)
    complaints.push({ code: "clear-text-refused", path: [...path, "security"], value: security });
  if (oauth)
    return password === undefined
      ? complaints
      : [...complaints, { code: "oauth-and-password", path: [...path, "password"] }];
  if (login !== undefined && password === undefined)
    complaints.push({ code: "login-without-password", path: [...path, "login"] });
  if (login === undefined && password !== undefined)
    complaints.push({ code: "password-without-login", path: [...path, "password"] });
  if (login === undefined && password === undefined && remote)
    complaints.push({ code: "login-missing", path });
  return complaints;
};
