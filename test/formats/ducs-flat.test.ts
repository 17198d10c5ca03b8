import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { ducsFlat } from "../../src/formats/ducs-flat/ducs-flat.ts";
import { writeDucsFlat } from "../../src/formats/ducs-flat/write.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { envelope, transfer } from "./samples.ts";

const file = Buffer.from(writeDucsFlat([transfer], envelope)).toString("latin1");
const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const declared = (text: string) => {
  const [first] = readWhole(ducsFlat, bytesOf(text)).declarations;
  assert.ok(first?.kind === "ducs");
  return first;
};

describe("flat DUCS", () => {
  it("is recognised with or without its TYP record", () => {
    assert.equal(ducsFlat.recognises(bytesOf(file)), true);
    assert.equal(ducsFlat.recognises(bytesOf(file.replace(/^TYP.*\r\n/u, ""))), true);
    for (const text of [
      "TYP   A\r\n",
      "UNB+UNOC:3'",
      "TYPE\r\nUNB   5",
      "",
      "TYP   A\r\nBGM   X",
    ]) {
      assert.equal(ducsFlat.recognises(bytesOf(text)), false, text);
    }
  });

  it("tells a total that is no number, where it stands", () => {
    const total = file.replace(/^PAI/mu, "MOATOT              12ABEUR\r\nPAI");
    const found = readWhole(ducsFlat, bytesOf(total)).findings;
    assert.deepEqual(
      found.map((f) => [f.code, f.place.field, f.value]),
      [["champ-invalide", "montant total", "12AB"]],
    );
  });

  it("tells a declaration without its BGM once, at its first record", () => {
    const codes = (text: string): readonly string[] =>
      readWhole(ducsFlat, bytesOf(text)).findings.map((f) => `${f.code} ${f.place.line ?? ""}`);
    const without = file.replace(/BGM.*\r\n/u, "");
    assert.deepEqual(codes(without), ["structure-invalide 3"]);
  });

  it("is whole when its last line is the UNZ record with its field", () => {
    const whole = { is: "complete" };
    assert.deepEqual(ducsFlat.completeness(bytesOf(file)), whole);
    assert.deepEqual(ducsFlat.completeness(bytesOf(file.trimEnd())), whole);
    assert.deepEqual(ducsFlat.completeness(bytesOf(`${file}\u001a`)), whole);
    for (const text of [
      file.trimEnd().slice(0, -1),
      `${file}TYP   A`,
      file.replace("UNZ   1", ""),
    ]) {
      assert.equal(ducsFlat.completeness(bytesOf(text)).is, "truncated", text.slice(-12));
    }
  });

  it("takes the sender where there is no declarant, the envelope where there is no organism", () => {
    const sent = Buffer.from(
      writeDucsFlat([{ ...transfer, sender: { id: "99999999800092", name: "CABINET" } }], envelope),
    ).toString("latin1");
    assert.equal(declared(sent).siret, "99999999800019");
    const poor = sent.replace(/NADDT.*\r\n/u, "").replace(/NADMR.*\r\n/u, "");
    assert.equal(declared(poor).siret, "99999999800092");
    assert.equal(declared(poor).recipient, envelope.recipient);
  });

  it("takes the period of a quarter or of a year too", () => {
    for (const tag of ["PEDT00", "PEDA00"]) {
      assert.equal(declared(file.replace("PEDM00", tag)).period, "199923");
    }
  });

  it("reports records outside of a declaration, with their line", () => {
    const stray = file.replace("BGM   REF0001\r\n", "");
    assert.deepEqual(
      readWhole(ducsFlat, bytesOf(stray))
        .findings.slice(0, 1)
        .map((f) => [f.code, f.place.line, f.expected]),
      [["structure-invalide", 3, "BGM"]],
    );
  });

  it("refuses columns that UTF-8 has shifted", () => {
    const bytes = writeDucsFlat([{ ...transfer, employer: "SOCIÉTÉ" }], {
      ...envelope,
      charset: "utf-8",
    });
    assert.deepEqual(
      readWhole(ducsFlat, bytes).findings.map((f) => [f.code, f.value]),
      [["structure-invalide", "UTF-8"]],
    );
  });
});
