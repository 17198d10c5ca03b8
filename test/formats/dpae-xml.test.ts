import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { dpaeXml } from "../../src/formats/dpae-xml/dpae-xml.ts";
import { readWhole } from "../../src/formats/read-whole.ts";
import { writeDpaeXml } from "../support/write-dpae-xml.ts";
import { durand, martin } from "./samples.ts";

const xml = Buffer.from(writeDpaeXml([durand], { test: false })).toString("latin1");
const bytesOf = (text: string): Uint8Array => Buffer.from(text, "latin1");
const read = (text: string) => readWhole(dpaeXml, bytesOf(text));

describe("DPAE in XML", () => {
  it("is recognised by its root, after a mark, comments, instructions or a prefix", () => {
    const prefixed = xml.replaceAll(/(<\/?)FR_DUE_Upload(?=[ >])/gu, "$1due:FR_DUE_Upload");
    for (const text of [
      xml,
      `\u00ef\u00bb\u00bf${xml}`,
      xml.replace("?>", "?><!-- <autre> --><?x y?>"),
      prefixed,
    ]) {
      assert.equal(dpaeXml.recognises(bytesOf(text)), true, text.slice(0, 80));
    }
    assert.deepEqual(dpaeXml.completeness(bytesOf(prefixed)), { is: "complete" });
    assert.equal(read(prefixed).declarations.length, 1);
  });

  it("leaves other documents alone", () => {
    for (const text of [
      "<html/>",
      "<FR_DUE_Uploads>",
      "<a><FR_DUE_Upload>",
      "FR_DUE_Upload",
      "<",
      "",
    ]) {
      assert.equal(dpaeXml.recognises(bytesOf(text)), false, text);
    }
  });

  it("tells a prefix that nothing declares or that declares another vocabulary, with its first line", () => {
    const told = (text: string) =>
      read(text).findings.map((f) => [f.severity, f.place.field, f.value]);
    assert.deepEqual(told(xml), []);
    const undeclared = xml.replace(/ xmlns:rxpers="[^"]*"/u, "");
    assert.notEqual(undeclared, xml);
    assert.deepEqual(told(undeclared), [["warning", "xmlns:rxpers", "préfixe non déclaré"]]);
    const other = xml.replace("/Person_Identity", "/Person");
    assert.deepEqual(told(other), [["warning", "xmlns:rxpers", "http://www.repxml.org/Person"]]);
    assert.deepEqual(told(xml.replaceAll("rxpers:", "p:").replace("xmlns:rxpers", "xmlns:p")), []);
  });

  it("tells accents of UTF-8 under another declared set, and bytes that are none of UTF-8", () => {
    const accented = xml
      .replace(">DURAND<", ">DURÉ<")
      .replace(/encoding="[^"]*"/u, 'encoding="ISO-8859-1"');
    const told = (bytes: Uint8Array) =>
      readWhole(dpaeXml, bytes)
        .findings.filter((f) => f.place.field === "jeu de caractères")
        .map((f) => [f.severity, f.value]);
    assert.deepEqual(told(Buffer.from(accented, "latin1")), []);
    assert.deepEqual(told(Buffer.from(accented, "utf8")), [["warning", "iso-8859-1"]]);
    const claimed = accented.replace("ISO-8859-1", "UTF-8");
    assert.deepEqual(told(Buffer.from(claimed, "utf8")), []);
    assert.deepEqual(told(Buffer.from(claimed, "latin1")), [
      ["blocking", "des octets qui ne sont pas de l'UTF-8"],
    ]);
  });

  it("holds hours to their seconds, departments and codes to their form", () => {
    const told = (from: string | RegExp, to: string) => {
      const text = xml.replace(from, to);
      assert.notEqual(text, xml, String(from));
      return read(text).findings.map((f) => `${f.code} ${f.severity}`);
    };
    const warned = ["champ-invalide warning"];
    assert.deepEqual(told("08:30:00", "08:30"), warned);
    assert.deepEqual(told("08:30:00", "25:30"), ["champ-invalide blocking"]);
    assert.deepEqual(told(/(APE\.Code>)[^<]*/u, "$1620A"), warned);
    assert.deepEqual(told(/(URSSAF\.Code>)[^<]*/u, "$199"), warned);
    const code = "FR_EmployeeComplement.Birth_Department.Code";
    const department = (text: string) =>
      told(
        "</FR_EmployeeIdentity>",
        `</FR_EmployeeIdentity><FR_EmployeeComplement><${code}>${text}</${code}></FR_EmployeeComplement>`,
      );
    for (const right of ["01", "2A", "2B", "97", "99"])
      assert.deepEqual(department(right), [], right);
    for (const wrong of ["XX", "2C", "1"]) assert.deepEqual(department(wrong), warned, wrong);
  });

  it("decodes XML's own entities and character references, once", () => {
    const text = xml.replace(">DURAND<", ">D&apos;&#201;TO&#xCE;LE &amp;amp; FILS<");
    const [hire] = read(text).declarations;
    assert.ok(hire?.kind === "dpae");
    assert.equal(hire.person.family, "D'ÉTOÎLE &amp; FILS");
  });

  it("refuses a document type and a foreign entity, and quotes no name", () => {
    for (const text of [
      xml.replace("?>", '?><!DOCTYPE FR_DUE_Upload SYSTEM "file:///etc/passwd">'),
      xml.replace(">DURAND<", ">DURAND&MARTIN<"),
      xml.replace(">DURAND<", ">&nom;<"),
    ]) {
      const { declarations, findings } = read(text);
      assert.deepEqual(declarations, []);
      assert.deepEqual(
        findings.map((f) => [f.code, f.severity]),
        [["structure-invalide", "blocking"]],
      );
      assert.ok(!JSON.stringify(findings).includes("DURAND"));
    }
  });

  it("refuses a character set that it does not know, or that the bytes contradict", () => {
    const accented = { ...durand, employer: "SOCIÉTÉ" };
    const latin = Buffer.from(writeDpaeXml([accented], { test: true })).toString("latin1");
    for (const text of [
      latin.replace("ISO-8859-1", "UTF-8"),
      latin.replace(' encoding="ISO-8859-1"', ""),
      latin.replace("ISO-8859-1", "EBCDIC"),
    ]) {
      const [finding] = read(text).findings;
      assert.deepEqual(
        [finding?.code, finding?.place.field],
        ["structure-invalide", "jeu de caractères"],
      );
    }
  });

  it("makes one declaration per hire, across employers", () => {
    const bytes = writeDpaeXml([durand, { ...durand, hireHour: "09:00" }, martin], { test: true });
    const hires = readWhole(dpaeXml, bytes).declarations;
    assert.deepEqual(
      hires.map((d) => d.siret),
      [durand.siret, durand.siret, martin.siret],
    );
  });

  it("reports an empty group of a hire instead of dropping it", () => {
    const text = xml.replace("</FR_DuesGroup>", "<FR_EmployeeGroup/></FR_DuesGroup>");
    assert.deepEqual(
      read(text).findings.map((f) => [f.code, f.place.field]),
      [["champ-manquant", "FR_EmployeeGroup"]],
    );
  });

  it("says nothing of test or production when the file says neither", () => {
    const without = xml.replace(/<FR_DUE_Upload\.Test.*\r\n/u, "");
    assert.equal(read(without).testFlag, undefined);
    assert.deepEqual(
      read(without).findings.map((f) => f.code),
      ["champ-manquant"],
    );
  });
});
