/** The page: never in clear nor without a name beyond this machine, with a certificate and hashes that work. */
import { readFileSync, statSync } from "node:fs";
import { createSecureContext } from "node:tls";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import { isLoopback } from "../../foundation/loopback.ts";
import { isPasswordHash } from "../../foundation/password-hash.ts";
import type { Draft, PageInFile, SettingsInFile } from "../file-shape.ts";
import type { Complaint, Path } from "../problems.ts";
import { readSecret } from "../secrets.ts";
import type { PageSettings } from "../settings.ts";
import { placed, type Surroundings } from "../surroundings.ts";

export interface PageCheck {
  readonly complaints: readonly Complaint[];
  readonly tls?: NonNullable<PageSettings["tls"]>;
  readonly accounts: PageSettings["accounts"];
}

export const checkPage = ({ page }: Draft<SettingsInFile>, around: Surroundings): PageCheck => {
  if (!page || page.on === false) return { complaints: [], accounts: [] };
  const tls = checkTls(page, around);
  const accounts = checkAccounts(page, around);
  return {
    complaints: [...checkReach(page), ...tls.complaints, ...accounts.complaints],
    ...(tls.given ? { tls: tls.given } : {}),
    accounts: accounts.given,
  };
};

const checkReach = ({ address, tls, accounts }: Draft<PageInFile>): readonly Complaint[] => {
  if (address === undefined || isLoopback(address)) return [];
  const spot = { path: ["page", "address"], value: address };
  if (!tls) return [{ code: "page-in-clear", ...spot }];
  return Object.keys(accounts ?? {}).length === 0
    ? [{ code: "page-without-accounts", ...spot }]
    : [];
};

const checkTls = (
  { tls }: Draft<PageInFile>,
  around: Surroundings,
): { readonly complaints: readonly Complaint[]; readonly given?: PageSettings["tls"] } => {
  if (tls?.certificate === undefined || tls.key === undefined) return { complaints: [] };
  const path = ["page", "tls"];
  const certificate = read(tls.certificate, around);
  const key = read(tls.key, around);
  if (!certificate)
    return wrong({
      code: "page-tls-unreadable",
      path: [...path, "certificate"],
      value: tls.certificate,
    });
  if (!key) return wrong({ code: "page-tls-unreadable", path: [...path, "key"], value: tls.key });
  try {
    createSecureContext({ cert: certificate.text, key: key.text });
  } catch (cause) {
    return wrong({ code: "page-tls-wrong", path, value: asError(cause).message });
  }
  const exposed = around.platform !== "win32" && (key.mode & 0o004) !== 0;
  return {
    complaints: exposed
      ? [{ code: "secret-readable-by-all", path: [...path, "key"], value: tls.key }]
      : [],
    given: { certificate: certificate.text, key: key.text },
  };
};

const wrong = (complaint: Complaint) => ({ complaints: [complaint] });

const read = (name: string, around: Surroundings) => {
  try {
    const file = placed(around, name);
    const { mode, size } = statSync(file);
    return size > limits.settingsBytesMax ? undefined : { text: readFileSync(file, "utf8"), mode };
  } catch {
    return undefined;
  }
};

const checkAccounts = (
  { accounts }: Draft<PageInFile>,
  around: Surroundings,
): { readonly complaints: readonly Complaint[]; readonly given: PageSettings["accounts"] } => {
  const checked = Object.entries(accounts ?? {}).map(([name, account]) => {
    const path: Path = ["page", "accounts", name, "password"];
    if (!account?.password) return { complaints: [] };
    const found = readSecret(account.password, path, around);
    if (found.text === undefined) return { complaints: found.complaints };
    if (!isPasswordHash(found.text))
      return { complaints: [...found.complaints, { code: "page-password-wrong", path } as const] };
    const given = { name, role: account.role ?? "clerk", hash: found.text } as const;
    return { complaints: found.complaints, given };
  });
  return {
    complaints: checked.flatMap((c) => c.complaints),
    given: checked.flatMap((c) => c.given ?? []),
  };
};
