/** Answers → what will stand on the disk. Pure: the same answers give the same files. */
import { join } from "node:path";
import type {
  Answers,
  DossierAnswer,
  IdentityAnswer,
  PasswordAnswer,
  ServerAnswer,
} from "./answers.ts";
import { ruleText } from "./rule-text.ts";

export interface PlannedFile {
  readonly file: string;
  readonly text: string;
  /** Permission bits. */
  readonly mode: number;
}

export interface Plan {
  readonly settings: PlannedFile;
  /** What stood in the settings file, kept under this name. */
  readonly former?: PlannedFile;
  readonly secret?: PlannedFile;
  /** Made when they are missing. */
  readonly folders: readonly string[];
  /** Written where a dossier has none. */
  readonly rules: readonly PlannedFile[];
}

export interface Standing {
  readonly text: string;
  readonly value: Readonly<Record<string, unknown>>;
}

export interface Place {
  /** The settings file, absolute. */
  readonly file: string;
  /** Beside it. */
  readonly secrets: string;
  /** For the name of a former file: `2026-11-21T101500.123`. */
  readonly stamp: string;
  readonly standing?: Standing;
  /** What the chosen provider is known to allow; the person corrects it by their contract. */
  readonly sending?: Readonly<Record<string, number>>;
}

/** Settings hold no secret, but say where they are: the agent's group may read them, nobody else. */
const settingsMode = 0o640;
const secretMode = 0o600;
const rulesMode = 0o660;

export const planOf = (answers: Answers, place: Place): Plan => {
  const { identity } = answers;
  const secretText = identity && secretIn(identity.password);
  const secret =
    identity && secretText !== undefined
      ? { file: join(place.secrets, identity.name), text: `${secretText}\n`, mode: secretMode }
      : undefined;
  const value = settingsValue(answers, {
    standing: place.standing?.value ?? {},
    sending: place.sending,
  });
  return {
    settings: {
      file: place.file,
      text: `${JSON.stringify(value, undefined, 2)}\n`,
      mode: settingsMode,
    },
    ...(place.standing
      ? {
          former: {
            file: `${place.file}.${place.stamp}`,
            text: place.standing.text,
            mode: settingsMode,
          },
        }
      : {}),
    ...(secret ? { secret } : {}),
    folders: answers.dossiers.map((dossier) => dossier.folder),
    rules: answers.dossiers.flatMap(rulesOf),
  };
};

const secretIn = (password: PasswordAnswer): string | undefined => {
  if (password.is === "typed") return password.text;
  return password.is === "oauth" ? password.key : undefined;
};

/** What stands and was not asked about stays as it is. */
const settingsValue = (
  answers: Answers,
  about: {
    readonly standing: Readonly<Record<string, unknown>>;
    readonly sending: Place["sending"];
  },
): Readonly<Record<string, unknown>> => {
  const { standing } = about;
  const { identity } = answers;
  const identities = {
    ...groupIn(standing, "identities"),
    ...(identity
      ? { [identity.name]: kept(identity, groupIn(standing, "identities"), answers.legacyNames) }
      : {}),
  };
  const dossiers = {
    ...Object.fromEntries(answers.dossiers.map((d) => [d.name, dossierValue(d, answers.spool)])),
    ...groupIn(standing, "dossiers"),
  };
  return {
    data: answers.data,
    spool: answers.spool,
    ...(answers.group === undefined ? {} : { group: answers.group }),
    // On this machine only; whoever wants none says so.
    page: {},
    ...(about.sending ? { sending: about.sending } : {}),
    ...standing,
    identities,
    dossiers,
  };
};

export type Group = Readonly<Record<string, unknown>>;

export const isGroup = (value: unknown): value is Group =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const groupIn = (value: Group, key: string): Group => {
  const found = value[key];
  return isGroup(found) ? { ...found } : {};
};

/** What the set-up asks about; everything else of an identity is a person's own, and stays. */
const askedOfIdentity = new Set([
  "address",
  "displayName",
  "legacyNames",
  "login",
  "password",
  "oauth",
  "provider",
  "submission",
  "mailbox",
]);
const askedOfServer = new Set(["host", "port", "security", "ca", "login", "password", "protocol"]);

const without = (value: Group, keys: ReadonlySet<string>): Group =>
  Object.fromEntries(Object.entries(value).filter(([key]) => !keys.has(key)));

/** The identity as it was answered, with what stood beside it: folders to read, other addresses, a receipt folder… */
const kept = (identity: IdentityAnswer, standing: Group, legacyNames: readonly string[]): Group => {
  const former = groupIn(standing, identity.name);
  const formerNames = former["legacyNames"];
  const names = [...(Array.isArray(formerNames) ? (formerNames as string[]) : []), ...legacyNames];
  const value = identityValue(identity, [...new Set(names)]);
  const mailbox = {
    ...without(groupIn(former, "mailbox"), askedOfServer),
    ...groupIn(value, "mailbox"),
  };
  const box = Object.keys(mailbox).length > 0 ? { mailbox } : {};
  return { ...value, ...without(former, askedOfIdentity), ...box };
};

const identityValue = (identity: IdentityAnswer, legacyNames: readonly string[]): Group => {
  const { address, displayName, servers, password, authservId } = identity;
  const login = password.is === "none" ? {} : { login: address };
  const box = (server: ServerAnswer): object => ({
    ...server,
    ...(authservId === undefined ? {} : { authservId }),
  });
  return {
    address,
    displayName,
    ...(legacyNames.length > 0 ? { legacyNames } : {}),
    ...passwordValue(password, identity.name),
    ...(servers.is === "provider"
      ? {
          provider: servers.provider,
          ...(authservId === undefined ? {} : { mailbox: { authservId } }),
        }
      : {
          ...login,
          submission: servers.submission,
          ...(servers.mailbox ? { mailbox: box(servers.mailbox) } : {}),
        }),
  };
};

/** What is typed lies in `credentials/` beside the settings: a service is handed it, a terminal reads it there. */
const passwordValue = (password: PasswordAnswer, name: string): object => {
  const kept = { credential: name };
  switch (password.is) {
    case "typed":
      return { password: kept };
    case "file":
      return { password: { file: password.file } };
    case "env":
      return { password: { env: password.name } };
    case "oauth": {
      const { clientId, tenant } = password;
      const whose = tenant === undefined ? {} : { tenant };
      return { oauth: { clientId, ...whose, key: kept } };
    }
    case "none":
      return {};
  }
};

/** Always in test: nothing leaves before a person has read a report and changed this word. */
const dossierValue = ({ name, folder }: DossierAnswer, spool: string): object => ({
  mode: "test",
  ...(folder === join(spool, name) ? {} : { folder }),
});

const rulesOf = ({ folder, rules }: DossierAnswer): readonly PlannedFile[] =>
  rules ? [{ file: join(folder, "mapibox.cfg"), text: ruleText(rules), mode: rulesMode }] : [];
