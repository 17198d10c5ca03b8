/**
 * `facteur login NAME`: a person's consent for OAuth2, by a code or a browser, or a password into the system's keyring; then
 * both logins are tried, and what waited goes on.
 */
import { deviceFlow } from "../../adapters/oauth/device-flow.ts";
import { loopbackFlow } from "../../adapters/oauth/loopback-flow.ts";
import { systemKeyring } from "../../config/keyring.ts";
import type { Identity, OAuthSettings } from "../../config/settings.ts";
import { isSound } from "../../domain/probe.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { CredentialFault, type Grant } from "../../ports/credential.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { readSecretLine } from "../terminal/secret-line.ts";
import { giveGrant, identityNamed, type Place, probed, takeBack } from "./logins.ts";
import { tellProbe } from "./probe.ts";
import { type LoginWords, loginWords } from "./words.ts";

export interface LoginOptions extends Global {
  readonly name: string;
  readonly device?: boolean;
  readonly browser?: boolean;
  readonly port?: number;
  readonly revoke?: boolean;
}

export const login = async (context: Context, options: LoginOptions): Promise<Exit> => {
  const words = loginWords[context.language];
  const settings = settingsOf(context, options);
  const place = { context, settings };
  const identity = identityNamed(context, settings, options.name);
  if (options.revoke) {
    context.io.out(`${words.revoked(identity.name, await takeBack(place, identity.name))}\n`);
    return 0;
  }
  if (identity.oauth) {
    const grant = await consent(context, identity.oauth, options);
    await giveGrant(place, identity.name, grant);
    context.io.out(`${words.granted(identity.name)}\n`);
  } else await storePassword(context, identity, words);
  return proved(place, identity.name);
};

const proved = async (place: Place, name: string): Promise<Exit> => {
  const { context } = place;
  const { report, byAgent } = await probed(place, name, false);
  context.io.out(`${tellProbe(context, report, byAgent).join("\n")}\n`);
  return isSound(report) ? 0 : 1;
};

const consent = async (
  context: Context,
  oauth: OAuthSettings,
  options: LoginOptions,
): Promise<Grant> => {
  const words = loginWords[context.language];
  const { deviceUrl, authorizeUrl } = oauth;
  const { signal } = new AbortController();
  const tell = (text: string): void => context.io.out(`${text}\n${words.waiting}\n`);
  try {
    if (deviceUrl !== undefined && !options.browser)
      return await deviceFlow(
        { ...oauth, deviceUrl },
        (told) => tell(words.code(told.url, told.code, told.minutes)),
        signal,
      );
    if (options.device) throw new Refusal(1, [words.noDevice]);
    if (authorizeUrl === undefined) throw new Refusal(1, [words.noBrowser]);
    return await loopbackFlow(
      { ...oauth, authorizeUrl },
      {
        port: options.port ?? 0,
        page: words.page,
        tell: (url) => tell(words.open(url)),
        signal,
      },
    );
  } catch (cause) {
    if (!(cause instanceof CredentialFault)) throw cause;
    throw new Refusal(cause.is === "unreachable" ? 75 : 1, [words.refused(cause.message)]);
  }
};

/** Every entry of the keyring that this identity names; anything else is a person's to change where it is. */
const storePassword = async (
  context: Context,
  identity: Identity,
  words: LoginWords,
): Promise<void> => {
  const secrets = [identity.submission.secret, identity.mailbox?.secret];
  const accounts = new Set(
    secrets.flatMap((secret) => (secret && "keyring" in secret ? [secret.keyring] : [])),
  );
  if (accounts.size === 0) {
    const where = secrets.flatMap((secret) => (secret ? Object.values(secret) : [])).join(", ");
    throw new Refusal(1, [words.secretElsewhere(identity.name, where || "—")]);
  }
  for (const account of accounts) {
    const text = await readSecretLine(words.askPassword(account), context.io.err);
    if (text === "") throw new Refusal(1, [words.noPassword]);
    const said = systemKeyring().write(account, text);
    if (said !== undefined) throw new Refusal(1, [words.notStored(said)]);
    context.io.out(`${words.stored(account)}\n`);
  }
};
