import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  copaymFrench,
  copaymGei,
  copaymGis,
  type MessageTable,
  tableFor,
} from "../../src/formats/ducs-edifact/copaym.ts";
import { checkOrder } from "../../src/formats/ducs-edifact/order.ts";
import { keyOf } from "../../src/formats/ducs-edifact/tags.ts";

/** Tags separated by blanks; UNH is segment 2, as in a file. */
const of = (tags: string, table: MessageTable = copaymGis) =>
  checkOrder({ tags: tags.split(" ").map(keyOf), first: 2 }, table, 1).map(
    (f) => `${f.place.segment} ${f.value} ${f.expected}`,
  );

const whole =
  "UNH BGM GIS DTM DTM QTY RFF CUX PNA ADR CTA COM COM RFF ATT PNA UNS PNA ADR MOA QTY RFF COT DLI PCD MOA COT LOC PCD MOA MOA PCD MOA PNA UNS MOA CNT PAI FII MOA RFF DTM PAI AUT DTM UNT";

describe("order of a COPAYM message", () => {
  it("of the directories is followed with groups inside groups, in both variants", () => {
    assert.deepEqual(of(whole), []);
    assert.deepEqual(of(whole.replace("GIS", "GEI"), copaymGei), []);
    assert.deepEqual(of("UNH BGM GIS PNA UNS UNS UNT"), []);
  });

  it("of the French profile has NAD for every party and one UNS", () => {
    const french =
      "UNH BGM GIS DTM NAD CTA COM COM RFF NAD NAD CTA NAD DTM MOA QTY RFF COT PCD MOA LOC PCD MOA UNS MOA CNT PAI FII MOA RFF DTM UNT";
    assert.deepEqual(of(french, copaymFrench), []);
  });

  it("tells what must be there and is passed over", () => {
    assert.deepEqual(of("UNH GIS PNA UNS UNS UNT"), ["3 GIS BGM avant"]);
    assert.deepEqual(of("UNH BGM GIS UNS PNA UNS UNT"), ["5 UNS PNA avant"]);
    assert.deepEqual(of("UNH BGM GIS PNA UNS PNA LOC PCD COT UNS UNT").slice(0, 1), [
      "10 COT place dans COPAYM D.99B",
    ]);
    assert.deepEqual(of("UNH BGM GIS PNA UNS PNA LOC PCD UNS UNT"), ["10 UNS MOA avant"]);
  });

  it("tells a segment out of its place or once too often, and goes on", () => {
    assert.deepEqual(of("UNH BGM FTX GIS PNA UNS UNS UNT"), ["4 FTX place dans COPAYM D.99B"]);
    assert.deepEqual(of("UNH BGM BGM GIS PNA UNS UNS UNT"), ["4 BGM place dans COPAYM D.99B"]);
    const nine = Array.from({ length: 9 }, () => "PNA").join(" ");
    assert.deepEqual(of(`UNH BGM GIS ${nine} UNS UNS UNT`), []);
    assert.equal(of(`UNH BGM GIS ${nine} PNA UNS UNS UNT`).length > 0, true);
  });

  it("is a warning by a published table, an information by ours, and never endless", () => {
    const wrong = { tags: Array.from({ length: 1000 }, () => keyOf("FTX")), first: 2 };
    const severities = (table: MessageTable) =>
      checkOrder(wrong, table, 1).map((f) => `${f.code} ${f.severity}`);
    assert.equal(severities(copaymGis).length, 10);
    assert.equal(severities(copaymGis)[0], "ordre-inattendu warning");
    assert.equal(severities(copaymFrench)[0], "ordre-inattendu information");
  });

  it("is judged by the table of the segments that the message uses", () => {
    assert.equal(tableFor(new Set(["UNH", "GIS", "NAD"])), copaymFrench);
    assert.equal(tableFor(new Set(["UNH", "GIS", "PNA"])), copaymGis);
    assert.equal(tableFor(new Set(["UNH", "GEI", "PNA"])), copaymGei);
  });
});
