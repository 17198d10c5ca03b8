/**
 * Identities: providers' servers (their shape only: no provider was asked), one login for both sides, OAuth2's key and who
 * may read it, the keyring.
 */
import assert from "node:assert/strict";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Keyring } from "../../src/config/keyring.ts";
import { loadSettings } from "../../src/config/load.ts";
import { providerNames, readProvider } from "../../src/config/providers.ts";
import { readAgain } from "../../src/config/secrets.ts";
import { isLoopback } from "../../src/foundation/loopback.ts";
import { scratch } from "../support/scratch.ts";

const providers = fileURLToPath(new URL("../../config/providers/", import.meta.url));
const key = Buffer.alloc(32, 9).toString("base64");
const env = { WORD: "correct horse", KEY: key };

const emptyKeyring: Keyring = { read: () => ({ is: "empty" }), write: () => undefined };

const loadIdentity = async (
  t: TestContext,
  identity: Readonly<Record<string, unknown>>,
  more: Readonly<Record<string, string>> = {},
) => {
  const folder = await scratch(t);
  const file = join(folder, "facteur.json");
  const settings = {
    data: "data",
    spool: "spool",
    identities: { cabinet: { address: "paie@cabinet.example", ...identity } },
    dossiers: { cirso: {} },
  };
  await writeFile(file, JSON.stringify(settings));
  const loaded = loadSettings(file, { ...env, ...more }, { keyring: emptyKeyring });
  return {
    folder,
    identity: loaded.is === "ok" ? loaded.settings.identities[0] : undefined,
    told: (loaded.is === "ok" ? loaded.warnings : loaded.problems).map((p) => `${p.code} ${p.key}`),
  };
};

