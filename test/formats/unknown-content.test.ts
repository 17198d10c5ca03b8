/** A file of none of our formats: what it looks like is said, and what is ours is left to its reader. */
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { recognise } from "../../src/formats/all.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { looksLike } from "../../src/formats/unknown-content.ts";
import { durand } from "./samples.ts";

const record = Buffer.from(writeDpaeFlat([durand])).toString("latin1");

const seen: readonly (readonly [what: string, bytes: Uint8Array, said: RegExp | undefined])[] = [
  ["a text of two bytes with its mark", Buffer.from(`\ufeff${record}`, "utf16le"), /UTF-16/u],
  ["a text of two bytes without one", Buffer.from(record, "utf16le"), /UTF-16/u],
  ["the same, high byte first", Buffer.from(record, "utf16le").swap16(), /UTF-16/u],
  ["a PDF", Buffer.from("%PDF-1.4\n"), /PDF/u],
  ["a spreadsheet of today", Buffer.from("PK\u0003\u0004xxxx", "latin1"), /xlsx/u],
  ["one of former days", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /xls,/u],
  ["a sealed message", Buffer.from("-----BEGIN PGP MESSAGE-----\n"), /chiffré/u],
  ["blanks", Buffer.from(" \r\n \r\n"), /blancs/u],
  ["what a crash leaves", new Uint8Array(512), /octets nuls/u],
  ["a page", Buffer.from("<!DOCTYPE html><html>"), /HTML/u],
  ["another XML", Buffer.from('<?xml version="1.0"?>\n<rapport type="AEE">'), /XML « rapport »/u],
  ["tabulations", Buffer.from("DURAND\tALICE\t1990\t02\r\n"), /tabulations/u],
  [
    "a flat DPAE of another layout",
    Buffer.from(`${record.slice(0, 64)}913     200${record.slice(75, 989)}X\r\n`, "latin1"),
    /autre disposition.*990 caractères/u,
  ],
  ["a letter", Buffer.from("Bonjour,\r\nvoici les fiches.\r\n"), undefined],
];

describe("a file of no known format", () => {
  for (const [what, bytes, said] of seen)
    it(`${what}: ${said === undefined ? "nothing is said of it" : "is told as what it is"}`, () => {
      assert.equal(recognise(bytes), undefined);
      const told = looksLike(bytes);
      if (said === undefined) assert.equal(told, undefined);
      else assert.match(told?.value ?? "", said);
    });
});
