/**
 * The settings once validated: one frozen value, read once. The schema beside this file
 * (`schema.ts`) is the documentation of every key.
 */

import type { LegalCalendar } from "../domain/calendar/legal-calendar.ts";
import type { WorkCalendar } from "../domain/calendar/working-days.ts";
import type { Instant } from "../domain/ids.ts";
import type { Mode } from "../domain/mode.ts";
import type { PrintedDocument } from "../domain/printed.ts";
import type { Retention } from "../domain/removal/retention.ts";
import type { Role } from "../domain/role.ts";

export type Secret =
  /** File of `credentials/` beside the settings, which systemd gives to the service at its start. */
  { readonly credential: string } | PlacedSecret;

/** Where a secret is, for reading it again. */
export type PlacedSecret =
  | { readonly env: string }
  | { readonly file: string }
  /** Account of the service « facteur » in the system's keyring. */
  | { readonly keyring: string };

/** `tls`: implicit TLS. `starttls`: required upgrade. `none`: clear text, loopback hosts only. */
export type Security = "tls" | "starttls" | "none";

export interface Server {
  readonly host: string;
  readonly port: number;
  readonly security: Security;
  /** Absent: no authentication (loopback only). */
  readonly login?: string;
  /** The secret's value, resolved at load; never printed. */
  readonly password?: string;
  /** Where it is, its file absolute: read again at each login. */
  readonly secret?: PlacedSecret;
  /** PEM text of the only authorities trusted for this server; absent: the system's. */
  readonly ca?: string;
}

export interface MailboxSettings extends Server {
  readonly protocol: "imap" | "pop3";
  /** POP3: matched mails are deleted so many days after they are durable here; absent: never. */
  readonly deleteAfterDays?: number;
  readonly folders: readonly string[];
  readonly pollSeconds: number;
  /** Other addresses whose mail arrives there. */
  readonly aliases: readonly string[];
  /** The name our own server writes in Authentication-Results (RFC 8601); absent: grade C at best. */
  readonly authservId?: string;
  /** Fields Received that our provider writes above that verdict; absent: none, the verdict is at the top. */
  readonly receivedAbove?: number;
  /** Matched mails are moved there once durable here; absent: mails are left where they are. */
  readonly moveMatchedTo?: string;
}

export interface OAuthSettings {
  readonly clientId: string;
  readonly clientSecret?: string;
  /** 32 bytes in base64; never printed. */
  readonly key: string;
  readonly scopes: readonly string[];
  readonly tokenUrl: string;
  readonly deviceUrl?: string;
  readonly authorizeUrl?: string;
  readonly revokeUrl?: string;
  readonly redirectHost: "localhost" | "127.0.0.1";
}

export interface Identity {
  readonly name: string;
  /** The one address: From, envelope sender and mailbox owner (seed 000, « identité principale »). */
  readonly address: string;
  readonly displayName: string;
  /** Values of `profil` in old files that mean this identity. */
  readonly legacyNames: readonly string[];
  /** Absent: a password, or nothing on loopback. */
  readonly oauth?: OAuthSettings;
  readonly submission: Server;
  readonly mailbox?: MailboxSettings;
  /** Absolute: a folder of saved mails and receipts' files. */
  readonly receiptFolder?: string;
}

export interface DossierSettings {
  readonly name: string;
  /** Absolute path. */
  readonly folder: string;
  /** Whose it is, when the settings say; absent: a client by itself. */
  readonly client?: string;
  /** Folder of its reports, absolute; absent: the firm's. */
  readonly reports?: string;
  readonly mode: Mode;
  /** Name of the rule file inside the folder. */
  readonly rules: string;
  /** Folder of rules, plans, notes and attachments that all dossiers share: absolute; absent: none. */
  readonly shared?: string;
  readonly quietSeconds: number;
  readonly incompleteMinutes: number;
  /** Globs of names that are never taken. */
  readonly ignore: readonly string[];
  readonly originals: "move" | "leave";
  /** True: look by polling only (network shares). */
  readonly polling: boolean;
  /** Its zone and its working days. */
  readonly calendar: WorkCalendar;
  /** Of its legal deadlines; its own ones come first. */
  readonly legal: readonly LegalCalendar[];
  /** Who is told about it, instead of everybody; absent: those of `notifications.mail`. */
  readonly notify?: readonly string[];
}

export interface OrganismSettings {
  readonly name: string;
  /** Whole addresses, or `@domain`. */
  readonly addresses: readonly string[];
  /** Whom to call, as the firm wants it printed. */
  readonly contact: string;
}

export interface PrintingSettings {
  readonly command: readonly string[];
  readonly documents: readonly PrintedDocument[];
}

export interface NotificationSettings {
  readonly mail?: {
    readonly from: string;
    readonly to: readonly string[];
    readonly nullSender: boolean;
    readonly submission: Server;
  };
  readonly command?: readonly string[];
  readonly webhook?: string;
  readonly digestMinutes: number;
  readonly perHour: number;
}

