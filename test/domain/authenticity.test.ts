/** From the fields of our own mail server to a grade, whatever a sender wrote into them (mail.md F68, F69). */
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  type AuthenticityQuestion,
  authenticity,
  doubledFields,
} from "../../src/domain/receipt/authenticity.ts";

const own = "mx.fournisseur.test";
const question: AuthenticityQuestion & { readonly authservId: string } = {
  results: [
    `${own}; dkim=pass (2048-bit key) header.d=organisme.test; spf=pass smtp.mailfrom=x@organisme.test`,
  ],
  authservId: own,
  from: "ar@organisme.test",
  expectedDomains: ["organisme.test"],
  verified: { dkim: [] },
  pinned: [],
  arrived: Date.UTC(2026, 10, 5),
};
const grade = (more: Partial<typeof question>) => authenticity({ ...question, ...more }).grade;

test("RFC 6376 §8.15 beside a second field of the same name nothing vouches for the mail", () => {
  const pass = {
    dkim: [{ domain: "organisme.test", result: "pass", said: "" }],
  } satisfies AuthenticityQuestion["verified"];
  assert.equal(grade({ verified: pass }), "A");
  for (const more of [{ verified: pass }, {}]) {
    const told = authenticity({ ...question, ...more, doubled: ["subject"] });
    assert.equal(told.grade, "C");
    assert.match(told.because, /champ subject en double/u);
  }
  const fail = { results: [`${own}; dkim=fail header.d=organisme.test`] };
  assert.equal(grade({ ...fail, doubled: ["subject"] }), "F");
  const smime = { result: "pass", fingerprint: "ab", subject: "P", said: "" } as const;
  assert.equal(
    grade({ verified: { dkim: [], smime }, pinned: ["ab"], doubled: ["subject"] }),
    "A",
    "a certificate speaks for the signed part, which no field of the mail reaches",
  );
  const headers = new Map([
    ["subject", ["a", "b"]],
    ["received", ["a", "b"]],
    ["to", ["a", "b"]],
    ["content-type", ["a"]],
  ]);
  assert.deepEqual(doubledFields(headers), ["subject"]);
});

test("our own server's aligned pass is B", () => {
  assert.equal(grade({}), "B");
  assert.equal(grade({ results: [`${own} 1; dmarc=pass header.from=organisme.test`] }), "B");
  assert.equal(grade({ from: "ar@mail.organisme.test" }), "B");
  assert.equal(
    grade({ results: [`${own.toUpperCase()}; spf=pass smtp.mailfrom=organisme.test`] }),
    "B",
  );
});

test("another server's verdict, or one below ours, counts for nothing", () => {
  const forged = "mx.ailleurs.test; dkim=pass header.d=organisme.test";
  assert.equal(grade({ results: [forged] }), "C");
  assert.equal(grade({ results: [`${own}; none`, question.results[0] ?? ""] }), "C");
  assert.equal(grade({ results: [forged, question.results[0] ?? ""] }), "C");
  assert.equal(grade({ results: [] }), "C");
  const { authservId: _, ...unknown } = question;
  assert.equal(authenticity(unknown).grade, "C");
});

test("a verdict below a Received that our provider did not write came with the mail", () => {
  assert.equal(grade({ receivedAbove: { found: 0, ours: 0 } }), "B");
  assert.equal(grade({ receivedAbove: { found: 1, ours: 0 } }), "C");
  assert.equal(grade({ receivedAbove: { found: 2, ours: 2 } }), "B");
  assert.equal(grade({ receivedAbove: { found: 3, ours: 2 } }), "C");
  // A false verdict of a stranger's is no proof against the mail either.
  const fail = [`${own}; dkim=fail header.d=organisme.test`];
  assert.equal(grade({ results: fail, receivedAbove: { found: 1, ours: 0 } }), "C");
});

