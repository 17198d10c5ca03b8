/** Orders of a person to an agent that runs: what it refuses is told and worth trying again; each is somebody's. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { takeLock } from "../../src/adapters/system/lock.ts";
import { ordersPath, serveOrders } from "../../src/adapters/system/orders.ts";
import { DataHeld } from "../../src/compose/data.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { agentFolder, clientOf, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";

/** A journal with a rejected deposit and programs that were others; no agent. */
const stopped = async (t: TestContext) => {
  const folder = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  const data = join(folder.folder, "data");
  const script = join(folder.folder, "sceller.mjs");
  writeFileSync(script, "");
  folder.settle({
    sealers: {
      stylo: {
        external: {
          paths: { outil: { path: script } },
          command: ["{outil}", "{entree}", "{sortie}"],
        },
      },
    },
  });
  mkdirSync(data, { mode: 0o700 });
  const programs = [{ name: "outil", path: script, sha256: "0".repeat(64) }];
  {
    await using journal = sqliteJournal({
      file: join(data, "journal.db"),
      clock: { now: () => 1 },
    });
    await journal.transact(async (w) => {
      await w.append(claimedFact("D1"));
      await w.append({ is: "rejected", deposit: "D1", codes: [] });
      await w.append({ is: "original", deposit: "D1", became: "gone" });
      await w.append({ is: "sealer-known", sealer: "stylo", programs });
    });
  }
  const env = { FACTEUR_TEST_PASSWORD: "secret" };
  const type = (...words: readonly string[]) =>
    command([...words, "--config", folder.settings], { env });
  return { data, type };
};

/** An agent that only listens. */
const listening = async (
  t: TestContext,
  handle: (order: string, args: unknown) => Promise<unknown>,
) => {
  const { data, type } = await stopped(t);
  const service = await serveOrders({
    path: ordersPath(data),
    handle,
    signal: new AbortController().signal,
  });
  cleanup(t, () => service[Symbol.asyncDispose]());
  return type;
};

const forget = ["forget", "D1", "--claimed", "--reason", "demande"];

const orders: readonly (readonly string[])[] = [
  ["hold", "D1"],
  ["release", "D1"],
  ["hold", "--dossier", "cirso", "--reason", "contrôle"],
  ["audit", "--reconcile", "all", "--as", "sent", "--reason", "vu"],
  ["keys", "accept", "stylo", "--reason", "nouvelle version"],
  ["login", "cabinet", "--revoke"],
  forget,
];

test("F31 an order on a full disk: 75 and the cause, not a defect of Facteur", async (t) => {
  const type = await listening(t, async () => {
    throw new Error("ENOSPC: database or disk is full");
  });
  for (const words of orders) {
    const said = await type(...words);
    assert.equal(said.code, 75, `${words.join(" ")}: ${said.out}${said.err}`);
    assert.match(said.err, /^ENOSPC: database or disk is full$/mu);
  }
});

test("an agent that closes without an answer: 75, and that it runs", async (t) => {
  const type = await listening(t, async (_, args) => {
    // More than one answer may hold: the sender gives up.
    return args === undefined ? "" : "x".repeat(20_000_000);
  });
  for (const words of [["hold", "D1"], ["status"]]) {
    const said = await type(...words);
    assert.equal(said.code, 75, said.out + said.err);
    assert.match(said.err, /tourne mais ne répond pas/u);
  }
});

test("an order is signed by somebody: `--by` of nothing is the login, and a reason of blanks is none", async (t) => {
  const heard: { order: string; args: Readonly<Record<string, unknown>> }[] = [];
  const type = await listening(t, async (order, args) => {
    heard.push({ order, args: args as Readonly<Record<string, unknown>> });
    throw new Error("heard");
  });
  const signed: readonly (readonly string[])[] = [
    ...orders.filter(([name]) => name !== "login"),
    ["receipt", "confirm", "R1", "--reason", "au téléphone"],
    ["receipt", "refile", "R1", "--reason", "import raté"],
  ];
  for (const words of signed)
    for (const by of ["", "  ", ` ${"é".repeat(300)} `]) {
      await type(...words, "--by", by);
      const args = heard.at(-1)?.args ?? {};
      const who = (args["person"] ?? args) as Readonly<Record<string, unknown>>;
      const expected = by.trim() === "" ? userInfo().username : "é".repeat(100);
      assert.equal(who["by"], expected, words.join(" "));
    }
  assert.equal(heard.length, signed.length * 3);
  for (const words of signed.filter((w) => w.includes("--reason") && w[0] !== "receipt")) {
    const blank = words.map((word, n) => (words[n - 1] === "--reason" ? "  " : word));
    const said = await type(...blank);
    assert.equal(said.code, 2, `${blank.join(" ")}: ${said.out}${said.err}`);
  }
  assert.equal(heard.length, signed.length * 3, "nothing unsigned reached the agent");
  const causeless = await type("receipt", "refile", "R1", "--reason", "  ");
  assert.equal(causeless.code, 2, causeless.err);
  assert.match(causeless.err, /--reason/u);
  const unnamed = await type("receipt", "record", "D1", "--phone", "--by", "  ");
  assert.equal(unnamed.code, 2, unnamed.err);
});

