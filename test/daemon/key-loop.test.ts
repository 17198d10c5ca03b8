/** Keys and certificates that end: told in time, once per stage, in one notice, and over when they are replaced. */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { keyFiles } from "../../src/adapters/sealer/key-file.ts";
import { keyRound } from "../../src/daemon/key-loop.ts";
import { type Channel, noticeRound, openChannels } from "../../src/daemon/notice-loop.ts";
import { Problems } from "../../src/daemon/problems.ts";
import type { HeldKey } from "../../src/domain/key-expiry.ts";
import type { Notice } from "../../src/domain/notices.ts";
import { agentFacts } from "../../src/journey/agent-facts.ts";
import { needs } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";
import { openssl, pgpPair, x509Pair } from "../support/sealing.ts";
import { smallWorld } from "../support/small-world.ts";

const dayMs = 86_400_000;

const watching = async (t: TestContext) => {
  const world = smallWorld(t);
  const problems = new Problems(world);
  const held: HeldKey[] = [];
  const notices: Notice[] = [];
  const notifier = {
    channel: "test",
    notify: async (notice: Notice) => {
      notices.push(notice);
      return { is: "told" as const };
    },
  };
  const parts = {
    world,
    problems,
    notifiers: [notifier],
    digestMinutes: 0,
    perHour: 10,
    contactOf: () => undefined,
  };
  const [channel] = (await openChannels(parts)) as readonly [Channel];
  let rung = 0;
  const look = async (): Promise<void> => {
    const keys = { look: async () => ({ keys: held, troubles: [] }) };
    await keyRound({ world, problems, keys, told: () => (rung += 1) });
    await noticeRound(parts, channel, new AbortController().signal);
  };
  const stages = async () => (await agentFacts(world.journal, "key-expiring")).map((f) => f.stage);
  return { world, problems, held, notices, look, stages, rung: () => rung };
};

const key = (file: string, expires: number, fingerprint = file): HeldKey => ({
  use: "sealers.cirso",
  role: "recipient",
  file,
  fingerprint,
  owner: "Caisse fictive",
  expires,
});

test("F84 a key that ends is told 60, 30 and 7 days before and when it is there, each once", async (t) => {
  const { world, problems, held, notices, look, stages } = await watching(t);
  held.push(key("/cles/caisse.crt", world.clock.now() + 90 * dayMs));
  const codes: string[][] = [];
  for (const days of [0, 31, 10, 21, 22, 7, 3]) {
    await world.clock.advance(days * dayMs);
    // A restart, or the next hour, tells nobody again.
    await look();
    await look();
    codes.push(problems.list().map((p) => p.code));
  }
  assert.deepEqual(codes, [
    [],
    ["key-expiring"],
    ["key-expiring"],
    ["key-expiring"],
    ["key-expiring-soon"],
    ["key-expired"],
    ["key-expired"],
  ]);
  assert.deepEqual(await stages(), [60, 30, 7, 0]);
  assert.deepEqual(
    notices.map((n) => n.events.map((e) => [e.code, e.grave])),
    [
      [["key-expiring", false]],
      [["key-expiring", false]],
      [["key-expiring-soon", true]],
      [["key-expired", true]],
    ],
  );
  assert.match(notices[0]?.text ?? "", /sealers\.cirso, caisse\.crt/u);
  assert.doesNotMatch(notices[0]?.text ?? "", /Caisse fictive/u);
});

test("many keys of one day are one notice, and one that was replaced is over", async (t) => {
  const { world, problems, held, notices, look, stages, rung } = await watching(t);
  const soon = world.clock.now() + 5 * dayMs;
  for (let n = 1; n <= 40; n += 1) held.push(key(`/cles/${n}.crt`, soon));
  await look();
  assert.deepEqual([await stages(), notices.length, rung()], [[7], 1, 1]);
  assert.match(notices[0]?.text ?? "", /et 35 de plus/u);
  assert.equal(problems.list().length, 40);
  held.splice(0, 39);
  held[0] = key("/cles/40.crt", world.clock.now() + 400 * dayMs, "nouvelle");
  await look();
  assert.deepEqual([problems.list(), notices.length], [[], 1]);
});

test(
  "files tell their ends: certificates, OpenPGP keys, ended or revoked ones; others are named",
  needs("openssl"),
  async (t) => {
    const folder = await scratch(t);
    const now = Date.now();
    const cert = x509Pair(folder, "caisse", "rsa");
    const lasting = await pgpPair(folder, "lasting");
    const old = await pgpPair(folder, "old", { seconds: 60, date: new Date(now - dayMs) });
    const { enums, readPrivateKey, revokeKey } = await import("openpgp");
    const revoked = await revokeKey({
      key: await readPrivateKey({ armoredKey: (await pgpPair(folder, "revoked")).privateKey }),
      reasonForRevocation: { flag: enums.reasonForRevocation.keyCompromised, string: "x" },
    });
    const [revokedFile, wrong] = [join(folder, "revoked.asc"), join(folder, "note.txt")];
    await writeFile(revokedFile, revoked.publicKey);
    await writeFile(wrong, "bonjour");
    const { readFile } = await import("node:fs/promises");
    const files = [
      cert.certificate,
      lasting.publicFile,
      old.publicFile,
      revokedFile,
      wrong,
      "absent",
    ];
    const { keys, troubles } = await keyFiles(
      files.map((file) => ({ use: "u", role: "recipient", file })),
      (file) => readFile(file, "utf8"),
    ).look(now);
    const ends = keys.map((k) => k.expires);
    assert.equal(Math.round(((ends[0] ?? 0) - now) / dayMs), 30);
    assert.equal(ends[1], undefined);
    assert.ok((ends[2] ?? 0) < now);
    assert.ok((ends[3] ?? Infinity) <= now);
    assert.equal(keys.length, 4);
    assert.match(troubles.join("\n"), /note\.txt : ni certificat PEM.*\n.*absent : ENOENT/u);
    const told = openssl(["x509", "-in", cert.certificate, "-noout", "-fingerprint", "-sha256"]);
    assert.ok(
      told
        .toString()
        .replaceAll(":", "")
        .toLowerCase()
        .includes(keys[0]?.fingerprint ?? "x"),
    );
  },
);
