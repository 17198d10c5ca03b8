/** An alarm about an address of several clients, as each client's own page may tell it. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { paris } from "../../src/domain/calendar/zoned-time.ts";
import { alarmsAt, ownShare } from "../../src/domain/due/alarms.ts";
import type { Awaited } from "../../src/domain/due/awaited.ts";
import type { Alarm } from "../../src/domain/facts/due.ts";
import type { DepositId } from "../../src/domain/ids.ts";

const day = 86_400_000;
const now = Date.UTC(2026, 10, 25, 12);
const address = "ar@caisse.test";

const late = (deposit: DepositId, dossier: string, days: number, missing: number): Awaited => ({
  deposit,
  dossier,
  address,
  identity: "cabinet",
  sent: now - days * day,
  unanswered: missing,
  deadline: now - 1000,
  safeHour: now - day,
  waits: [
    {
      level: "any",
      due: now - (days - 2) * day,
      missing,
      expected: { level: "any", within: { count: 48, unit: "heures" }, mark: "seed" },
    },
  ],
});

const of = (awaited: readonly Awaited[]): readonly Alarm[] =>
  alarmsAt({ now, awaited, heard: new Map(), missing: [], zone: paris });

test("a client's page holds its own deposits, their number and their date, and nothing of the others", () => {
  const a = late("D1", "client-a", 5, 3);
  const b = late("D2", "client-b", 9, 4);
  const alarms = of([a, b]);
  assert.deepEqual(
    alarms.map((x) => [x.cause, x.count, x.deposits]),
    [
      ["ar-silence", 7, ["D1", "D2"]],
      ["deadline-passed", 7, ["D1", "D2"]],
    ],
  );
  for (const alarm of alarms) {
    const own = ownShare({ ...alarm, heard: now - day }, { awaited: [a], now, zone: paris });
    assert.deepEqual(
      [own?.cause, own?.about, own?.count, own?.deposits, own?.dossiers, own?.heard],
      [alarm.cause, alarm.about, 3, ["D1"], ["client-a"], undefined],
    );
    assert.ok((own?.due ?? 0) > alarm.due || alarm.cause === "deadline-passed");
  }
  const [alarm] = alarms;
  assert.ok(alarm);
  assert.equal(ownShare(alarm, { awaited: [], now, zone: paris }), undefined, "answered meanwhile");
  assert.equal(
    ownShare({ ...alarm, dossiers: ["client-a"] }, { awaited: [], now, zone: paris })?.count,
    7,
  );
});
