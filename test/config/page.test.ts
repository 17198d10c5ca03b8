/** The settings of the page: none by default, this machine only, and nothing beyond it in clear or without a name. */
import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { loadSettings } from "../../src/config/load.ts";
import { hashPassword, isPassword, isPasswordHash } from "../../src/foundation/password-hash.ts";
import { needs } from "../support/machine.ts";
import { makePki } from "../support/pki.ts";
import { scratch } from "../support/scratch.ts";

const loaded = async (
  t: TestContext,
  page: unknown,
  files: Readonly<Record<string, string>> = {},
) => {
  const folder = await scratch(t);
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), 0o600);
  }
  const submission = { host: "localhost", port: 2525, security: "none" };
  const settings = {
    data: "data",
    spool: "spool",
    identities: { cabinet: { address: "paie@client.test", displayName: "Paie", submission } },
    dossiers: { cirso: {} },
    ...(page === undefined ? {} : { page }),
  };
  writeFileSync(join(folder, "facteur.json"), JSON.stringify(settings));
  const answer = loadSettings(join(folder, "facteur.json"), {});
  return answer.is === "ok"
    ? { page: answer.settings.page, warnings: answer.warnings.map((p) => p.code) }
    : { problems: answer.problems.map((p) => [p.code, p.key]) };
};

test("without a section, or switched off, there is no page; an empty one is this machine's", async (t) => {
  assert.deepEqual(await loaded(t, undefined), { page: undefined, warnings: [] });
  assert.deepEqual(await loaded(t, { on: false, address: "0.0.0.0" }), {
    page: undefined,
    warnings: [],
  });
  assert.deepEqual(await loaded(t, {}), {
    page: { address: "127.0.0.1", port: 8620, names: [], monitors: [], accounts: [] },
    warnings: [],
  });
});

test("beyond this machine it needs TLS, then accounts", needs("openssl"), async (t) => {
  assert.deepEqual(await loaded(t, { address: "0.0.0.0" }), {
    problems: [["page-in-clear", "page.address"]],
  });
  const { good } = await makePki(await scratch(t));
  const { cert: certificate, key } = good;
  const tls = { certificate: "page.crt", key: "page.key" };
  const pem = { "page.crt": certificate, "page.key": key };
  assert.deepEqual(await loaded(t, { address: "0.0.0.0", tls }, pem), {
    problems: [["page-without-accounts", "page.address"]],
  });
  const hash = await hashPassword("correct horse battery");
  const accounts = { marie: { password: { file: "marie" } } };
  const all = await loaded(
    t,
    { address: "0.0.0.0", tls, accounts },
    { ...pem, marie: `${hash}\n` },
  );
  assert.deepEqual(all, {
    page: {
      address: "0.0.0.0",
      port: 8620,
      names: [],
      monitors: [],
      tls: { certificate, key },
      accounts: [{ name: "marie", role: "clerk", hash }],
    },
    warnings: [],
  });
});

test(
  "files that are missing or do not fit are named, and a password in clear is no hash",
  needs("openssl"),
  async (t) => {
    const { good, selfSigned } = await makePki(await scratch(t));
    const certificate = good.cert;
    const tls = { certificate: "page.crt", key: "page.key" };
    assert.deepEqual(await loaded(t, { tls }, { "page.crt": certificate }), {
      problems: [["page-tls-unreadable", "page.tls.key"]],
    });
    assert.deepEqual(
      await loaded(t, { tls }, { "page.crt": certificate, "page.key": selfSigned.key }),
      {
        problems: [["page-tls-wrong", "page.tls"]],
      },
    );
    const accounts = { marie: { password: { file: "marie" } } };
    assert.deepEqual(await loaded(t, { accounts }, { marie: "correct horse battery" }), {
      problems: [["page-password-wrong", "page.accounts.marie.password"]],
    });
  },
);

test("a hash is of its password only, however its accents are composed, and no hash costs more than it may", async () => {
  const hash = await hashPassword("caf\u00e9 des halles");
  assert.ok(await isPassword("cafe\u0301 des halles", hash));
  assert.ok(!(await isPassword("cafe des halles", hash)));
  assert.notEqual(await hashPassword("caf\u00e9 des halles"), hash);
  assert.ok(isPasswordHash(hash));
  const rest = hash.split("$").slice(4).join("$");
  for (const cost of ["1048576$8$1", "3$8$1", "32768$0$1", "32768$8$0"])
    assert.ok(!isPasswordHash(`scrypt$${cost}$${rest}`), cost);
  assert.ok(!(await isPassword("x", "x")));
});
