/** systemd hears what the agent tells it, by a real systemd-notify and a real socket. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { systemdSupervisor, writesToJournal } from "../../src/adapters/system/systemd.ts";
import { needs } from "../support/machine.ts";
import { memoryLog } from "../support/memory-log.ts";
import { notifyListener } from "../support/notify-listener.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";

const without = needs("systemd-notify", "perl");

test("readiness, life, one line of status and the end arrive", without, async (t) => {
  const { path, heard } = await notifyListener(t, await scratch(t));
  const log = memoryLog();
  const env = { PATH: process.env["PATH"], NOTIFY_SOCKET: path, WATCHDOG_USEC: "4000000" };
  const supervisor = systemdSupervisor(env, log);
  assert.equal(supervisor?.watchdogMs, 4000);
  await supervisor?.tell({ state: "ready", alive: true, status: "2 lignes\nEXIT=0" });
  await supervisor?.tell({ startsWithinMs: 60_000, status: "copie" });
  await supervisor?.tell({ state: "stopping", status: "fin" });
  await waitUntil("all", () => heard().length === 3);
  assert.deepEqual(heard(), [
    "READY=1 | STATUS=2 lignes EXIT=0 | WATCHDOG=1",
    "STATUS=copie | EXTEND_TIMEOUT_USEC=60000000",
    "STOPPING=1 | STATUS=fin",
  ]);
  assert.deepEqual(log.events, []);
});

test("a process that nobody supervises, or whose parent is watched, tells nothing of the kind", () => {
  assert.equal(systemdSupervisor({}, memoryLog()), undefined);
  const watched = { NOTIFY_SOCKET: "/nowhere", WATCHDOG_USEC: "1000", WATCHDOG_PID: "1" };
  assert.equal(systemdSupervisor(watched, memoryLog())?.watchdogMs, undefined);
  const ours = { ...watched, WATCHDOG_PID: String(process.pid) };
  assert.equal(systemdSupervisor(ours, memoryLog())?.watchdogMs, 1);
  assert.equal(writesToJournal({ JOURNAL_STREAM: "8:123" }), true);
  assert.equal(writesToJournal({}), false);
});

test("a machine without systemd-notify is said in the log, and stops nothing", async () => {
  const log = memoryLog();
  const supervisor = systemdSupervisor({ PATH: "/nowhere", NOTIFY_SOCKET: "/nowhere" }, log);
  await supervisor?.tell({ alive: true });
  assert.match(String(log.named("supervisor-not-told")[0]?.fields["said"]), /systemd-notify/u);
});
