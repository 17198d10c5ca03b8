/** The organism reads files by its own means: it must see what the agent's formats see. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { dpaeXml } from "../../src/formats/dpae-xml/dpae-xml.ts";
import { ducsEdifact } from "../../src/formats/ducs-edifact/ducs-edifact.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { ducsFlat } from "../../src/formats/ducs-flat/ducs-flat.ts";
import { writeDucsFlat } from "../../src/formats/ducs-flat/write.ts";
import type { Format } from "../../src/formats/format.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { received } from "../../src/organism/declarations.ts";
import { durand, envelope, martin, telepaid, transfer } from "../formats/samples.ts";
import { writeDpaeXml } from "../support/write-dpae-xml.ts";

const references = (format: Format, bytes: Uint8Array): readonly string[] =>
  readWhole(format, bytes).declarations.map((d) =>
    d.kind === "ducs" ? d.reference : String(d.position),
  );

const returns = [transfer, { ...telepaid, reference: "A+B'C?" }];

for (const advice of [undefined, ":+.? '", "|;,# ~"])
  test(`DUCS EDIFACT with the advice ${advice ?? "(none)"}`, () => {
    const options = {
      ...envelope,
      reference: "LOT42",
      ...(advice === undefined ? {} : { advice }),
    };
    const bytes = writeDucsEdifact(returns, options);
    assert.deepEqual(received(bytes), { is: "ducs", references: references(ducsEdifact, bytes) });
    assert.deepEqual(references(ducsEdifact, bytes), ["REF0001", "A+B'C?"]);
  });

test("flat DUCS", () => {
  const bytes = writeDucsFlat(returns, envelope);
  assert.deepEqual(received(bytes), { is: "ducs", references: references(ducsFlat, bytes) });
});

test("XML DPAE", () => {
  const bytes = writeDpaeXml([durand, martin], { test: true });
  assert.deepEqual(received(bytes), { is: "dpae-xml", references: references(dpaeXml, bytes) });
});
