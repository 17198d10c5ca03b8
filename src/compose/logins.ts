/** Logins, wired: what each identity logs in with, and the probe that proves it. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { nodemailerComposer } from "../adapters/courier/nodemailer-composer.ts";
import { smtpCourier } from "../adapters/courier/smtp-courier.ts";
import { smtpProber } from "../adapters/courier/smtp-look.ts";
import { imapProber } from "../adapters/mailbox/imap-look.ts";
import { pop3Prober } from "../adapters/mailbox/pop3-look.ts";
import { oauthAuthorisation } from "../adapters/oauth/authorisation.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { readAgain } from "../config/secrets.ts";
import type {
  Identity,
  MailboxSettings,
  OAuthSettings,
  Server,
  Settings,
} from "../config/settings.ts";
import { type Probed, probe } from "../journey/probe.ts";
import { type Authorisation, CredentialFault, type CredentialSource } from "../ports/credential.ts";
import type { Log } from "../ports/log.ts";
import type { Logins } from "../ports/logins.ts";
import type { MailboxProber } from "../ports/prober.ts";
import { lockOf } from "./data.ts";

/** Identities whose servers are given what to log in with. */
export interface Armed {
  readonly identities: readonly ArmedIdentity[];
  readonly authorisations: ReadonlyMap<string, Authorisation>;
}

export type ArmedIdentity = Omit<Identity, "submission" | "mailbox"> & {
  readonly submission: Server & WithCredential;
  readonly mailbox?: MailboxSettings & WithCredential;
};

interface WithCredential {
  readonly credential?: CredentialSource;
}

export const armed = (settings: Settings, log?: Log): Armed => {
  const authorisations = new Map(
    settings.identities.flatMap(({ name, oauth }) =>
      oauth ? [[name, authorisationOf({ settings, name, oauth, log })] as const] : [],
    ),
  );
  const identities = settings.identities.map((identity) => {
    const { submission, mailbox } = identity;
    const authorisation = authorisations.get(identity.name);
    return {
      ...identity,
      submission: { ...submission, ...credentialOf(submission, authorisation) },
      ...(mailbox ? { mailbox: { ...mailbox, ...credentialOf(mailbox, authorisation) } } : {}),
    };
  });
  return { identities, authorisations };
};

const authorisationOf = (about: {
  readonly settings: Settings;
  readonly name: string;
  readonly oauth: OAuthSettings;
  readonly log: Log | undefined;
}): Authorisation => {
  const { settings, name, oauth, log } = about;
  return oauthAuthorisation({
    service: oauth,
    file: {
      path: join(settings.data, "autorisations", `${name}.bin`),
      key: Buffer.from(oauth.key, "base64"),
      bound: [name, oauth.clientId],
    },
    clock: systemClock(),
    onUnsaved: (said) => log?.event("error", "authorisation-unsaved", { identity: name, said }),
  });
};

/** A server of its own password, as the file or keyring has it at each login. */
export const withPassword = (server: Server): Server & WithCredential => ({
  ...server,
  ...credentialOf(server, undefined),
});

const credentialOf = (server: Server, authorisation: Authorisation | undefined): WithCredential => {
  if (authorisation) return { credential: authorisation };
  return server.login === undefined ? {} : { credential: passwordOf(server) };
};

/** The secret as it is now: a file or a keyring that changed counts at the next login. */
const passwordOf = ({ password, secret }: Server): CredentialSource => ({
  current: () => {
    const text = (secret && readAgain(secret)) ?? password;
    return text === undefined
      ? Promise.reject(new CredentialFault("expired", "no password is stored yet"))
      : Promise.resolve({ is: "password", text });
  },
  refused: () => undefined,
});

export const loginsOf = ({ identities, authorisations }: Armed): Logins => ({
  accept: async (name, grant) => {
    const authorisation = authorisations.get(name);
    await authorisation?.accept(grant);
    return authorisation !== undefined;
  },
  revoke: async (name) => (await authorisations.get(name)?.revoke()) ?? "none",
  probe: async (name, options, signal) => {
    const identity = identities.find((one) => one.name === name);
    if (!identity) return undefined;
    const mailbox = identity.mailbox && proberOf(identity.mailbox, name);
    try {
      return await probe(probedOf(identity, mailbox), options, signal);
    } finally {
      await mailbox?.[Symbol.asyncDispose]();
    }
  },
});

const proberOf = (
  mailbox: NonNullable<ArmedIdentity["mailbox"]>,
  identity: string,
): MailboxProber =>
  mailbox.protocol === "imap" ? imapProber(mailbox) : pop3Prober({ ...mailbox, identity });

const probedOf = (identity: ArmedIdentity, mailbox: MailboxProber | undefined): Probed => ({
  identity,
  submission: smtpProber(identity.submission),
  ...(mailbox ? { mailbox } : {}),
  searchable: identity.mailbox?.protocol === "imap",
  courier: smtpCourier(identity.submission),
  composer: nodemailerComposer(),
  clock: systemClock(),
  random: (bytes) => randomBytes(bytes),
});

/** For `facteur login` and `facteur probe` while no daemon runs: the lock, because refresh tokens are good once. */
export const openLogins = async (settings: Settings): Promise<Logins & AsyncDisposable> => {
  const lock = await lockOf(settings.data);
  return { ...loginsOf(armed(settings)), [Symbol.asyncDispose]: () => lock[Symbol.asyncDispose]() };
};