const more: readonly (readonly string[])[] = [
  [
    "register",
    "add",
    "organismes",
    "code=X",
    "nom=X",
    "famille=irc",
    "identifiants=99999999100013",
  ],
  ["receipt", "record", "D1", "--phone", "--by", "odile"],
];

/** Lets the time go by that the command waits, until it ends, or for so many of its looks. */
const passing = async (t: TestContext, ended: Promise<unknown>, looksMax = Infinity) => {
  const state = { over: false };
  void ended.finally(() => {
    state.over = true;
  });
  for (let looks = 0; looks < looksMax && !state.over; looks++) {
    t.mock.timers.tick(250);
    await new Promise((resolve) => setImmediate(resolve));
  }
};

test("while an agent starts or stops, an order waits; then it says what is going on, and that nothing was done", async (t) => {
  const { data, type } = await stopped(t);
  const lock = await takeLock(data);
  cleanup(t, () => lock[Symbol.asyncDispose]());
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const asked = type("hold", "D1");
  await passing(t, asked);
  const { code, err } = await asked;
  assert.equal(code, 75);
  assert.match(err, /processus \d+, qui n'écoute pas.*\n.*Rien n'a été fait/u);
  assert.match(new DataHeld(data, 1, false).in("en"), /which does not listen.*\n.*Nothing was/u);
  const told = await type("status");
  assert.equal(told.code, 1);
  assert.match(
    told.out,
    new RegExp(`^L'agent démarre ou s'arrête \\(processus ${process.pid}\\)`, "u"),
  );
  assert.equal(
    (JSON.parse((await type("status", "--json")).out) as { changing: number }).changing,
    process.pid,
  );
  const opened = await type("open");
  assert.deepEqual([opened.code, /démarre ou s'arrête/u.test(opened.err)], [75, true], opened.err);
});

test("an order that waited is carried out: by the agent that has started, or here once it has stopped", async (t) => {
  const { data, type } = await stopped(t);
  const lock = await takeLock(data);
  t.mock.timers.enable({ apis: ["setTimeout"] });
  for (const words of [...orders, ...more]) {
    const asked = type(...words);
    await passing(t, asked, 20);
    const service = await serveOrders({
      path: ordersPath(data),
      handle: async () => {
        throw new Error("heard");
      },
      signal: new AbortController().signal,
    });
    await passing(t, asked);
    const { err } = await asked;
    await service[Symbol.asyncDispose]();
    assert.match(err, /^heard$/mu, words.join(" "));
  }
  // Whoever may not work beside it is told at once, and what to do.
  const service = await serveOrders({
    path: ordersPath(data),
    handle: () => Promise.resolve({}),
    signal: new AbortController().signal,
  });
  const beside = await type("store", "rotate");
  assert.equal(beside.code, 75);
  assert.match(beside.err, /Un agent travaille déjà sur .*\n.*Arrêtez-le d'abord/u);
  await service[Symbol.asyncDispose]();
  const late = type("hold", "D1", "--reason", "vu");
  await passing(t, late, 20);
  await lock[Symbol.asyncDispose]();
  await passing(t, late);
  assert.match((await late).err, /^D1 : /u, "answered by the journal itself");
});

test("what a dead holder left written is nobody", async (t) => {
  const { data, type } = await stopped(t);
  // Of before this machine started; and of a process that is gone.
  for (const [pid, since] of [
    [process.pid, 1],
    [2 ** 22 + 1, Date.now()],
  ]) {
    writeFileSync(join(data, "verrou.json"), JSON.stringify({ pid, since }));
    assert.match((await type("status")).out, /^L'agent est arrêté/u);
  }
});

test("where no agent ever ran, an order about a deposit makes nothing; a hold that comes first lets the agent start", async (t) => {
  const folder = await agentFolder(t, clientOf({ smtpPort: 1, imapPort: 1 }));
  const data = join(folder.folder, "data");
  const proof = join(folder.folder, "preuve.pdf");
  writeFileSync(proof, "%PDF-1.4");
  const type = (...words: readonly string[]) =>
    command(["--config", folder.settings, ...words], { env: { FACTEUR_TEST_PASSWORD: "x" } });
  for (const words of [
    ["hold", "D1"],
    ["confirm", "D1"],
    ["declared", "D1", "--means", "paper", "--file", proof, "--reason", "x"],
    ["statement", "D1", "--given", "--how", "mail"],
    ["receipt", "import", proof],
    ["receipt", "assign", "R1", "D1"],
  ]) {
    const { code, err } = await type(...words);
    assert.deepEqual([code, err], [1, "L'agent n'a encore jamais tourné avec ces réglages.\n"]);
    assert.ok(!existsSync(data), words.join(" "));
  }
  const held = await type("hold", "--dossier", "cirso", "--reason", "pas encore");
  assert.equal(held.code, 0, held.err);
  await startAgent(t, folder.settings);
});