test("the eight providers are there, and nothing but their shape is promised", () => {
  assert.deepEqual(providerNames(providers).toSorted(), [
    "free",
    "gandi",
    "google",
    "ionos",
    "microsoft365",
    "orange",
    "ovh",
    "proton-bridge",
  ]);
  for (const name of providerNames(providers)) {
    const provider = readProvider(providers, name);
    assert.ok(provider.name.length > 1 && provider.source.length > 10, name);
    assert.match(provider.date, /^20\d\d-\d\d-\d\d$/u, name);
    assert.match(provider.limits.told, /à (?:vérifier auprès du|demander au) fournisseur/u, name);
    for (const server of [provider.submission, provider.mailbox]) {
      assert.ok(server.port > 0 && server.port < 65_536, name);
      assert.ok(server.security === "tls" || server.security === "starttls", name);
      assert.ok(server.host.includes(".") && !/[/:@]/u.test(server.host), name);
      assert.equal(isLoopback(server.host), name === "proton-bridge", name);
    }
    const { deviceUrl, authorizeUrl, tokenUrl, revokeUrl, scopes } = provider.oauth ?? {};
    for (const url of [deviceUrl, authorizeUrl, tokenUrl, revokeUrl])
      if (url !== undefined) assert.match(url, /^https:\/\//u, name);
    if (provider.oauth) assert.ok(tokenUrl && authorizeUrl && (scopes?.length ?? 0) > 0, name);
  }
});

test("a provider and one password are a whole identity", async (t) => {
  const { identity, told } = await loadIdentity(t, {
    provider: "ovh",
    password: { env: "WORD" },
  });
  assert.deepEqual(told, []);
  const login = { login: "paie@cabinet.example", password: "correct horse" };
  const server = { host: "ssl0.ovh.net", security: "tls", ...login, secret: { env: "WORD" } };
  assert.deepEqual(identity?.submission, { ...server, port: 465 });
  const box = { protocol: "imap", folders: ["INBOX", "\\Junk"], pollSeconds: 60, aliases: [] };
  assert.deepEqual(identity?.mailbox, { ...server, port: 993, ...box });
});

test("what the identity says itself comes before its provider", async (t) => {
  const { identity } = await loadIdentity(t, {
    provider: "ovh",
    password: { env: "WORD" },
    submission: { host: "smtp.cabinet.example", login: "paie" },
    mailbox: { folders: ["INBOX"] },
  });
  assert.equal(identity?.submission.host, "smtp.cabinet.example");
  assert.equal(identity?.submission.login, "paie");
  assert.equal(identity?.submission.port, 465);
  assert.deepEqual(identity?.mailbox?.folders, ["INBOX"]);
  assert.equal(identity?.mailbox?.login, "paie@cabinet.example");
});

test("the login is the address, whatever its case, unless it is said that it may differ", async (t) => {
  const other = { provider: "ovh", login: "autre@cabinet.example", password: { env: "WORD" } };
  assert.deepEqual((await loadIdentity(t, other)).told, [
    "login-not-address identities.cabinet.login",
  ]);
  for (const more of [{ loginMayDiffer: true }, { login: "PAIE@cabinet.example" }, { login: "u7" }])
    assert.deepEqual((await loadIdentity(t, { ...other, ...more })).told, []);
});

test("Microsoft 365 by OAuth2: the provider's addresses, the firm's tenant, no password", async (t) => {
  const oauth = { clientId: "c", key: { env: "KEY" }, tenant: "cabinet.example" };
  const { identity, told } = await loadIdentity(t, { provider: "microsoft365", oauth });
  assert.deepEqual(told, ["provider-limit identities.cabinet.provider"], "sixty a minute");
  assert.equal(
    identity?.oauth?.tokenUrl,
    "https://login.microsoftonline.com/cabinet.example/oauth2/v2.0/token",
  );
  assert.equal(identity?.oauth?.key, key);
  assert.equal(identity?.submission.login, "paie@cabinet.example");
  assert.equal(identity?.submission.password, undefined);
});

test("what a provider allows is told when the settings send faster, and only then", async (t) => {
  const told = async (provider: string, sending: object): Promise<readonly string[]> => {
    const folder = await scratch(t);
    const file = join(folder, "facteur.json");
    const identity = { address: "paie@cabinet.example", provider, password: { env: "WORD" } };
    const settings = { data: "data", spool: "spool", dossiers: { cirso: {} }, sending };
    await writeFile(file, JSON.stringify({ ...settings, identities: { cabinet: identity } }));
    const loaded = loadSettings(file, env, { keyring: emptyKeyring });
    return loaded.is === "ok" ? loaded.warnings.map((w) => w.hint.fr) : ["error"];
  };
  const [hint, ...others] = await told("microsoft365", {});
  assert.deepEqual(others, []);
  assert.match(hint ?? "", /sending\.perMinute 30 \(ici 60\) ; Microsoft 365/u);
  assert.deepEqual(await told("microsoft365", { perMinute: 30, perDay: 10_000 }), []);
  assert.match((await told("google", {})).join(), /sending\.perDay 500 \(ici 2000\)/u);
  assert.deepEqual(await told("ovh", { perMinute: 10_000 }), [], "nobody knows its limit");
});

test("the authorisations' key lies where nobody else reads it; systemd's credentials do", async (t) => {
  const { folder } = await loadIdentity(t, {});
  const file = join(folder, "key");
  await writeFile(file, `${key}\n`);
  const load = async (mode: number, more: Readonly<Record<string, string>> = {}) => {
    await chmod(file, mode);
    const oauth = { clientId: "c", key: { file } };
    const { told } = await loadIdentity(t, { provider: "google", oauth }, more);
    return told.filter((one) => !one.startsWith("provider-limit"));
  };
  assert.deepEqual(await load(0o600), []);
  assert.deepEqual(await load(0o400), []);
  const exposed = ["token-key-exposed identities.cabinet.oauth.key.file"];
  for (const mode of [0o640, 0o604, 0o620]) assert.deepEqual(await load(mode), exposed);
  assert.deepEqual(await load(0o440, { CREDENTIALS_DIRECTORY: folder }), []);
  assert.deepEqual(await load(0o444, { CREDENTIALS_DIRECTORY: folder }), exposed);
});

test("an entry of the keyring that is still empty is a warning: `facteur login` fills it", async (t) => {
  const { identity, told } = await loadIdentity(t, {
    provider: "ovh",
    password: { keyring: "cabinet" },
  });
  assert.deepEqual(told, [
    "keyring-empty identities.cabinet.submission.password.keyring",
    "keyring-empty identities.cabinet.mailbox.password.keyring",
  ]);
  assert.deepEqual(identity?.submission.secret, { keyring: "cabinet" });
});

test("a secret's file is read again: a changed password counts without a restart", async (t) => {
  const file = join(await scratch(t), "word");
  await writeFile(file, "first\n");
  assert.equal(readAgain({ file }), "first");
  await writeFile(file, "second");
  assert.equal(readAgain({ file }), "second");
  await writeFile(file, "");
  assert.equal(readAgain({ file }), undefined);
  assert.equal(readAgain({ env: "WORD" }), undefined, "an environment does not change");
});

test("a credential is a file that systemd shows, or one beside the settings for a command in a terminal", async (t) => {
  const identity = { provider: "ovh", password: { credential: "cabinet" } };
  const { folder } = await loadIdentity(t, identity);
  await mkdir(join(folder, "credentials"));
  await writeFile(join(folder, "facteur_cabinet"), "shown\n", { mode: 0o400 });
  const shown = await loadIdentity(t, identity, { CREDENTIALS_DIRECTORY: folder });
  assert.equal(shown.identity?.submission.password, "shown");
  assert.deepEqual(shown.identity?.submission.secret, { file: join(folder, "facteur_cabinet") });

  const beside = await loadIdentity(t, identity);
  assert.equal(beside.identity, undefined);
  assert.match(String(beside.told), /secret-unreadable \S+password\.credential/u);
  await mkdir(join(beside.folder, "credentials"));
  await writeFile(join(beside.folder, "credentials", "cabinet"), "at hand\n", { mode: 0o600 });
  const loaded = loadSettings(join(beside.folder, "facteur.json"), env, { keyring: emptyKeyring });
  assert.equal(loaded.is === "ok" && loaded.settings.identities[0]?.submission.password, "at hand");

  const outside = { provider: "ovh", password: { credential: "../secret" } };
  assert.match(String((await loadIdentity(t, outside)).told), /\S+password\.credential/u);
});
