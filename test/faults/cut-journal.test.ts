/**
 * F30: the journal loses its last lines to somebody's hand, and no mailbox tells: its mark does, and nothing leaves twice. Judged
 * by what the organism's server took.
 */
import assert from "node:assert/strict";
import {
  cpSync,
  existsSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { composeAgent } from "../../src/compose/agent.ts";
import { loadSettings } from "../../src/config/load.ts";
import { Refusal } from "../../src/foundation/refusal.ts";
import { type Organism, startOrganism } from "../../src/organism/organism.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  startAgent,
} from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

interface Place extends AgentFolder {
  readonly organism: Organism;
  readonly journal: string;
  readonly drop: (name: string, family: string) => void;
  readonly facteur: (...words: readonly string[]) => ReturnType<typeof facteur>;
}

/** An identity without a mailbox, and a dossier that keeps its files. */
const place = async (t: TestContext): Promise<Place> => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  t.after(() => organism[Symbol.asyncDispose]());
  const { address, submission } = clientOf(organism);
  const folder = await agentFolder(t, { address, submission }, { originals: "leave" });
  writeFileSync(folder.dossier("mapibox.cfg"), rules());
  return {
    ...folder,
    organism,
    journal: join(folder.folder, "data", "journal.db"),
    drop: (name, family) => writeFileSync(folder.dossier(name), dpae(family)),
    facteur: (...words) => facteur(...words, "--config", folder.settings),
  };
};

/** One file was sent, and a copy of the journal (`.kept`) knows of no other. */
const keptAfterOne = async (t: TestContext): Promise<Place> => {
  const one = await place(t);
  const first = await startAgent(t, one.settings);
  one.drop("a.txt", "FICTIVE");
  await one.until(1, "remis");
  await first.stop();
  cpSync(one.journal, `${one.journal}.kept`);
  return one;
};

/** The agent that ends by itself: what it says then. */
const endsItself = async (t: TestContext, { settings }: AgentFolder) => {
  const loaded = loadSettings(settings, process.env);
  assert.equal(loaded.is, "ok");
  if (loaded.is !== "ok") throw new Error("settings");
  const agent = await composeAgent(loaded.settings, "test", { env: process.env });
  const asked = new AbortController();
  const whole = async (): Promise<unknown> => {
    await using running = agent;
    return await running.run(asked.signal).catch((cause: unknown) => cause);
  };
  const ended = whole();
  cleanup(t, async () => {
    asked.abort();
    await ended;
  });
  return { ended };
};

