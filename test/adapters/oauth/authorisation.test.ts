/** OAuth2 against a service of our own: both flows, refresh, rotation, revocation, one refresh for all, tokens sealed on disk. */
import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { oauthAuthorisation } from "../../../src/adapters/oauth/authorisation.ts";
import { deviceFlow } from "../../../src/adapters/oauth/device-flow.ts";
import { loopbackFlow } from "../../../src/adapters/oauth/loopback-flow.ts";
import type { OAuthService } from "../../../src/adapters/oauth/service.ts";
import type { Grant } from "../../../src/ports/credential.ts";
import { type OAuthHouse, oauthHouse } from "../../support/oauth.ts";
import { scratch } from "../../support/scratch.ts";
import { waitUntil } from "../../support/wait-until.ts";

const never = new AbortController().signal;

const serviceOf = (house: OAuthHouse): OAuthService & typeof house.addresses => ({
  ...house.addresses,
  clientId: "facteur-test",
  scopes: ["mail", "offline_access"],
  redirectHost: "127.0.0.1",
});

const given = async (t: TestContext) => {
  const folder = await scratch(t);
  const house = await oauthHouse(t, "paie@client.test");
  const service = serviceOf(house);
  const path = join(folder, "autorisations", "cabinet.bin");
  const time = { now: Date.now() };
  const unsaved: string[] = [];
  const open = (more: { readonly key?: number; readonly name?: string } = {}) =>
    oauthAuthorisation({
      service,
      file: {
        path,
        key: Buffer.alloc(32, more.key ?? 7),
        bound: [more.name ?? "cabinet", service.clientId],
      },
      clock: { now: () => time.now },
      onUnsaved: (said) => void unsaved.push(said),
    });
  const consent = async (): Promise<Grant> => {
    house.answerDevice("yes");
    return deviceFlow(service, () => undefined, never);
  };
  return { folder, house, service, path, time, unsaved, open, consent };
};

test("device flow: the code is shown, the answer is waited for, the token is good", async (t) => {
  const { house, service } = await given(t);
  const told: string[] = [];
  const grant = await deviceFlow(
    service,
    ({ code, url }) => {
      told.push(`${code} ${url}`);
      void waitUntil("it to be pending", () => house.asked.length > 0).then(() =>
        house.answerDevice("yes"),
      );
    },
    never,
  );
  assert.deepEqual(told, ["ABCD-EFGH https://id.example/device"]);
  assert.ok(house.isGood(grant.accessToken) && grant.refreshToken);
  assert.ok(house.asked.length > 1, "it was pending first");
});

test("device flow: a person who says no is believed at once", async (t) => {
  const { house, service } = await given(t);
  house.answerDevice("no");
  await assert.rejects(
    deviceFlow(service, () => undefined, never),
    { is: "expired", message: /access_denied/u },
  );
});

test("browser flow: PKCE and state; a stranger's answer is not taken", async (t) => {
  const { house, service } = await given(t);
  const grant = await loopbackFlow(service, {
    port: 0,
    page: "fini",
    signal: never,
    tell: (address) => {
      const url = new URL(address);
      assert.equal(url.searchParams.get("code_challenge_method"), "S256");
      void (async () => {
        const back = url.searchParams.get("redirect_uri") ?? "";
        const stranger = await fetch(`${back}?code=stolen&state=guessed`);
        assert.equal(stranger.status, 400);
        // The mock says yes at once and sends the browser back.
        assert.equal(await (await fetch(address)).text(), "fini");
      })();
    },
  });
  assert.ok(house.isGood(grant.accessToken));
  const form = house.asked.at(-1) ?? {};
  assert.equal(form["grant_type"], "authorization_code");
  assert.ok((form["code_verifier"] ?? "").length >= 43);
});

test("browser flow: an answer that says no ends it", async (t) => {
  const { service } = await given(t);
  await assert.rejects(
    loopbackFlow(service, {
      port: 0,
      page: "",
      signal: never,
      tell: (address) => {
        const { searchParams } = new URL(address);
        const back = `${searchParams.get("redirect_uri")}?error=access_denied&state=${searchParams.get("state")}`;
        void fetch(back);
      },
    }),
    { is: "expired", message: "access_denied" },
  );
});

test("nobody has logged in yet: only a person can help", async (t) => {
  const { open } = await given(t);
  await assert.rejects(open().current(), { is: "expired" });
});

