/** The flags of `facteur setup`, and the answers that they make. What a person is asked is put into the same flags first. */
import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { isPlausibleAddress } from "../../domain/address.ts";
import { Refusal } from "../../foundation/refusal.ts";
import type {
  Answers,
  DossierAnswer,
  IdentityAnswer,
  PasswordAnswer,
  ServerAnswer,
} from "./answers.ts";
import { dossierName, type OldFile } from "./find-old.ts";
import type { SetupWords } from "./words.ts";

export interface SetupFlags {
  readonly address?: string;
  readonly name?: string;
  readonly displayName?: string;
  readonly provider?: string;
  /** `HOST:PORT` or `HOST:PORT:SECURITY`. */
  readonly smtp?: string;
  readonly imap?: string;
  readonly passwordFile?: string;
  readonly passwordEnv?: string;
  readonly passwordStdin?: boolean;
  readonly oauthClient?: string;
  readonly tenant?: string;
  readonly authservId?: string;
  readonly data?: string;
  readonly spool?: string;
  readonly group?: string;
  /** `NAME` or `NAME=FOLDER`. */
  readonly dossier?: readonly string[];
  readonly to?: string;
  readonly subject?: string;
  readonly search?: readonly string[];
}

/** Where things go when nobody says. */
export interface Usual {
  readonly data: string;
  readonly spool: string;
  readonly name: string;
  /** The settings that stand already name an identity. */
  readonly hasIdentity: boolean;
  /** The dossiers that they name, each with its folder. */
  readonly watched: ReadonlyMap<string, string>;
}

export interface Given {
  readonly flags: SetupFlags;
  readonly usual: Usual;
  /** Old files whose folders become dossiers. */
  readonly old: readonly OldFile[];
  /** Typed, or read from standard input. */
  readonly password?: string;
  readonly words: SetupWords;
}

export const answersOf = (given: Given): Answers => {
  const { flags, usual, old, words } = given;
  if (flags.address === undefined && !usual.hasIdentity) throw wrong(words.missing("--address"));
  const spool = resolve(flags.spool ?? usual.spool);
  const dossiers = dossiersOf(given, spool);
  if (dossiers.length === 0 && usual.watched.size === 0)
    throw wrong(words.missing("--dossier, --search"));
  return {
    data: resolve(flags.data ?? usual.data),
    spool,
    ...(flags.group === undefined ? {} : { group: flags.group }),
    ...(flags.address === undefined ? {} : { identity: identityOf(given, flags.address) }),
    legacyNames: [...new Set(old.flatMap((one) => one.profile ?? []))],
    dossiers,
  };
};

const wrong = (said: string): Refusal => new Refusal(2, [said]);

const identityOf = (given: Given, address: string): IdentityAnswer => {
  const { flags, usual, words } = given;
  if (!isPlausibleAddress(address)) throw wrong(words.wrongAddress(address));
  if (/\s/u.test(flags.authservId ?? "")) throw wrong(`--authserv-id : ${words.ask.oneWord}`);
  return {
    name: flags.name ?? usual.name,
    address,
    displayName: flags.displayName ?? address,
    servers: serversOf(given),
    password: passwordOf(given),
    ...(flags.authservId === undefined ? {} : { authservId: flags.authservId }),
  };
};

const serversOf = ({ flags, words }: Given): IdentityAnswer["servers"] => {
  if (flags.provider !== undefined) return { is: "provider", provider: flags.provider };
  if (flags.smtp === undefined) throw wrong(words.missing("--provider, --smtp"));
  return {
    is: "given",
    submission: serverOf(flags.smtp, words),
    ...(flags.imap === undefined ? {} : { mailbox: serverOf(flags.imap, words) }),
  };
};

/** RFC 8314 §3.3: 465 and 993 speak TLS from the start, 587 and 143 begin in clear and must go over to it. */
const usualSecurity = (port: number): ServerAnswer["security"] =>
  [465, 993, 995].includes(port) ? "tls" : "starttls";

export const serverOf = (text: string, words: SetupWords): ServerAnswer => {
  const found =
    /^(?<host>[^\s:]+|\[[0-9a-f:]+\]):(?<port>\d{1,5})(?::(?<security>tls|starttls|none))?$/iu.exec(
      text,
    );
  const { host, port: digits, security } = found?.groups ?? {};
  const port = Number(digits);
  if (host === undefined || !(port >= 1 && port <= 65_535)) throw wrong(words.wrongServer(text));
  const said = security?.toLowerCase() as ServerAnswer["security"] | undefined;
  return { host: host.replace(/^\[|\]$/gu, ""), port, security: said ?? usualSecurity(port) };
};

const passwordOf = ({ flags, password, words }: Given): PasswordAnswer => {
  if (flags.oauthClient !== undefined)
    return {
      is: "oauth",
      clientId: flags.oauthClient,
      key: randomBytes(32).toString("base64"),
      ...(flags.tenant === undefined ? {} : { tenant: flags.tenant }),
    };
  if (flags.passwordFile !== undefined) return { is: "file", file: resolve(flags.passwordFile) };
  if (flags.passwordEnv !== undefined) return { is: "env", name: flags.passwordEnv };
  if (password !== undefined && password !== "") return { is: "typed", text: password };
  if (flags.smtp?.endsWith(":none")) return { is: "none" };
  throw wrong(words.missing("--password-file, --password-env, --password-stdin, --oauth-client"));
};

const dossiersOf = (given: Given, spool: string): readonly DossierAnswer[] => {
  const { flags, old, usual, words } = given;
  const named = (flags.dossier ?? []).map((text) => dossierOf(text, { flags, spool, words }));
  for (const { name, folder } of named) {
    const standing = usual.watched.get(name);
    if (standing !== undefined && standing !== folder)
      throw wrong(words.nameTaken(name, standing, freeName(name, new Set(usual.watched.keys()))));
  }
  const names = new Set([...usual.watched.keys(), ...named.map((one) => one.name)]);
  const folders = new Set([...usual.watched.values(), ...named.map((one) => one.folder)]);
  const found = old
    .filter(({ folder }) => !folders.has(folder))
    .map(({ folder, name }) => {
      const free = freeName(name, names);
      names.add(free);
      return { name: free, folder };
    });
  return [...named, ...found];
};

const dossierOf = (
  text: string,
  about: { readonly flags: SetupFlags; readonly spool: string; readonly words: SetupWords },
): DossierAnswer => {
  const { flags, spool, words } = about;
  const [, name = "", folder] = /^([^=]+)(?:=(.+))?$/u.exec(text) ?? [];
  if (name === "" || name !== dossierName(name))
    throw wrong(words.wrongDossier(text, dossierName(text)));
  const place = folder === undefined ? join(spool, name) : resolve(folder);
  const { to, subject } = flags;
  if (to === undefined || existsSync(join(place, "mapibox.cfg"))) return { name, folder: place };
  if (!isPlausibleAddress(to)) throw wrong(words.wrongAddress(to));
  return { name, folder: place, rules: { to, subject: subject ?? words.usualSubject } };
};

/** Two clients may both have a folder `dpae`. */
export const freeName = (name: string, taken: ReadonlySet<string>): string => {
  if (!taken.has(name)) return name;
  let n = 2;
  while (taken.has(`${name}-${n}`)) n++;
  return `${name}-${n}`;
};