test("a pass for another domain than the sender's is not aligned", () => {
  assert.equal(grade({ results: [`${own}; dkim=pass header.d=pirate.test`] }), "C");
  assert.equal(
    grade({ results: [`${own}; spf=pass smtp.mailfrom=x@organisme.test.pirate.test`] }),
    "C",
  );
  assert.equal(grade({ results: [`${own}; dkim=pass header.d=test`] }), "C");
});

test("the sender's domain must be the one the declaration was sent to", () => {
  assert.equal(grade({ from: "ar@pirate.test" }), "C");
  assert.equal(grade({ from: "ar@notorganisme.test" }), "C");
  assert.equal(grade({ from: "" }), "C");
});

test("a broken signature is F; an SPF failure alone is what forwarding does", () => {
  assert.equal(grade({ results: [`${own}; dkim=fail header.d=organisme.test`] }), "F");
  assert.equal(
    grade({ results: [`${own}; dmarc=fail header.from=organisme.test; spf=fail`] }),
    "F",
  );
  assert.equal(grade({ results: [`${own}; spf=fail smtp.mailfrom=organisme.test`] }), "C");
});

test("the broken signature of a list or a mailing service says nothing of the sender", () => {
  assert.equal(
    grade({
      results: [`${own}; dkim=fail header.d=liste.test; spf=pass smtp.mailfrom=b@envoi.test`],
    }),
    "C",
  );
  assert.equal(
    grade({
      results: [`${own}; dkim=fail header.d=liste.test; dkim=pass header.d=organisme.test`],
    }),
    "B",
  );
});

test("a pinned certificate vouches until it expires, and an aligned signature still does after", () => {
  const until = Date.UTC(2026, 5, 30);
  const smime = { result: "pass", fingerprint: "ab", subject: "P", until, said: "" } as const;
  const by = (more: Partial<typeof question>) =>
    authenticity({
      ...question,
      results: [],
      pinned: ["ab"],
      verified: { dkim: [], smime },
      ...more,
    });
  assert.equal(by({ arrived: until }).grade, "A");
  const after = by({ arrived: until + 1 });
  assert.equal(after.grade, "C");
  assert.match(after.because, /certificat S\/MIME épinglé, mais expiré/u);
  assert.equal(by({ arrived: until + 1, results: question.results }).grade, "B");
});

test("what a sender put into a quoted string or a comment proves nothing", () => {
  for (const field of [
    `${own}; spf=pass smtp.mailfrom="a; dkim=pass header.d=organisme.test x"@evil.test; dkim=none`,
    `${own}; spf=none (domain of (x) ; dkim=pass header.d=organisme.test) smtp.mailfrom=evil.test`,
    `${own}; dkim=pass reason="x header.d=organisme.test" header.d=evil.test`,
    `${own}; dkim=pass (header.d=organisme.test) header.d=evil.test`,
    `${own}; dkim=pass header.d=evil.test header.d=organisme.test`,
  ])
    assert.notEqual(grade({ results: [field] }), "B", field);
});

test("a field that is not well formed says nothing", () => {
  for (const field of [
    `${own}; dkim=pass header.d="organisme.test`,
    `${own}; dkim=pass (comment header.d=organisme.test`,
    `${own}; dkim pass header.d=organisme.test`,
    `${own} x y; dkim=pass header.d=organisme.test`,
    `${own}; dkim=pass header.d=organisme.test; ; spf=pass`,
    "",
  ])
    assert.equal(grade({ results: [field] }), "C", field);
  assert.equal(grade({ results: [`${own}; dkim=pass header.d=organisme.test;`] }), "B");
  assert.equal(grade({ results: [`${own}; none`] }), "C");
});

test("F69 an AR that its organism never signs is C, to confirm, and never F: nothing in it is false", () => {
  const { grade: unsigned, because } = authenticity({
    ...question,
    results: [`${own}; dkim=none; spf=none; dmarc=none`],
  });
  assert.equal(unsigned, "C");
  assert.notEqual(because, "");
  assert.equal(
    grade({ results: [`${own}; dkim=none (no signature); dmarc=none header.from=organisme.test`] }),
    "C",
  );
});
