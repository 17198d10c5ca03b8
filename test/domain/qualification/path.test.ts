/** Paths are data: what is wrong with one is told whole, and its dates follow the seed's durations. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { frenchCalendar } from "../../../src/domain/calendar/working-days.ts";
import { dueDays } from "../../../src/domain/qualification/dates.ts";
import { qualificationPaths } from "../../../src/domain/qualification/load-path.ts";
import { scopeOf } from "../../../src/domain/qualification/path.ts";
import { shippedPaths } from "../../support/register.ts";

const named = (name: string) =>
  shippedPaths().find((path) => path.name === name) ?? assert.fail(`no path ${name}`);

test("every step of the paths that come with us says which sentence of a seed it comes from", () => {
  assert.deepEqual(
    shippedPaths().map((p) => p.name),
    ["cirso", "ducs", "portail"],
  );
  for (const path of shippedPaths())
    for (const step of path.steps) assert.match(step.source, /^seed 00[012]/u, step.id);
});

test("CIRSO: each of étapes 4, 5 and 6 is one sending, and the agreements come before the key", () => {
  assert.deepEqual(
    named("cirso").steps.map((s) => `${s.id} ${s.by}`),
    [
      "appel person",
      "etape-4 sending",
      "etape-5 sending",
      "conventions person",
      "etape-6 sending",
      "cle person",
    ],
  );
});

test("DUCS: an Urssaf or an Assédic qualifies for all of them, each IRC by itself", () => {
  const of = (family: string) => scopeOf(named("ducs"), { code: "X", family });
  assert.deepEqual(["urssaf", "assedic", "irc", "ccpbtp"].map(of), [
    "ducs|famille:urssaf",
    "ducs|famille:assedic",
    "ducs|X",
    "ducs|X",
  ]);
  assert.equal(scopeOf(named("cirso"), { code: "X", family: "urssaf" }), "cirso|X");
});

test("what is wrong with a path is told at once, each with its place", () => {
  const wrong = {
    name: "Mauvais Nom",
    titre: "x",
    title: "x",
    source: "",
    declares: ["dpea"],
    worth: { urssaf: "tout" },
    again: [],
    steps: [
      { id: "a", says: "x", by: "mail", source: "x", lasts: { count: 0, unit: "jours" } },
      { id: "a", says: "x", by: "person", source: "x", needed: "oui" },
      { id: "attestation", says: "x", by: "person", source: "x" },
    ],
  };
  const read = qualificationPaths([
    { name: "a.json", json: wrong },
    { name: "b.json", json: [] },
  ]);
  assert.ok("problems" in read);
  assert.deepEqual(
    read.problems.map((p) => `${p.file} ${p.said.split(" : ")[0]}`),
    [
      "a.json titre",
      "a.json name",
      "a.json source",
      "a.json declares[0]",
      "a.json worth.urssaf",
      "a.json steps[0].lasts.count",
      "a.json steps[0].by",
      "a.json steps[1].needed",
      "a.json steps[1].id",
      "a.json steps[2].id",
      "b.json parcours",
    ],
  );
});

test("a path that the seed gives no durations has no dates, and holidays are not worked", () => {
  assert.equal(dueDays(named("cirso"), "2026-11-02", frenchCalendar).size, 0);
  const due = dueDays(named("portail"), "2026-11-11", frenchCalendar);
  assert.equal(due.get("logiciel-version"), "2026-11-12", "the eleventh is a holiday");
  assert.equal(due.get("portail"), "2026-11-26");
});
