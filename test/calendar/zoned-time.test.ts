/** The time of a zone is the one that the system's own tables give, to the second, also around a change of the clocks. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { localTime } from "../../src/domain/calendar/zoned-time.ts";

const zones = [
  "Europe/Paris",
  "Pacific/Noumea",
  "America/Miquelon",
  // Its clocks changed at a minute past midnight, in the middle of a quarter of an hour elsewhere.
  "America/St_Johns",
  "Asia/Kathmandu",
  "Africa/Monrovia",
];

const told = (at: number, zone: string): string => {
  const text = new Date(at).toLocaleString("sv-SE", { timeZone: zone });
  return text.replace(" ", "T");
};

const ours = (at: number, zone: string): string => {
  const { day, hour, minute, second } = localTime(at, zone);
  return `${day}T${hour}:${minute}:${second}`;
};

test("an instant of any year since 1950 has the zone's own day, hour, minute and second", () => {
  const at = fc.integer({ min: Date.UTC(1950, 0), max: Date.UTC(2150, 0) });
  const zone = fc.constantFrom(...zones);
  fc.assert(
    fc.property(at, zone, (when, where) => assert.equal(ours(when, where), told(when, where))),
  );
});

test("the seconds around a change of the clocks are each on their own side", () => {
  for (const [zone, change] of [
    ["Europe/Paris", Date.UTC(2026, 2, 29, 1)],
    ["Europe/Paris", Date.UTC(2026, 9, 25, 1)],
    ["America/St_Johns", Date.UTC(2005, 9, 30, 2, 31)],
  ] as const)
    for (const at of [change - 1000, change - 1, change, change + 1000, change - 60_000])
      for (const _twice of [1, 2]) assert.equal(ours(at, zone), told(at, zone), `${zone} ${at}`);
  assert.equal(localTime(Date.UTC(2026, 2, 29, 0, 59, 59), "Europe/Paris").offset, "+01:00");
  assert.equal(localTime(Date.UTC(2026, 2, 29, 1), "Europe/Paris").offset, "+02:00");
  assert.equal(localTime(Date.UTC(2026, 0, 1), "UTC").offset, "+00:00");
});
