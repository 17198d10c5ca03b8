/**
 * Providers' servers (`config/providers`, data with source and date) filled into the identities that name one. What the
 * identity says itself comes first; what it lacks without a provider is told as missing.
 */
import { join, parse } from "node:path";
import { closest } from "../foundation/closest.ts";
import { listFolder, readText } from "../foundation/product.ts";
import { checkShape } from "./check/shape.ts";
import type {
  Draft,
  IdentityInFile,
  MailboxInFile,
  ServerInFile,
  SettingsInFile,
} from "./file-shape.ts";
import type { Complaint } from "./problems.ts";
import { mailbox } from "./schema/identities.ts";
import type { Security } from "./settings.ts";
import type { Surroundings } from "./surroundings.ts";

interface ProviderServer {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
}

export interface Provider {
  readonly name: string;
  readonly source: string;
  /** Day on which the values were read. */
  readonly date: string;
  /** Its own mail domains, and the domains in which the MX of its customers lie: enough for a proposal. */
  readonly domains?: readonly string[];
  readonly mx?: readonly string[];
  readonly submission: ProviderServer;
  readonly mailbox: ProviderServer;
  readonly login: "address";
  readonly limits: { readonly perMinute?: number; readonly perDay?: number; readonly told: string };
  readonly note?: string;
  readonly oauth?: OAuthAddresses;
}

export interface OAuthAddresses {
  readonly deviceUrl?: string;
  readonly authorizeUrl?: string;
  readonly tokenUrl?: string;
  readonly revokeUrl?: string;
  readonly scopes?: readonly string[];
  readonly redirectHost?: "localhost" | "127.0.0.1";
}

export interface Filled {
  readonly draft: Draft<SettingsInFile>;
  readonly complaints: readonly Complaint[];
}

export const withProviders = (draft: Draft<SettingsInFile>, around: Surroundings): Filled => {
  const complaints: Complaint[] = [];
  const filled = Object.entries(draft.identities ?? {}).map(([name, identity]) => {
    // Nothing of it could be kept: what it lacks is not told a second time.
    if (!identity || Object.keys(identity).length === 0) return [name, identity] as const;
    const provider = providerOf(identity, name, { around, complaints });
    const whole = withProvider(identity, provider);
    if (provider) complaints.push(...beyond(provider, name, draft));
    // What an unknown provider leaves open is not told a second time.
    if (identity.provider === undefined || provider)
      complaints.push(...missing(whole, ["identities", name]));
    return [name, whole] as const;
  });
  if (filled.length === 0) return { draft, complaints };
  return { draft: { ...draft, identities: Object.fromEntries(filled) }, complaints };
};

/** The provider defers or blocks whoever sends more: told, not applied, because what it grants differs from contract to contract. */
const beyond = (
  { name, limits }: Provider,
  identity: string,
  { sending = {} }: Draft<SettingsInFile>,
): readonly Complaint[] => {
  const keys = (["perMinute", "perDay"] as const).flatMap((key) => {
    const [most, set] = [limits[key], sending[key]];
    return most !== undefined && set !== undefined && set > most ? [{ key, most, set }] : [];
  });
  if (keys.length === 0) return [];
  const listed = (word: string): string =>
    keys.map(({ key, most, set }) => `sending.${key} ${most} (${word} ${set})`).join(", ");
  const expected = {
    fr: `${listed("ici")} ; ${name} : ${limits.told}`,
    en: `${listed("here")}; ${name}: ${limits.told}`,
  };
  const path = ["identities", identity, "provider"];
  return [{ code: "provider-limit", path, expected }];
};

export const providerNames = (folder: string): readonly string[] =>
  listFolder(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => parse(file).name);

/** A file of ours: its shape is a test's to check. */
export const readProvider = (folder: string, name: string): Provider =>
  JSON.parse(readText(join(folder, `${name}.json`))) as Provider;

/** What it allows, where that is known: keys of `sending`. */
export const providerRates = (folder: string, name: string): Readonly<Record<string, number>> => {
  if (!providerNames(folder).includes(name)) return {};
  const { perMinute, perDay } = readProvider(folder, name).limits;
  return { ...(perMinute ? { perMinute } : {}), ...(perDay ? { perDay } : {}) };
};

const providerOf = (
  { provider }: Draft<IdentityInFile>,
  name: string,
  about: { readonly around: Surroundings; readonly complaints: Complaint[] },
): Provider | undefined => {
  if (provider === undefined) return undefined;
  const folder = about.around.bundledProviders;
  const names = providerNames(folder);
  if (names.includes(provider)) return readProvider(folder, provider);
  const meant = closest(provider, names);
  const path = ["identities", name, "provider"];
  const spot = { path, value: provider, ...(meant ? { meant } : {}) };
  about.complaints.push({ code: "provider-unknown", ...spot });
  return undefined;
};

const withProvider = (
  identity: Draft<IdentityInFile>,
  provider: Provider | undefined,
): Draft<IdentityInFile> => {
  const { oauth } = identity;
  const shared = {
    login: identity.login ?? (provider || oauth ? identity.address : undefined),
    password: identity.password,
  };
  const submission = identity.submission ?? (provider ? {} : undefined);
  const box = identity.mailbox ?? (provider ? defaultMailbox() : undefined);
  return {
    ...identity,
    ...(submission ? { submission: served(submission, provider?.submission, shared) } : {}),
    ...(box ? { mailbox: served(box, provider?.mailbox, shared) } : {}),
    ...(oauth ? { oauth: { ...addressesOf(provider, oauth.tenant), ...oauth } } : {}),
  };
};

/** The schema fills defaults into what stands in the file, and this mailbox does not. */
const defaultMailbox = () => checkShape(mailbox, {}, []).kept as Draft<MailboxInFile>;

const served = <S extends Draft<ServerInFile>>(
  server: S,
  preset: ProviderServer | undefined,
  shared: Pick<Draft<IdentityInFile>, "login" | "password">,
): S => ({
  ...preset,
  ...(shared.login === undefined ? {} : { login: shared.login }),
  ...(shared.password === undefined ? {} : { password: shared.password }),
  ...server,
});

const addressesOf = (
  provider: Provider | undefined,
  tenant: string | undefined,
): OAuthAddresses => {
  const text = JSON.stringify(provider?.oauth ?? {});
  return JSON.parse(
    text.replaceAll("{tenant}", encodeURIComponent(tenant ?? "common")),
  ) as Readonly<Record<string, never>>;
};

const missing = (
  identity: Draft<IdentityInFile>,
  path: readonly string[],
): readonly Complaint[] => {
  const { submission } = identity;
  if (!submission) return [{ code: "key-missing", path: [...path, "submission"] }];
  return (
    [
      ["submission", submission],
      ["mailbox", identity.mailbox],
    ] as const
  ).flatMap(([role, server]) =>
    server
      ? (["host", "port", "security"] as const).flatMap((key) =>
          server[key] === undefined
            ? [{ code: "key-missing" as const, path: [...path, role, key] }]
            : [],
        )
      : [],
  );
};
