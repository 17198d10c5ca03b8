import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { strange } from "../../src/domain/finding.ts";
import {
  checkSocialReference,
  isSiret,
  nirKey,
  ribKey,
  socialReference,
} from "../../src/domain/identifiers.ts";

describe("SIRET", () => {
  it("accepts a number whose Luhn key is right, refuses its neighbours", () => {
    assert.equal(isSiret("99999999800019"), true);
    for (const last of "012345678") assert.equal(isSiret(`9999999980001${last}`), false, last);
  });

  it("refuses another length and anything but digits", () => {
    for (const text of [
      "",
      "9999999980001",
      "999999998000120",
      "9999999980001A",
      "٩9999999800012",
    ]) {
      assert.equal(isSiret(text), false, text);
    }
  });

  it("accepts La Poste's establishments by the sum of their digits, and only La Poste's", () => {
    assert.equal(isSiret("35600000000048"), true);
    assert.equal(isSiret("35600000049837"), true);
    assert.equal(isSiret("35600000049838"), false);
    assert.equal(isSiret("99999999800018"), false);
  });
});

describe("NIR key", () => {
  it("gives the published check value", () => {
    assert.equal(nirKey("1900318049025"), "09");
  });

  it("counts 2A as 19 and 2B as 18", () => {
    assert.equal(nirKey("199012A001001"), nirKey("1990119001001"));
    assert.equal(nirKey("199012B001001"), nirKey("1990118001001"));
    assert.notEqual(nirKey("199012A001001"), nirKey("199012B001001"));
  });

  it("has no key for a text that is no NIR", () => {
    for (const text of ["", "190031804902", "19003180490255", "190032C049025", "2A00318049025"]) {
      assert.equal(nirKey(text), undefined, text);
    }
  });
});

describe("RIB key", () => {
  it("replaces the letters by the seed's table", () => {
    const of = (account: string): string | undefined =>
      ribKey({ bank: "99999", branch: "00001", account });
    assert.equal(of("AJ"), of("11"));
    assert.equal(of("BKS"), of("222"));
    assert.equal(of("IRZ"), of("999"));
    assert.equal(of("HQY"), of("888"));
  });

  it("makes 23 digits that are a multiple of 97", () => {
    const key = ribKey({ bank: "20041", branch: "01005", account: "0500013M026" });
    assert.equal(key, "06");
    assert.equal(BigInt("20041010050500013402606") % 97n, 0n);
  });

  it("pads a short account on its left and drops punctuation", () => {
    const long = ribKey({ bank: "12345", branch: "67890", account: "00000000123" });
    assert.equal(ribKey({ bank: "12345", branch: "67890", account: "12-3" }), long);
  });

  it("refuses a bank, a branch or an account of another form", () => {
    assert.equal(ribKey({ bank: "1234", branch: "67890", account: "1" }), undefined);
    assert.equal(ribKey({ bank: "12345", branch: "6789A", account: "1" }), undefined);
    assert.equal(ribKey({ bank: "12345", branch: "67890", account: "" }), undefined);
    assert.equal(ribKey({ bank: "12345", branch: "67890", account: "123456789012" }), undefined);
  });
});

describe("social reference", () => {
  const june1999 = { creditor: "S1", period: "199923", internal: "99999999999999" } as const;

  it("builds the worked example of the seed (§7.4)", () => {
    assert.equal(socialReference(june1999), "07S119992399999999999999");
  });

  it("checks both worked examples of the seed", () => {
    assert.equal(checkSocialReference("07S119992399999999999999"), "valid");
    assert.equal(checkSocialReference("56S1999999999999990000000199923"), "valid");
  });

  it("checks what it builds, for each creditor, with letters and at full length", () => {
    for (const creditor of ["S1", "S2", "S3"] as const) {
      for (const internal of ["1", "AB12", "9999999999999999999"]) {
        const built = socialReference({ creditor, period: "200412", internal });
        assert.ok(built !== undefined);
        assert.equal(checkSocialReference(built), "valid", built);
        assert.equal(checkSocialReference(`${built} `), "valid", "filler");
      }
    }
  });

  it("ignores the filler of position 30", () => {
    const full = socialReference({
      creditor: "S3",
      period: "200400",
      internal: "1234567890123456789",
    });
    assert.equal(full?.length, 29);
    assert.equal(checkSocialReference(`${full}0`), "valid");
  });

  it("restores a lost leading zero of the key", () => {
    assert.equal(checkSocialReference("7S119992399999999999999"), "valid");
    assert.equal(checkSocialReference("8S119992399999999999999"), "invalid");
  });

  it("says when there is no key, or when the writer did not compute it", () => {
    assert.equal(checkSocialReference("S119992399999999999999"), "without-key");
    assert.equal(checkSocialReference("99S119992399999999999999"), "not-computed");
  });

  it("refuses a wrong key, another creditor and another length", () => {
    for (const text of [
      "",
      "07S4199923999",
      "07S119992399999999999998",
      `07S1${"9".repeat(28)}`,
      "07",
    ]) {
      assert.equal(checkSocialReference(text), "invalid", text);
    }
  });

  it("builds nothing from a period or a number of another form", () => {
    for (const period of ["199950", "199901", "1999", "199914"]) {
      assert.equal(socialReference({ ...june1999, period }), undefined, period);
    }
    assert.equal(socialReference({ ...june1999, internal: "" }), undefined);
    assert.equal(socialReference({ ...june1999, internal: "9".repeat(20) }), undefined);
  });
});

describe("the characters that do not fit", () => {
  it("are shown each once, and named where no eye can see them", () => {
    const plain = /^[A-Z ]*$/u;
    assert.equal(strange("ÉLÉA\tB\u00a0C\u0007", plain), "É tabulation espace insécable U+0007");
    assert.equal(strange("DURAND", plain), "");
  });
});
