/** When a waiting mail goes: at its hour, which a clock set back moves for nobody (mail.md F80), and at no other. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { limits } from "../../src/domain/limits.ts";
import { cutRules, lot } from "../support/cut-world.ts";
import { passMinutes } from "../support/memory-clock.ts";
import { memoryCourier } from "../support/memory-courier.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { smallWorld } from "../support/small-world.ts";

const hourMs = 3_600_000;

/** The world begins at 9 in Paris, two days before the hire. */
const windowed =
  "a=accept@organisme.test\r\nsujet=DUE\r\nenvoi.apres=14:00\r\nenvoi.avant=18:00\r\n";

test("a mail waits for the hours of its rule, however long that is", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", windowed);
  const small = smallDaemon(t, world);
  world.spool.drop("dpae.txt", dpae("FICTIVE"));
  await small.until("it is frozen", async () => {
    return (await world.journal.deposit("D1"))?.stage.is === "frozen";
  });
  await passMinutes(world.clock, 4.5 * hourMs);
  assert.equal(world.courier.attempts().length, 0, "not at half past one");
  await passMinutes(world.clock, hourMs);
  assert.equal(world.courier.dots(), 1, "at two o'clock");
});

test("F80 where the clock was set back, the hours of its rule count still", async (t) => {
  const world = smallWorld(t);
  world.clock.jump(30 * 24 * hourMs);
  world.spool.drop("mapibox.cfg", windowed);
  const small = smallDaemon(t, world);
  world.spool.drop("ducs.edi", lot);
  await small.until("it is frozen", async () => {
    return (await world.journal.deposit("D1"))?.stage.is === "frozen";
  });
  world.clock.jump(-30 * 24 * hourMs);
  await passMinutes(world.clock, 4.5 * hourMs);
  assert.equal(world.courier.attempts().length, 0, "not at half past one");
  await passMinutes(world.clock, hourMs);
  assert.equal(world.courier.dots(), 1, "at two o'clock of that day");
});

test("F47 of a file that two identities send, a refused login of one keeps nothing of the other's, nor of who comes behind", async (t) => {
  const world = smallWorld(t, { courier: () => "refuses-login" });
  const other = memoryCourier();
  const [cabinet] = world.senders.values();
  assert.ok(cabinet);
  const senders = new Map([
    ["cabinet", cabinet],
    ["autre", { ...cabinet, name: "autre", courier: other }],
  ]);
  world.spool.drop("mapibox.cfg", cutRules("profil=cabinet", "profil=autre"));
  const small = smallDaemon(t, { ...world, senders });
  const drop = (name: string): void => {
    world.spool.drop(
      name,
      Buffer.from(
        Buffer.from(lot).toString("latin1").replaceAll("REF", name.slice(0, 3)),
        "latin1",
      ),
    );
  };
  // More than are looked at together.
  const many = 12;
  for (let n = 0; n < many; n += 1) drop(`F${String(n).padStart(2, "0")}.edi`);
  await small.until("the other's have left", () => other.dots() === many);
  assert.equal(world.courier.attempts().length, 1, "not hammered");
  await passMinutes(world.clock, limits.loginRetryMs / 2);
  assert.equal(world.courier.attempts().length, 1);
});