/** The page that people open in a browser. */
export interface PageSettings {
  readonly address: string;
  /** 0: any free one. */
  readonly port: number;
  /** Names under which other machines may ask. */
  readonly names: readonly string[];
  /** Addresses that may ask `/health` and `/metrics`, beside this machine. */
  readonly monitors: readonly string[];
  /** PEM texts. Absent: in clear, on this machine only. */
  readonly tls?: { readonly certificate: string; readonly key: string };
  readonly accounts: readonly {
    readonly name: string;
    readonly role: Role;
    /** `foundation/password-hash.ts`. */
    readonly hash: string;
  }[];
  /** Where clients come by a signed link, and for how many days; absent: no client is let in. */
  readonly agreements?: { readonly url: string; readonly days: number };
}

/** Every path absolute; passphrases as they were at load, and where to read them again; never printed. */
export type SealerSettings = { readonly name: string } & (
  | {
      readonly is: "external";
      readonly paths: Readonly<Record<string, string>>;
      readonly definitive?: {
        readonly since: Instant;
        readonly paths: Readonly<Record<string, string>>;
      };
      readonly command: readonly string[];
      readonly timeoutMs: number;
      readonly output: string;
      /** What such a program may see of ours: where programs are found. */
      readonly environment: Readonly<Record<string, string>>;
    }
  | {
      readonly is: "openpgp";
      readonly takes: "file" | "body";
      readonly recipients: readonly string[];
      readonly archive?: { readonly file: string; readonly secret?: LockedFile };
      readonly sign?: LockedFile;
    }
  | {
      readonly is: "smime";
      readonly recipients: readonly string[];
      readonly archive?: {
        readonly certificate: string;
        readonly key?: string;
      } & LockSettings;
      readonly sign?: { readonly certificate: string; readonly key: string } & LockSettings;
    }
);

export interface LockSettings {
  readonly passphrase?: string;
  readonly secret?: PlacedSecret;
}

export type LockedFile = { readonly file: string } & LockSettings;

/** Every path absolute; the passphrase as it was at load, and where to read it again. */
export type OpenerSettings = { readonly name: string } & LockSettings &
  (
    | { readonly is: "openpgp"; readonly file: string }
    | { readonly is: "smime"; readonly certificate: string; readonly key: string }
  );

export interface Settings {
  /** The file they were read from, absolute. */
  readonly file: string;
  readonly language: "fr" | "en";
  /** Journal, store, lock: absolute, on a local file system. */
  readonly data: string;
  /** MiB kept there for the results of what was begun; four times the WAL before its checkpoint. */
  readonly reserveMiB: number;
  readonly reports: {
    readonly folder: string;
    /** Cron expressions. */
    readonly daily?: string;
    readonly today?: string;
    readonly period?: string;
    readonly contact?: string;
  };
  readonly organisms: readonly OrganismSettings[];
  readonly printing?: PrintingSettings;
  readonly notifications?: NotificationSettings;
  /** Absent: there is none. */
  readonly page?: PageSettings;
  /** Group, by name or number, of what is written for people. */
  readonly group?: string;
  readonly identities: readonly Identity[];
  readonly sealers: readonly SealerSettings[];
  /** Of the legal deadlines of dossiers that name none of their own. */
  readonly legal: readonly LegalCalendar[];
  readonly dossiers: readonly DossierSettings[];
  readonly sending: {
    readonly parallel: number;
    /** Attempts per identity. */
    readonly perMinute: number;
    readonly perDay: number;
    /** Minutes before the 1st, 2nd… retry; the last one repeats. */
    readonly retryMinutes: readonly number[];
  };
  /** Authority that stamps the journal's head once a day. */
  readonly timestamps?: { readonly url: string };
  readonly scanSeconds: number;
  readonly receipts: {
    /** Absolute paths of text-receipt profiles to use. */
    readonly profiles: readonly string[];
    /** Organism's domain → SHA-256 of the certificates that may sign for it. */
    readonly signers: Readonly<Record<string, readonly string[]>>;
    /** Organism's domain → files of the OpenPGP public keys that may sign for it. */
    readonly signerKeys: readonly { readonly domain: string; readonly file: string }[];
    /** The files of the certificates of `signers`, for their expiry. */
    readonly signerCertificates: readonly { readonly domain: string; readonly file: string }[];
    /** What opens receipts that are encrypted for us. */
    readonly openers: readonly OpenerSettings[];
    /** How far back a mailbox is read at first sight, days. */
    readonly sinceDays: number;
  };
  /** The store's key of keys, 64 hexadecimal digits, resolved at load, never printed; absent: a file in `data`. */
  readonly storeKey?: {
    readonly key: string;
    readonly former?: string;
    /** What people call it: the variable, or the file. */
    readonly where: string;
  };
  /** How long contents are kept after a deposit's end. */
  readonly retention: Retention;
  readonly log: { readonly level: "error" | "warn" | "info" | "debug"; readonly file?: string };
}
