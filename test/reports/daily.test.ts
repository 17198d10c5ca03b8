import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { renderDaily } from "../../src/adapters/reports/daily.ts";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import * as s from "./sample.ts";
import { modelNamed, models } from "./states.ts";

describe("the day's report", () => {
  test("counts what is registered, refused, waiting and held, worst first", () => {
    const day = ["registered", "handed", "held", "partial", "rejected"].map(modelNamed);
    const { text } = renderDaily(day, "2026-11-21");
    assert.match(text, /COMPTE RENDU DU 21 NOVEMBRE 2026/u);
    assert.match(text, /5 dépôts, 3 à regarder, 1 en attente, 1 en ordre\./u);
    assert.match(text, /Déclarations : 4 enregistrées,\s1 refusée\./u);
    const order = ["REFUS PARTIEL", "EN ATTENTE D'UNE RÈGLE", "REMIS AU SERVEUR", "ENREGISTRÉ :"];
    const places = order.map((title) => text.indexOf(title));
    assert.ok(!places.includes(-1));
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
    );
  });

  test("each dossier stands apart", () => {
    const { html } = renderDaily([modelNamed("waiting"), modelNamed("handed")], "2026-11-21");
    assert.ok(html.indexOf("<h2>Dossier cirso") < html.indexOf("<h2>Dossier ducs"));
    assert.match(html, /href="..\/2026-11\/D12_ducs_ducs.edi.html"/u);
  });

  test("fits 80 columns and repeats itself byte for byte", () => {
    const all = Object.values(models());
    const { text, html } = renderDaily(all, "2026-11-21");
    for (const line of text.split("\n")) assert.ok(Array.from(line).length <= 80, line);
    assert.deepEqual(renderDaily(all, "2026-11-21"), { text, html });
  });

  test("an empty day says so", () => {
    assert.match(renderDaily([], "2026-11-21").text, /Aucun dépôt ce jour\./u);
  });

  test("escapes names", () => {
    const d = s.deposit(s.claimed({ name: "<script>", dossier: "<b>" }));
    const { html } = renderDaily([reportModel(s.input(d))], "2026-11-21");
    assert.doesNotMatch(html, /<script|<b>/u);
  });
});
