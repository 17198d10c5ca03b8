/** Today's page: what is where, what waits for a person first. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { smallPage } from "../support/page.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

test("the day at a glance: what was sent is counted, and the latest deposits are listed", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { daemon, until } = smallDaemon(t, world);
  await until("sent", async () => (await world.journal.tally(["remis"])).get("remis") === 1);
  const page = await smallPage(t, daemon);
  const marie = await page.enter("Marie");
  const { status, text } = await marie.get("/");
  assert.equal(status, 200);
  assert.match(text, /Rien à faire : 1 dépôt en route/u);
  assert.match(text, /<span class="n">1<\/span> <span class="name">Envoyés<\/span>/u);
  assert.match(text, /<a href="\/deposits\/D1">dpae\.txt<\/a>/u);
});
