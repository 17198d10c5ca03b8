/**
 * Loads the settings: one reading, every problem at once, then one frozen value. Synchronous: it runs
 * once, before anything else exists. It never writes (design §6).
 */
import { dirname, resolve } from "node:path";
import { productPath } from "../foundation/product.ts";
import { assemble } from "./assemble.ts";
import { findCalendars } from "./calendar-files.ts";
import { checkLogins } from "./check/logins.ts";
import { checkMailboxes } from "./check/mailboxes.ts";
import { checkFolders, checkNames } from "./check/names.ts";
import { checkOpeners } from "./check/openers.ts";
import { checkPage } from "./check/page.ts";
import { checkSealers } from "./check/sealers.ts";
import { checkServer, type ServerCheck } from "./check/servers.ts";
import { checkShape } from "./check/shape.ts";
import { checkTelling } from "./check/telling.ts";
import type { Draft, SettingsInFile } from "./file-shape.ts";
import { type Keyring, systemKeyring } from "./keyring.ts";
import { type Located, layoutOf } from "./locate.ts";
import { type Complaint, type SettingsProblem, toProblem } from "./problems.ts";
import { withProviders } from "./providers.ts";
import { type ReadSettings, readWithConf } from "./read-with-conf.ts";
import { findProfiles } from "./receipt-profiles.ts";
import { findSigners } from "./receipt-signers.ts";
import { settingsSchema } from "./schema.ts";
import type { Settings } from "./settings.ts";
import { type SoundParts, soundParts } from "./sound-parts.ts";
import { findStoreKey } from "./store-key.ts";
import type { Surroundings } from "./surroundings.ts";

export type Loaded =
  | {
      readonly is: "ok";
      readonly settings: Settings;
      readonly warnings: readonly SettingsProblem[];
    }
  | {
      readonly is: "invalid";
      readonly problems: readonly SettingsProblem[];
      readonly warnings: readonly SettingsProblem[];
      /** Absent: nothing in the file could be read. */
      readonly sound?: SoundParts;
    };

/** Settings that are not written yet, judged as if they stood at their place. */
export interface Planned {
  readonly text: string;
  /** By their absolute file. */
  readonly secrets: ReadonlyMap<string, string>;
}

/** For `facteur setup`: what it is about to write. For tests: another system, other bundled profiles. */
export interface LoadOptions {
  readonly planned?: Planned;
  readonly platform?: string;
  readonly bundledProfiles?: string;
  readonly bundledCalendars?: string;
  readonly keyring?: Keyring;
}

export const loadSettings = (
  path: string,
  env: Surroundings["env"],
  options: LoadOptions = {},
): Loaded => {
  const file = resolve(path);
  const around: Surroundings = {
    env,
    folder: dirname(file),
    platform: options.platform ?? process.platform,
    bundledProfiles: options.bundledProfiles ?? productPath("config/receipts"),
    bundledCalendars: options.bundledCalendars ?? productPath("config/calendars"),
    bundledProviders: productPath("config/providers"),
    keyring: options.keyring ?? systemKeyring(),
    ...(options.planned ? { plannedSecrets: options.planned.secrets } : {}),
  };
  const invalid = (complaint: Complaint, line = 0, column?: number): Loaded => ({
    is: "invalid",
    problems: [toProblem(complaint, { file, line, ...(column ? { column } : {}) })],
    warnings: [],
  });
  const read = options.planned ? readPlanned(options.planned) : readWithConf(file);
  if (read.is === "missing") return invalid({ code: "file-missing", path: [] });
  if (read.is === "unreadable")
    return invalid({ code: "file-unreadable", path: [], value: read.said });
  const scar = read.text.indexOf("\ufffd");
  if (scar >= 0)
    return invalid({ code: "not-utf-8", path: [] }, read.text.slice(0, scar).split("\n").length);
  const layout = layoutOf(read.text);
  if (layout.is === "not-json") {
    const { line, column, expected } = layout;
    return invalid({ code: "json-invalid", path: [], expected }, line, column);
  }
  if (read.is === "not-json") return invalid({ code: "json-invalid", path: [] });
  return judge(read.value, { file, layout, around });
};

const readPlanned = ({ text }: Planned): ReadSettings => ({
  is: "read",
  text,
  value: JSON.parse(text) as Readonly<Record<string, unknown>>,
});

