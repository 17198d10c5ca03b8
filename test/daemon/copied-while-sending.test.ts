/** F12: a clone of this agent, with the same machine number and path, begins while mails wait here. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallOwner, smallWorld } from "../support/small-world.ts";

/** The folder itself is not looked at again in this test: only the mail's own look can notice. */
const scanSeconds = 86_400;

test("F12 the mark is looked at before each mail: who began first stops, though nothing tells it to look", async (t) => {
  const base = smallWorld(t, {
    courier: (_, attempt) => {
      // The clone takes the folder over while our first dialogue goes on.
      if (attempt === 1)
        base.spool.drop(".facteur", JSON.stringify({ ...smallOwner, start: "clone" }));
      return "defers-organism";
    },
  });
  const world = { ...base, retryMinutes: [0.1] };
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { daemon, until } = smallDaemon(t, world, [], { scanSeconds });
  const told = () => daemon.problems.list().map((p) => `${p.code} ${p.about}`);
  await until("the clone to be noticed", () => told().includes("dossier-copy cirso"));
  await world.clock.advance(3_600_000);
  assert.equal(world.courier.attempts().length, 1, "nothing left after it began");
  const [deposit] = await world.journal.find({ by: "recent" }, 1);
  assert.equal(deposit?.messages[0]?.attempts.length, 1);
  // A person stops the clone and gives the folder back.
  await world.spool.own(smallOwner, true);
  daemon.bells.spool("cirso").ring();
  await until("the mail to leave again", () => world.courier.attempts().length > 1);
  assert.deepEqual(
    told().filter((one) => one.startsWith("dossier")),
    [],
  );
});

test("F12 a folder that is away says nothing of a clone: what waits leaves", async (t) => {
  const base = smallWorld(t, {
    courier: (_, attempt) => {
      if (attempt === 1) base.spool.fault("folder-missing");
      return attempt === 1 ? "defers-organism" : "accepts";
    },
  });
  const world = { ...base, retryMinutes: [0.1] };
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  const { until } = smallDaemon(t, world, [], { scanSeconds });
  await until("it to be accepted", () => world.courier.dots() === 1);
});