test("what is on disk is sealed, ours alone, bound to the identity, and opens with its key only", async (t) => {
  const { path, open, consent } = await given(t);
  const grant = await consent();
  await open().accept(grant);
  const bytes = readFileSync(path);
  for (const secret of [grant.accessToken, grant.refreshToken ?? ""]) {
    assert.ok(!bytes.includes(secret));
    assert.ok(!bytes.includes(Buffer.from(secret).toString("base64")));
  }
  assert.equal(statSync(path).mode & 0o777, 0o600);
  assert.equal((await open().current()).text, grant.accessToken, "a restart finds it");
  for (const wrong of [{ key: 8 }, { name: "autre" }])
    await assert.rejects(open(wrong).current(), { is: "expired", message: /log in again/u });
});

test("every flipped byte of the file is noticed", async (t) => {
  const { path, open, consent } = await given(t);
  await open().accept(await consent());
  const whole = await readFile(path);
  for (let at = 0; at < whole.length; at += Math.ceil(whole.length / 40)) {
    const flipped = Buffer.from(whole);
    flipped[at] = (flipped[at] ?? 0) ^ 1;
    await writeFile(path, flipped);
    await assert.rejects(open().current(), { is: "expired" }, `byte ${at}`);
  }
});

test("refresh: once for all who ask together; the rotated token is on disk before its access token is used", async (t) => {
  const { house, time, open, consent } = await given(t);
  const grant = await consent();
  const authorisation = open();
  await authorisation.accept(grant);
  time.now = grant.expires - 60_000;
  const before = house.asked.length;
  const tokens = await Promise.all(Array.from({ length: 8 }, () => authorisation.current()));
  assert.equal(house.asked.length - before, 1, "one refresh");
  assert.equal(new Set(tokens.map((one) => one.text)).size, 1);
  assert.notEqual(tokens[0]?.text, grant.accessToken);
  time.now += 3600_000;
  const next = await open().current();
  assert.ok(house.isGood(next.text), "another process refreshes with the rotated token");
  time.now += 3600_000;
  await assert.rejects(authorisation.current(), { is: "expired" }, "the used one is dead");
});

test("a refused access token is renewed, and not given twice", async (t) => {
  const { house, open, consent } = await given(t);
  const authorisation = open();
  await authorisation.accept(await consent());
  const first = await authorisation.current();
  house.dropAccessTokens();
  authorisation.refused(first);
  const second = await authorisation.current();
  assert.notEqual(second.text, first.text);
  assert.ok(house.isGood(second.text));
  authorisation.refused(first);
  assert.equal((await authorisation.current()).text, second.text, "an old refusal takes nothing");
});

test("a service out of order is no lost authorisation; one that took it back is", async (t) => {
  const { house, time, open, consent } = await given(t);
  const authorisation = open();
  const grant = await consent();
  await authorisation.accept(grant);
  time.now = grant.expires;
  house.become({ down: true });
  await assert.rejects(authorisation.current(), { is: "unreachable" });
  house.become({});
  await authorisation.current();
  time.now += 7200_000;
  house.takeBack();
  await assert.rejects(authorisation.current(), { is: "expired", message: /revoked/u });
  await authorisation.accept(await consent());
  assert.ok(house.isGood((await authorisation.current()).text), "a new consent heals it at once");
});

test("revoke: taken back at the service, gone from the disk", async (t) => {
  const { house, path, open, consent } = await given(t);
  const authorisation = open();
  assert.equal(await authorisation.revoke(), "none");
  const grant = await consent();
  await authorisation.accept(grant);
  assert.equal(await authorisation.revoke(), "revoked");
  assert.ok(!house.isGood(grant.accessToken));
  assert.throws(() => statSync(path), { code: "ENOENT" });
  await assert.rejects(authorisation.current(), { is: "expired" });
});

test("a disk that does not take the rotated token: it works on, is told once, and is saved later", async (t) => {
  const { folder, time, unsaved, consent, open, path } = await given(t);
  const authorisation = open();
  const grant = await consent();
  await authorisation.accept(grant);
  // A file in the folder's place: root, too, cannot write below it.
  await rename(join(folder, "autorisations"), join(folder, "away"));
  await writeFile(join(folder, "autorisations"), "");
  time.now = grant.expires;
  const token = await authorisation.current();
  assert.equal((await authorisation.current()).text, token.text);
  assert.equal(unsaved.length, 1);
  await rm(join(folder, "autorisations"));
  await authorisation.current();
  assert.ok(statSync(path).size > 0);
});
