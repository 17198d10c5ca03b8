/**
 * The settings file as TypeScript sees it once its shape is right and its defaults are in: the twin of
 * `schema.ts`, which a test compares with it by building a full value from the schema.
 */
import type { HolidayRegion } from "../domain/calendar/holidays.ts";
import type { Mode } from "../domain/mode.ts";
import type { KeptKind } from "../domain/removal/retention.ts";
import type { Role } from "../domain/role.ts";
import type {
  MailboxSettings,
  OrganismSettings,
  PrintingSettings,
  Secret,
  Server,
} from "./settings.ts";

export type ServerInFile = Omit<Server, "password" | "secret"> & { readonly password?: Secret };

export type MailboxInFile = Omit<MailboxSettings, keyof Server> & ServerInFile;

export interface OAuthInFile {
  readonly clientId: string;
  readonly clientSecret?: Secret;
  readonly key: Secret;
  readonly tenant?: string;
  readonly scopes?: readonly string[];
  readonly tokenUrl?: string;
  readonly deviceUrl?: string;
  readonly authorizeUrl?: string;
  readonly revokeUrl?: string;
  readonly redirectHost?: "localhost" | "127.0.0.1";
}

export interface IdentityInFile {
  readonly address: string;
  readonly displayName: string;
  readonly legacyNames: readonly string[];
  readonly provider?: string;
  readonly login?: string;
  readonly password?: Secret;
  readonly loginMayDiffer: boolean;
  readonly oauth?: OAuthInFile;
  readonly submission: ServerInFile;
  readonly mailbox?: MailboxInFile;
  readonly receiptFolder?: string;
}

export interface DossierInFile {
  readonly folder?: string;
  readonly client?: string;
  readonly reports?: string;
  readonly mode: Mode;
  readonly rules: string;
  readonly quietSeconds: number;
  readonly incompleteMinutes: number;
  readonly ignore: readonly string[];
  readonly originals: "move" | "leave";
  readonly polling: boolean;
  readonly zone: string;
  readonly holidays: HolidayRegion;
  readonly closedDays: readonly string[];
  readonly calendars?: readonly string[];
  readonly notify?: readonly string[];
}

interface NotificationsInFile {
  readonly mail?: {
    readonly from: string;
    readonly to: readonly string[];
    readonly nullSender: boolean;
    readonly submission: ServerInFile;
  };
  readonly command?: readonly string[];
  readonly webhook?: string;
  readonly digestMinutes: number;
  readonly perHour: number;
}

export interface SealerInFile {
  readonly external?: {
    readonly paths: Readonly<
      Record<string, { readonly path: string; readonly definitive?: string }>
    >;
    readonly definitiveSince?: string;
    readonly command: readonly string[];
    readonly timeoutSeconds: number;
    readonly output: string;
  };
  readonly openpgp?: {
    readonly covers: "file" | "message";
    readonly recipients: readonly string[];
    readonly archive?: {
      readonly file: string;
      readonly secretFile?: string;
      readonly passphrase?: Secret;
    };
    readonly sign?: { readonly file: string; readonly passphrase?: Secret };
  };
  readonly smime?: {
    readonly recipients: readonly string[];
    readonly signOnly: boolean;
    readonly archive?: {
      readonly certificate: string;
      readonly key?: string;
      readonly passphrase?: Secret;
    };
    readonly sign?: {
      readonly certificate: string;
      readonly key: string;
      readonly passphrase?: Secret;
    };
  };
}

interface SignerInFile {
  readonly certificates?: readonly string[];
  readonly keys?: readonly string[];
}

export interface OpenerInFile {
  readonly openpgp?: { readonly file: string; readonly passphrase?: Secret };
  readonly smime?: {
    readonly certificate: string;
    readonly key: string;
    readonly passphrase?: Secret;
  };
}

export interface PageInFile {
  readonly on: boolean;
  readonly address: string;
  readonly port: number;
  readonly names: readonly string[];
  readonly monitors: readonly string[];
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly accounts?: Readonly<Record<string, { readonly role: Role; readonly password: Secret }>>;
  readonly agreements?: { readonly url: string; readonly days: number };
}

export interface SettingsInFile {
  readonly language: "fr" | "en";
  readonly data: string;
  readonly spool: string;
  readonly shared?: string;
  readonly reports: {
    readonly folder?: string;
    readonly daily?: string;
    readonly today?: string;
    readonly period?: string;
    readonly contact?: string;
  };
  readonly calendars: readonly string[];
  readonly organisms?: Readonly<Record<string, Omit<OrganismSettings, "name">>>;
  readonly printing?: PrintingSettings;
  readonly notifications?: NotificationsInFile;
  readonly page?: PageInFile;
  readonly group?: string;
  readonly identities: Readonly<Record<string, IdentityInFile>>;
  readonly sealers?: Readonly<Record<string, SealerInFile>>;
  readonly dossiers: Readonly<Record<string, DossierInFile>>;
  readonly sending: {
    readonly parallel: number;
    readonly perMinute: number;
    readonly perDay: number;
    readonly retryMinutes: readonly number[];
  };
  readonly timestamps?: { readonly url: string };
  readonly reserveMiB: number;
  readonly scanSeconds: number;
  readonly receipts: {
    readonly profiles: readonly string[];
    readonly signers?: Readonly<Record<string, SignerInFile>>;
    readonly openers?: Readonly<Record<string, OpenerInFile>>;
    readonly sinceDays: number;
  };
  readonly store?: { readonly key: Secret; readonly formerKey?: Secret };
  readonly retention: Readonly<Record<KeptKind, string>>;
  readonly log: { readonly level: "error" | "warn" | "info" | "debug"; readonly file?: string };
}

/** What is left of a file whose wrong values were taken out: right where it says something. */
export type Draft<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;
