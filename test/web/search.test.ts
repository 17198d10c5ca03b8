/** The search of the page: by everything a clerk knows of a file, page after page; and the language it answers in. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { DepositId } from "../../src/domain/ids.ts";
import { limits } from "../../src/domain/limits.ts";
import { claimedFact } from "../contract/journal.contract.ts";
import { smallPage, type Visitor } from "../support/page.ts";
import { dpae, siret } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { type SmallWorld, smallWorld } from "../support/small-world.ts";

const started = async (t: TestContext) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const small = smallDaemon(t, world);
  await small.until("sent", async () => (await world.journal.tally(["remis"])).has("remis"));
  const page = await smallPage(t, small.daemon);
  return { world, page, marie: await page.enter("Marie") };
};

/** Deposits with which nothing is to be done. */
const incomplete = (world: SmallWorld, ...names: readonly string[]): Promise<void> =>
  world.journal.transact(async (t) => {
    for (const name of names) {
      const id = await t.nextDeposit();
      await t.append(claimedFact(id, { name, sha256: id.slice(1).padStart(64, "0") }));
      await t.append({ is: "incomplete", deposit: id, truncatedAt: 1 });
    }
  });

const found = async (visitor: Visitor, query: string): Promise<readonly string[]> => {
  const { text } = await visitor.get(`/deposits?${query}`);
  return [...text.matchAll(/<td class="id">(D\d+)<\/td>/gu)].map((m) => m[1] ?? "");
};

test("a deposit is found by its number, a part of its name, its SIRET, its situation and its days", async (t) => {
  const { world, marie } = await started(t);
  await incomplete(world, "LOT1.edi", "100%_lot2.edi");
  const direct = await marie.get("/deposits?q=d2");
  assert.deepEqual([direct.status, direct.headers["location"]], [303, "/deposits/D2"]);
  assert.deepEqual(await found(marie, "q=D99"), []);
  assert.deepEqual(await found(marie, "q=lot"), ["D3", "D2"]);
  assert.deepEqual(await found(marie, "q=%25_"), ["D3"]);
  assert.deepEqual(await found(marie, `q=${siret}`), ["D1"]);
  assert.deepEqual(await found(marie, `q=${encodeURIComponent("999 999 998 00019")}`), ["D1"]);
  assert.deepEqual(await found(marie, "q=99999999800027"), []);
  assert.deepEqual(await found(marie, "group=sent"), ["D1"]);
  assert.deepEqual(await found(marie, "group=refused&q=lot1"), ["D2"]);
  assert.deepEqual(await found(marie, "group=nonsense&dossier=cirso"), ["D3", "D2", "D1"]);
  assert.deepEqual(await found(marie, "dossier=inconnu"), []);
  assert.deepEqual(await found(marie, "from=2026-11-05&to=2026-11-05"), ["D3", "D2", "D1"]);
  assert.deepEqual(await found(marie, "from=2026-11-06"), []);
  assert.deepEqual(await found(marie, "to=2026-11-04"), []);
  assert.deepEqual(await found(marie, "from=hier&to=2026-02-30"), ["D3", "D2", "D1"]);
  assert.deepEqual(await found(marie, "moved=2026-11-05"), ["D3", "D2", "D1"]);
});

test("page after page, each row once, with the question kept", async (t) => {
  const { world, marie } = await started(t);
  const names = Array.from({ length: limits.pageRowsMax * 2 }, (_, n) => `lot-${n}.edi`);
  await incomplete(world, ...names);
  const seen: DepositId[] = [];
  let path: string | undefined = "/deposits?q=lot";
  while (path) {
    const { text } = await marie.get(path);
    const rows = [...text.matchAll(/<td class="id">(D\d+)<\/td>/gu)].map((m) => m[1] as DepositId);
    assert.ok(rows.length <= limits.pageRowsMax);
    seen.push(...rows);
    path = /rel="next" href="([^"]*)"/u.exec(text)?.[1]?.replaceAll("&amp;", "&");
    if (path) assert.match(path, /^\/deposits\?q=lot&before=D\d+$/u);
  }
  assert.equal(seen.length, names.length);
  assert.equal(new Set(seen).size, names.length);
});

test("it answers in the language asked for, else the one kept, else the browser's, else the settings'", async (t) => {
  const { page, marie } = await started(t);
  const titleOf = async (path: string, headers: Record<string, string> = {}) =>
    /<html lang="(\w+)">/u.exec((await marie.get(path, headers)).text)?.[1];
  assert.equal(await titleOf("/"), "fr");
  assert.equal(await titleOf("/", { "accept-language": "en-GB,en;q=0.9,fr;q=0.8" }), "en");
  assert.equal(await titleOf("/", { "accept-language": "de,fr;q=0.2,en;q=0.1" }), "fr");
  assert.equal(await titleOf("/", { "accept-language": "en;q=0, de" }), "fr");
  const asked = await page.stranger.get("/login?lang=en");
  assert.match(asked.text, /<html lang="en">/u);
  assert.match(String(asked.headers["set-cookie"]), /^facteur-lang=en; .*HttpOnly/u);
  const kept = await page.stranger.get("/login", { cookie: "facteur-lang=en" });
  assert.match(kept.text, /Come in/u);
  assert.equal(await titleOf("/?lang=xx"), "fr");
});