test("F30 a journal.db put back by itself: sending locks, and what waits is suspended when a person says that it may have left", async (t) => {
  const one = await keptAfterOne(t);
  const second = await startAgent(t, one.settings);
  one.drop("b.txt", "IMAGINAIRE");
  await one.until(2, "remis");
  await second.stop();
  cpSync(`${one.journal}.kept`, one.journal);

  // A person's order writes first, while no agent runs: what lacks is not forgotten by that.
  assert.equal((await one.facteur("hold", "D1", "--by", "dupont")).code, 1);
  await startAgent(t, one.settings);
  const [, again] = await waitUntil("the file that stands there to be taken again", async () => {
    const deposits = await one.deposits();
    return deposits[1]?.stage.is === "frozen" ? deposits : undefined;
  });
  assert.equal(again?.id, "D3", "numbered above what was lost");
  const status = await one.facteur("status");
  assert.deepEqual([status.code, /sending-locked/u.test(status.out)], [1, true]);
  const named = await one.facteur("audit", "--reconcile");
  assert.match(named.out, /journal\.\d+\.[0-9a-f]{8} : le journal allait jusqu'à cette ligne/u);
  const why = ["--as", "sent", "--by", "dupont", "--reason", "journal.db remis seul"];
  const said = await one.facteur("audit", "--reconcile", "all", ...why);
  assert.match(said.out, /Les envois reprennent.*\nD3 /su);
  await one.until(2, "suspendu");
  one.drop("c.txt", "SUPPOSEE");
  await one.until(3, "remis");
  assert.equal(one.organism.deliveries().length, 3, "what was lost did not leave again");
  assert.equal((await one.facteur("audit")).code, 0);
});

test("F30 the whole data folder put back beside the journal.head of before: sending locks, without any mailbox", async (t) => {
  const one = await place(t);
  const data = join(one.folder, "data");
  const [backup, before] = [join(one.folder, "sauvegarde"), join(one.folder, "data.avant")];
  writeFileSync(one.dossier("mapibox.cfg"), "a=nobody\r\n");
  const first = await startAgent(t, one.settings);
  one.drop("a.txt", "FICTIVE");
  await one.until(1, "en-attente-de-regle");
  await first.stop();
  cpSync(data, backup, { recursive: true });
  writeFileSync(one.dossier("mapibox.cfg"), rules());
  const second = await startAgent(t, one.settings);
  await one.until(1, "remis");
  await second.stop();
  renameSync(data, before);
  cpSync(backup, data, { recursive: true });
  cpSync(join(before, "journal.head"), join(data, "journal.head"));

  // The machine's next starts ask again, until somebody answers.
  for (let start = 0; start < 2; start += 1) {
    const agent = await startAgent(t, one.settings);
    await one.until(1, "a-envoyer");
    assert.match((await one.facteur("status")).out, /sending-locked/u);
    await agent.stop();
  }
  await startAgent(t, one.settings);
  const why = ["--as", "sent", "--by", "dupont", "--reason", "sauvegarde d'hier remise"];
  assert.equal((await one.facteur("audit", "--reconcile", "all", ...why)).code, 0);
  await one.until(1, "suspendu");
  assert.equal(one.organism.deliveries().length, 1, "it did not leave again");
});

test("F30 -wal deleted under the running agent: what it held is put into the journal, the agent stops, and nothing is lost or doubled", async (t) => {
  const one = await place(t);
  const { ended } = await endsItself(t, one);
  one.drop("a.txt", "FICTIVE");
  await one.until(1, "remis");
  rmSync(`${one.journal}-wal`);
  const refusal = await ended;
  assert.ok(refusal instanceof Refusal, String(refusal));
  assert.equal(refusal.exit, 75);
  assert.match(refusal.message, /journal\.db-wal a été supprimé/u);
  await startAgent(t, one.settings);
  one.drop("b.txt", "IMAGINAIRE");
  await one.until(2, "remis");
  assert.deepEqual(
    (await one.deposits()).map((d) => d.id),
    ["D1", "D2"],
  );
  assert.equal(one.organism.deliveries().length, 2);
  assert.equal((await one.facteur("audit")).code, 0);
});

test("F30 journal.db replaced by an older one under the running agent: it stops, and the next start locks", async (t) => {
  const one = await keptAfterOne(t);
  const { ended } = await endsItself(t, one);
  one.drop("b.txt", "IMAGINAIRE");
  await one.until(2, "remis");
  for (const end of ["", "-wal", "-shm"]) rmSync(`${one.journal}${end}`, { force: true });
  cpSync(`${one.journal}.kept`, one.journal);
  assert.ok((await ended) instanceof Refusal);
  await startAgent(t, one.settings);
  await waitUntil("b.txt to be taken again", async () => (await one.deposits()).length === 2);
  const locked = await waitUntil("the lock", async () => {
    const { out } = await one.facteur("status");
    return /sending-locked/u.test(out) ? out : undefined;
  });
  assert.match(locked, /journal\.\d+/u);
  assert.equal(one.organism.deliveries().length, 2, "b.txt did not leave again");
});

test("F30 an older journal written over journal.db under the running agent: nothing more leaves, and the next start waits for a person", async (t) => {
  const one = await keptAfterOne(t);
  const { ended } = await endsItself(t, one);
  one.drop("b.txt", "IMAGINAIRE");
  await one.until(2, "remis");
  // As `cp -p` does: the same file, with the bytes and the times of the copy.
  writeFileSync(one.journal, readFileSync(`${one.journal}.kept`));
  const old = new Date("2026-01-01");
  utimesSync(one.journal, old, old);
  const refusal = await ended;
  assert.ok(refusal instanceof Refusal, String(refusal));
  assert.deepEqual([refusal.exit, /réécrit/u.test(refusal.message)], [75, true]);
  one.drop("c.txt", "SUPPOSEE");
  await startAgent(t, one.settings);
  await one.until(3, "a-envoyer");
  assert.match((await one.facteur("status")).out, /sending-locked/u);
  assert.equal(one.organism.deliveries().length, 2);
  const why = ["--as", "not-sent", "--by", "dupont", "--reason", "rien ne manque"];
  assert.equal((await one.facteur("audit", "--reconcile", "all", ...why)).code, 0);
  await one.until(3, "remis");
  assert.equal(one.organism.deliveries().length, 3);
});

test("a mark that lags, or cannot be read, says nothing", async (t) => {
  const one = await place(t);
  const mark = one.journal.replace(/\.db$/u, ".head");
  const first = await startAgent(t, one.settings);
  one.drop("a.txt", "FICTIVE");
  await one.until(1, "remis");
  const early = readFileSync(mark);
  one.drop("b.txt", "IMAGINAIRE");
  await one.until(2, "remis");
  await first.stop();
  assert.ok(existsSync(mark));
  for (const bytes of [early, Buffer.alloc(256), Buffer.from("{")]) {
    writeFileSync(mark, bytes);
    const next = await startAgent(t, one.settings);
    const { out } = await one.facteur("audit", "--reconcile");
    assert.match(out, /Rien ne manque/u);
    await next.stop();
  }
});
