/** Logging in with a token: which mechanism, what is renewed, what is told, and that no answer repeats a token. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import { CredentialFault, type CredentialSource } from "../../src/ports/credential.ts";
import { handoverOf, verdictOf } from "../contract/courier.contract.ts";
import { faultSmtp } from "../support/fault-smtp.ts";
import { tokenSmtp } from "../support/token-smtp.ts";

const user = "paie@client.test";
const never = new AbortController().signal;

const sourceOf = (...tokens: readonly (string | CredentialFault)[]) => {
  let at = 0;
  const refused: string[] = [];
  const source: CredentialSource = {
    current: async () => {
      const token = tokens[Math.min(at, tokens.length - 1)] ?? "";
      if (typeof token !== "string") throw token;
      return { is: "token", text: token };
    },
    refused: ({ text }) => {
      refused.push(text);
      at += 1;
    },
  };
  return { source, refused };
};

const deliver = (port: number, credential: CredentialSource) =>
  smtpCourier({ host: "127.0.0.1", port, security: "none", login: user, credential }).deliver(
    handoverOf(),
    never,
  );

test("a good token is taken; a refused one is renewed once in the same dialogue", async (t) => {
  const smtp = await tokenSmtp(t, { user, isGood: (token) => token === "good-token" });
  const good = sourceOf("good-token");
  assert.equal(verdictOf(await deliver(smtp.port, good.source)), "accepted");
  assert.deepEqual(good.refused, []);
  const stale = sourceOf("stale-token", "good-token");
  assert.equal(verdictOf(await deliver(smtp.port, stale.source)), "accepted");
  assert.deepEqual(stale.refused, ["stale-token"]);
  assert.deepEqual(smtp.tokens, ["good-token", "stale-token", "good-token"]);
});

test("two refused tokens are a refused login, and the mail did not leave", async (t) => {
  const smtp = await tokenSmtp(t, { user, isGood: () => false });
  const outcome = await deliver(smtp.port, sourceOf("one-token", "two-token").source);
  assert.equal(verdictOf(outcome), "later smtp-login connect 535");
  assert.equal(smtp.mails.length, 0);
  assert.deepEqual(smtp.tokens, ["one-token", "two-token"]);
});

test("why there is no other token says more than the refusal", async (t) => {
  const smtp = await tokenSmtp(t, { user, isGood: () => false });
  const gone = new CredentialFault("expired", "invalid_grant: revoked");
  const outcome = await deliver(smtp.port, sourceOf("one-token", gone).source);
  assert.ok(outcome.is === "later");
  assert.deepEqual(
    [outcome.because.code, outcome.because.said],
    ["login-expired", "invalid_grant: revoked"],
  );
});

test("without a token nothing is dialled", async (t) => {
  const smtp = await tokenSmtp(t, { user, isGood: () => true });
  for (const [is, code] of [
    ["expired", "login-expired"],
    ["unreachable", "login-unreachable"],
  ] as const) {
    const outcome = await deliver(smtp.port, sourceOf(new CredentialFault(is, "why")).source);
    assert.equal(outcome.is === "later" && outcome.because.code, code);
  }
  assert.deepEqual(smtp.tokens, []);
});

test("OAUTHBEARER where only that is offered (RFC 7628), XOAUTH2 otherwise", async () => {
  for (const [offered, mechanism, start] of [
    ["AUTH OAUTHBEARER", "OAUTHBEARER", `n,a=${user},\x01auth=Bearer a-token\x01\x01`],
    ["AUTH OAUTHBEARER XOAUTH2", "XOAUTH2", `user=${user}\x01auth=Bearer a-token\x01\x01`],
    [
      "AUTH LOGIN PLAIN XOAUTH2 OAUTHBEARER",
      "XOAUTH2",
      `user=${user}\x01auth=Bearer a-token\x01\x01`,
    ],
    ["AUTH PLAIN", "XOAUTH2", `user=${user}\x01auth=Bearer a-token\x01\x01`],
  ] as const) {
    await using smtp = await faultSmtp({ extensions: [offered] });
    await deliver(smtp.port, sourceOf("a-token").source);
    const said = smtp.commands().find((line) => line.startsWith("AUTH")) ?? "";
    assert.equal(said.split(" ")[1], mechanism);
    assert.equal(Buffer.from(said.split(" ")[2] ?? "", "base64").toString(), start);
  }
});

test("a server that repeats the token in its refusal: it stands in no outcome", async () => {
  const token = "eyJhbGciOi.secret-part.of-it";
  const sasl = Buffer.from(`user=${user}\x01auth=Bearer ${token}\x01\x01`).toString("base64");
  for (const echo of [token, sasl]) {
    await using smtp = await faultSmtp({
      extensions: ["AUTH XOAUTH2"],
      at: "auth",
      fault: { is: "say", line: `535 5.7.8 no: ${echo}` },
    });
    const outcome = await deliver(smtp.port, sourceOf(token).source);
    assert.ok(outcome.is === "later" && outcome.because.code === "smtp-login");
    assert.ok(!JSON.stringify(outcome).includes(echo.slice(0, 60)), outcome.because.said);
  }
});
