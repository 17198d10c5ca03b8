/** Which identity sends: never a guess between two. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseIdentity } from "../../src/rules/choose-identity.ts";

const cabinet = { name: "cabinet", legacyNames: ["Microsoft Outlook", "Société Élan"] };
const filiale = { name: "filiale", legacyNames: ["Courrier"] };
const both = [cabinet, filiale];
const unknown = (
  severity: "error" | "warning",
  code: "profil-ambigu" | "profil-inconnu",
  value: string,
) => ({
  severity,
  code,
  line: 0,
  key: "profil",
  value,
});

test("an identity is chosen by its name or by a name of the old program, in any case", () => {
  for (const profile of ["filiale", "FILIALE", "courrier"])
    assert.deepEqual(chooseIdentity({ profile }, both), { is: "chosen", name: "filiale" });
  for (const profile of ["microsoft outlook", "SOCIÉTÉ ÉLAN", "Société Élan".normalize("NFD")])
    assert.deepEqual(chooseIdentity({ profile }, both), { is: "chosen", name: "cabinet" });
});

test("the only identity sends when the rule names none, without a warning", () => {
  assert.deepEqual(chooseIdentity({}, [cabinet]), { is: "chosen", name: "cabinet" });
});

test("the only identity sends for an unmapped profile, with a warning", () => {
  assert.deepEqual(chooseIdentity({ profile: "Netscape" }, [cabinet]), {
    is: "chosen",
    name: "cabinet",
    warning: unknown("warning", "profil-inconnu", "Netscape"),
  });
});

test("with several identities an unmapped profile is an error, and so is no profile", () => {
  assert.deepEqual(chooseIdentity({ profile: "Netscape" }, both), {
    is: "problem",
    problem: unknown("error", "profil-inconnu", "Netscape"),
  });
  assert.deepEqual(chooseIdentity({}, both), {
    is: "problem",
    problem: unknown("error", "profil-ambigu", ""),
  });
});

test("a name that two identities claim is an error, unless its case tells them apart", () => {
  const upper = { name: "CABINET", legacyNames: [] };
  assert.deepEqual(chooseIdentity({ profile: "Cabinet" }, [cabinet, upper]), {
    is: "problem",
    problem: unknown("error", "profil-ambigu", "Cabinet"),
  });
  assert.deepEqual(chooseIdentity({ profile: "CABINET" }, [cabinet, upper]), {
    is: "chosen",
    name: "CABINET",
  });
});

test("without any identity nothing is chosen", () => {
  assert.equal(chooseIdentity({}, []).is, "problem");
  assert.equal(chooseIdentity({ profile: "x" }, []).is, "problem");
});
