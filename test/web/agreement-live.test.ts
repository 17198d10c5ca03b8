/** The signed link over a real socket: what scanners, previews and guessers send agrees to nothing; of a rush of clicks one counts. */
import assert from "node:assert/strict";
import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { type TestContext, test } from "node:test";
import { limits } from "../../src/domain/limits.ts";
import { type MadeLink, makeAgreementLink } from "../../src/journey/agreement/link.ts";
import { smallPage } from "../support/page.ts";
import { edifact } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, smallWorld } from "../support/small-world.ts";

const agreements = { url: "https://accords.cabinet.example", days: 7 };
const host = "accords.cabinet.example";

/** In days. */
const minute = 1 / 1440;

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | undefined;
}

type Headers = Readonly<Record<string, string>>;

const live = async (t: TestContext) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", `${rules()}validation=client\r\n`);
  world.spool.drop("ducs.edi", edifact(["REF1"]));
  const { daemon, until } = smallDaemon(t, world);
  const stage = async () => (await world.journal.deposit("D1"))?.stage;
  await until("held", async () => (await stage())?.is === "held");
  const page = await smallPage(t, daemon, { agreements });
  await page.app.listen({ host: "127.0.0.1", port: 0 });
  const { port } = page.app.server.address() as AddressInfo;
  const ask = (method: string, path: string, body = "", headers: Headers = {}) =>
    new Promise<Answered>((resolve, reject) => {
      const type = body === "" ? {} : { "content-type": "application/x-www-form-urlencoded" };
      const sent = { host, ...type, ...headers };
      request({ host: "127.0.0.1", port, method, path, headers: sent }, (answer) => {
        const parts: Buffer[] = [];
        answer.on("data", (part: Buffer) => parts.push(part));
        answer.on("end", () => {
          const text = Buffer.concat(parts).toString();
          const retryAfter = answer.headers["retry-after"];
          resolve({ status: answer.statusCode ?? 0, text, retryAfter });
        });
      })
        .on("error", reject)
        .end(body);
    });
  const linked = async (days = 7): Promise<string> => {
    const asked = { deposit: "D1", to: "gerant@client.example", by: "jeanne", reason: "" } as const;
    const made: MadeLink = await makeAgreementLink(world, { ...asked, days });
    return `/agreement/${made.is === "made" ? made.token : assert.fail(made.is)}`;
  };
  const orders = async () => (await world.journal.deposit("D1"))?.orders.length;
  return { world, until, ask, linked, orders, stage };
};

test("no method but the form's, and no reading ahead, writes anything", async (t) => {
  const { world, ask, linked, orders, stage } = await live(t);
  const path = await linked();
  const before = (await world.journal.head())?.seq;
  const ahead = { "sec-purpose": "prefetch;prerender", purpose: "prefetch", "x-moz": "prefetch" };
  assert.equal((await ask("GET", `${path}?name=X`, "", ahead)).status, 200);
  for (const method of ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE"]) {
    const { status, text } = await ask(method, path);
    assert.equal(status, 404, method);
    assert.ok(!text.includes("REF1"), method);
  }
  const json = { "content-type": "application/json" };
  assert.equal((await ask("POST", path, '{"name":"X"}', json)).status, 415);
  assert.equal((await ask("POST", `${path}?name=X`)).status, 400, "a name of the address is none");
  assert.equal(await orders(), 0);
  assert.equal((await stage())?.is, "held");
  assert.equal((await world.journal.head())?.seq, before, "the journal has not grown");
});

test("guessing is slowed down before anything is looked at, and the right link waits its turn too", async (t) => {
  const { world, ask, linked, orders } = await live(t);
  const path = await linked();
  const guess = `${path.slice(0, -43)}${"A".repeat(43)}`;
  const statuses: number[] = [];
  const max = limits.pageAgreementsPerMinute;
  for (let n = 0; n < max + 2; n += 1) statuses.push((await ask("POST", guess, "name=X")).status);
  assert.deepEqual([...new Set(statuses)], [404, 429], "unknown, then too many");
  assert.equal(statuses.filter((s) => s === 404).length, max);
  const wait = await ask("POST", path, "name=Fictif");
  assert.deepEqual([wait.status, Number(wait.retryAfter) > 0], [429, true]);
  assert.equal(await orders(), 0);
  await world.clock.advance(60_000);
  assert.equal((await ask("POST", path, "name=Fictif")).status, 200);
  assert.equal(await orders(), 1);
});

test("of clicks at once one agrees; used up and expired links say so", async (t) => {
  const { world, until, ask, linked, orders, stage } = await live(t);
  const expired = await linked(minute);
  await world.clock.advance(60_000);
  const late = await ask("POST", expired, "name=Fictif");
  assert.equal(late.status, 410);
  assert.match(late.text, /Le temps de ce lien est passé/u);
  const path = await linked();
  const clicks = await Promise.all([1, 2, 3, 4, 5].map(() => ask("POST", path, "name=Fictif")));
  assert.deepEqual(
    clicks.map((c) => c.status).toSorted((a, b) => a - b),
    [200, 410, 410, 410, 410],
  );
  assert.equal(await orders(), 1);
  await until("frozen", async () => (await stage())?.is === "frozen");
  const again = await ask("GET", path);
  assert.equal(again.status, 410);
  assert.match(again.text, /Votre accord n’est plus demandé/u);
});
