import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { dayPaths, reportPaths } from "../../src/adapters/reports/paths.ts";
import { renderOddity, renderStatut } from "../../src/adapters/reports/statut.ts";
import * as s from "./sample.ts";
import { modelNamed, models } from "./states.ts";

const read = (text: string): ReadonlyMap<string, string> =>
  new Map(
    text
      .split("\r\n")
      .filter((line) => line !== "")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );

describe("the .statut file", () => {
  test("is ASCII key=value lines ending in CRLF, whatever the state", () => {
    for (const [name, model] of Object.entries(models()))
      assert.match(renderStatut(model), /^(?:[a-z_]+=[\x20-\x7e]*\r\n)+$/u, name);
  });

  test("tells a program the state, the next step and the counts", () => {
    assert.deepEqual(Object.fromEntries(read(renderStatut(modelNamed("partial")))), {
      etat: "partiel",
      date: "2026-11-21T10:23:03+01:00",
      prochaine_etape: "corriger-et-redeposer",
      depot: "D12",
      mode: "reel",
      declarations: "3",
      enregistrees: "2",
      a_confirmer: "0",
      refusees: "1",
      en_attente: "0",
      rapport: "2026-11/D12_cirso_dpae.txt.html",
      texte: "Sur 3 declarations : 2 enregistrees, 1 refusee.",
    });
  });

  test("never counts an unauthenticated receipt as registered", () => {
    const statut = read(renderStatut(modelNamed("unproven")));
    assert.equal(statut.get("enregistrees"), "0");
    assert.equal(statut.get("a_confirmer"), "2");
  });

  test("nothing waits for an answer when nothing was mailed", () => {
    assert.equal(read(renderStatut(modelNamed("rejected"))).get("en_attente"), "0");
    assert.equal(read(renderStatut(modelNamed("handed"))).get("en_attente"), "1");
  });

  test("a refusal that was declared again asks for no second correction", () => {
    assert.equal(
      read(renderStatut(modelNamed("corrected"))).get("prochaine_etape"),
      "voir-le-rapport",
    );
    assert.equal(
      read(renderStatut(modelNamed("partial"))).get("prochaine_etape"),
      "corriger-et-redeposer",
    );
  });

  test("a duplicate names the deposit that holds the bytes; others do not", () => {
    assert.equal(read(renderStatut(modelNamed("duplicate"))).get("doublon_de"), "D3");
    assert.equal(read(renderStatut(modelNamed("handed"))).has("doublon_de"), false);
  });

  test("a name that is no file is ignored, with the reason, on its own lines only", () => {
    const text = renderOddity("évil\r\netat=enregistre", "not-a-file");
    assert.match(text, /^(?:[a-z_]+=[\x20-\x7e]*\r\n)+$/u);
    const statut = read(text);
    assert.equal(statut.get("etat"), "ignore");
    assert.equal(statut.get("raison"), "not-a-file");
    assert.equal(statut.get("nom"), "evil??etat=enregistre");
  });
});

describe("where reports are filed", () => {
  const base = (name: string, dossier = "cirso"): string =>
    reportPaths(s.deposit(s.claimed({ name, dossier }))).base;

  test("by month, id, dossier and name", () => {
    assert.equal(base("dpae.txt"), "2026-11/D12_cirso_dpae.txt");
    assert.equal(dayPaths("2026-11-21").base, "2026-11/jour-2026-11-21");
  });

  test("no name leaves its folder or troubles a file system", () => {
    for (const name of [
      "../../etc/passwd",
      "a\\b:c|d?.txt",
      "é à.txt",
      "con.",
      "...",
      "x".repeat(300),
      "\u202e",
    ])
      assert.match(base(name, name), /^2026-11\/D12_[\w.-]{1,60}_[\w.-]{1,60}$/u, name);
    assert.doesNotMatch(base("../../etc/passwd"), /\.\./u);
  });

  test("the month is that of Paris, not of Greenwich", () => {
    const at = Date.UTC(2026, 10, 30, 23, 30);
    const d = s.deposit(s.claimed());
    assert.equal(
      reportPaths({ ...d, claimed: { ...d.claimed, at } }).base,
      "2026-12/D12_cirso_dpae.txt",
    );
  });
});
