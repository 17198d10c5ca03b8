/** Settings of schedules, calendars, organisms, printing and notices. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { given, settingsOf } from "./given.ts";
import { rightSettings } from "./wrong-shapes.ts";

test("a daily time in the hour that a Sunday of March lacks is a warning", async (t) => {
  const { load } = await given(t);
  for (const [expression, warned] of [
    ["30 2 * * *", true],
    ["0 30 2 * * *", true],
    ["30 3 * * *", false],
    ["2 18 * * *", false],
  ] as const) {
    const more = `"reports": { "daily": "${expression}" }, "sending"`;
    const loaded = await load(rightSettings.replace('"sending"', more));
    const codes = loaded.is === "ok" ? loaded.warnings.map((w) => w.code) : ["invalid"];
    assert.deepEqual(codes, warned ? ["schedule-lost-hour"] : [], expression);
  }
});

test("calendars, organisms, printing and notices come out where they belong", async (t) => {
  const { load } = await given(t);
  const more = `"calendars": ["urssaf-exemple"],
    "organisms": { "Caisse": { "addresses": ["@caisse.example"], "contact": "01 99 00 00 00" } },
    "printing": {},
    "notifications": { "webhook": "https://avis.example/x" }, "sending"`;
  const text = rightSettings
    .replace('"sending"', more)
    .replace('"quietSeconds": 5', '"calendars": ["irc-exemple"], "holidays": "alsace-moselle"');
  const settings = settingsOf(await load(text));
  assert.deepEqual(
    settings.dossiers.map((d) => [d.legal.map((c) => c.family), d.calendar.holidays]),
    [
      [["urssaf"], "metropole"],
      [["irc"], "alsace-moselle"],
    ],
  );
  assert.deepEqual(settings.organisms, [
    { name: "Caisse", addresses: ["@caisse.example"], contact: "01 99 00 00 00" },
  ]);
  assert.deepEqual(settings.printing, { command: ["lp"], documents: ["rejets"] });
  assert.deepEqual(settings.notifications, {
    webhook: "https://avis.example/x",
    digestMinutes: 10,
    perHour: 4,
  });
});
