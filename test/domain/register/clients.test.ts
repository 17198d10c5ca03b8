/** What is for one client never goes to the address of another, as the register knows them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { isAnothers, isNotOfEach } from "../../../src/domain/register/clients.ts";
import type { Entry } from "../../../src/domain/register/entry.ts";

const row = (siret: string, courriel: string, client = ""): Entry => ({
  table: "employeurs",
  values: { siret, courriel, client },
});

const entries = [
  row("1", "a@un.example", "un"),
  row("2", "rh@un.example", "un"),
  row("3", ""),
  row("4", "d@deux.example"),
  row("5", "g@groupe.example"),
  row("6", "G@groupe.example"),
];
const shown = (...sirets: readonly string[]) => ({ sirets: new Set(sirets), entries });

test("an account goes to its client, whichever of its rows has the address, and to nobody else's", () => {
  for (const [to, sirets, refused] of [
    ["a@un.example", ["1"], false],
    ["A@UN.example", ["1", "2"], false],
    ["rh@un.example", ["1"], false],
    ["a@un.example", ["1", "3"], false],
    ["a@un.example", ["1", "9"], false],
    ["comptable@ailleurs.example", ["1", "4"], false],
    ["d@deux.example", [], false],
    ["g@groupe.example", ["5", "6"], false],
    ["d@deux.example", ["1"], true],
    ["a@un.example", ["1", "4"], true],
    ["d@deux.example", ["3"], true],
    ["g@groupe.example", ["9"], true],
  ] as const)
    assert.equal(isAnothers(to, shown(...sirets)), refused, `${to} ${sirets.join(" ")}`);
});

test("a statement to agree to goes to who has each of its employers", () => {
  assert.equal(isNotOfEach("g@groupe.example", shown("5", "6")), false);
  assert.equal(isNotOfEach("a@un.example", shown("1", "3")), true);
  assert.equal(isNotOfEach("d@deux.example", shown("1")), true);
  assert.equal(isNotOfEach("comptable@ailleurs.example", shown("1")), false);
});