interface Reading {
  readonly file: string;
  readonly layout: Located;
  readonly around: Surroundings;
}

const judge = (value: unknown, { file, layout, around }: Reading): Loaded => {
  const shape = checkShape(settingsSchema, value, []);
  const filled = withProviders((shape.kept ?? {}) as Draft<SettingsInFile>, around);
  const { draft } = filled;
  const logins = checkLogins(draft, around);
  const servers = checkServers(draft, around);
  const profiles = findProfiles(draft.receipts?.profiles ?? [], around);
  const calendars = findCalendars(draft, around);
  const signers = findSigners(draft.receipts?.signers ?? {}, around);
  const storeKey = findStoreKey(draft, around);
  const page = checkPage(draft, around);
  const complaints = [
    ...layout.doubles,
    ...shape.complaints.map(specialise),
    ...filled.complaints,
    ...checkNames(draft),
    ...checkFolders(draft, around),
    ...checkSealers(draft, around),
    ...[...servers.values()].flatMap((server) => server.complaints),
    ...checkMailboxes(draft),
    ...[...logins.values()].flatMap((login) => login.complaints),
    ...profiles.complaints,
    ...calendars.complaints,
    ...checkTelling(draft),
    ...signers.complaints,
    ...checkOpeners(draft.receipts, around),
    ...storeKey.complaints,
    ...page.complaints,
  ];
  const problems = oncePerPlace(complaints.filter((c) => !isEcho(c, shape.complaints)))
    .map((complaint) => toProblem(complaint, { file, line: layout.lineOf(complaint.path) }))
    .toSorted((a, b) => a.line - b.line);
  const errors = problems.filter((problem) => problem.severity === "error");
  if (errors.length > 0)
    return {
      is: "invalid",
      problems: errors,
      warnings: problems.filter((problem) => problem.severity === "warning"),
      sound: soundParts(draft, { complaints, around, profiles: profiles.files }),
    };
  // Without a complaint the draft has every key: `checkShape` filled the defaults in.
  const settings = assemble(draft as SettingsInFile, {
    file,
    around,
    servers,
    logins,
    profiles: profiles.files,
    calendars: calendars.byName,
    signers: signers.fingerprints,
    ...(storeKey.given ? { storeKey: storeKey.given } : {}),
    page,
  });
  return { is: "ok", settings, warnings: problems };
};

const checkServers = (
  draft: Draft<SettingsInFile>,
  around: Surroundings,
): ReadonlyMap<string, ServerCheck> => {
  const checks = new Map<string, ServerCheck>(
    Object.entries(draft.identities ?? {}).flatMap(([name, identity]) =>
      (["submission", "mailbox"] as const).flatMap((role) => {
        const server = identity?.[role];
        if (!server) return [];
        const check = checkServer(server, ["identities", name, role], {
          around,
          oauth: identity?.oauth !== undefined,
        });
        return [[`${name}/${role}`, check] as const];
      }),
    ),
  );
  const notifying = draft.notifications?.mail?.submission;
  const place = ["notifications", "mail", "submission"];
  if (notifying)
    checks.set("notifications/mail", checkServer(notifying, place, { around, oauth: false }));
  return checks;
};

/** Mistakes that deserve their own words. */
const specialise = (complaint: Complaint): Complaint => {
  const { code, path, value } = complaint;
  const last = path.at(-1);
  if (
    code === "type-wrong" &&
    (last === "password" || last === "passphrase") &&
    typeof value === "string"
  )
    return { code: "secret-in-clear", path, value };
  return complaint;
};

/** What a server lacks is not told when the very key stands there and is wrong in itself. */
const isEcho = ({ code, path }: Complaint, shape: readonly Complaint[]): boolean => {
  if (!code.startsWith("login-") && code !== "password-without-login") return false;
  const server = path.slice(0, 3);
  return shape.some(
    (wrong) =>
      server.every((part, i) => part === wrong.path[i]) &&
      ["login", "password", "host"].includes(String(wrong.path[3])),
  );
};

/** One wrong value is told once: the first complaint about a place is the most telling. */
const oncePerPlace = (complaints: readonly Complaint[]): readonly Complaint[] => {
  const byPlace = new Map<string, Complaint>();
  for (const complaint of complaints) {
    const place = JSON.stringify(complaint.path);
    if (!byPlace.has(place)) byPlace.set(place, complaint);
  }
  return [...byPlace.values()];
};
