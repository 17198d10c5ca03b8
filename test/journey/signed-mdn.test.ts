/** A signed disposition (RFC 3335): its signature is checked, and its digest is compared with what left. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import type { TestContext } from "node:test";
import { readDisposition } from "../../src/formats/receipts/disposition/disposition.ts";
import { needs, testWith } from "../support/machine.ts";
import { sentWorld } from "../support/received.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";
import { smimeSigner } from "../support/smime-signer.ts";

const test = testWith(needs("openssl"));

const report = (about: { header: string; disposition: string; mic?: string }): string =>
  [
    'Content-Type: multipart/report; report-type=disposition-notification; boundary="=_r"',
    "",
    "--=_r",
    "Content-Type: text/plain",
    "",
    "Traite.",
    "--=_r",
    "Content-Type: message/disposition-notification",
    "",
    "Reporting-UA: passerelle.test; x",
    "Final-Recipient: rfc822; ducs@organisme.test",
    `Original-Message-ID: ${about.header}`,
    `Disposition: ${about.disposition}`,
    ...(about.mic ? [`Received-Content-MIC: ${about.mic}`] : []),
    "",
    "--=_r--",
  ].join("\r\n");

const processed = "automatic-action/MDN-sent-automatically; processed";

/** D2 was sent; its organism's gateway answers, signed by a pinned certificate. */
const gateway = async (t: TestContext) => {
  const signer = await smimeSigner(t, "Passerelle de test");
  const sent = await sentWorld(t, { signers: new Map([["organisme.test", [signer.fingerprint]]]) });
  const deposit = await theDeposit(sent.world, "D2");
  const frozen = await sent.world.store.get(deposit.messages[0]?.frozen.sha256 ?? "");
  const header = sent.headers.get("D2") ?? "";
  const answer = async (disposition: string, mic?: string) => {
    const content = report({ header, disposition, ...(mic ? { mic } : {}) });
    return (await receiveOne(sent.world, signer.sign(content))).conclusion;
  };
  return { answer, frozen, file: await sent.world.store.get(deposit.claimed.sha256) };
};

const digest = (algorithm: string, bytes: Uint8Array): string =>
  `${createHash(algorithm).update(bytes).digest("base64")}, ${algorithm}`;

test("a digest of what we sent, signed by the pinned gateway, is received with grade A", async (t) => {
  const { answer, frozen, file } = await gateway(t);
  const body = frozen.subarray(Buffer.from(frozen).indexOf("\r\n\r\n") + 4);
  for (const mic of [digest("sha256", body), digest("sha1", file)]) {
    const { class: is, matches } = await answer(processed, mic);
    assert.deepEqual([is, matches[0]?.grade], ["mdn", "A"], matches[0]?.gradeBecause ?? "");
    assert.deepEqual(
      matches[0]?.verdicts.map((v) => [v.is, v.level]),
      [
        ["received", 1],
        ["received", 1],
      ],
    );
    assert.ok(matches[0]?.by.includes("mic-equal"));
  }
});

test("a digest of something else is for a person, however well it is signed", async (t) => {
  const { answer } = await gateway(t);
  const { matches } = await answer(processed, digest("sha256", Buffer.from("autre chose")));
  assert.ok(matches[0]?.by.includes("mic-differs"));
  assert.deepEqual(new Set(matches[0]?.verdicts.map((v) => v.is)), new Set(["to-read"]));
});

test("a signed error refuses, with its words", async (t) => {
  const { answer } = await gateway(t);
  const { matches } = await answer(`${processed}/error: decryption-failed`);
  assert.deepEqual(
    matches[0]?.verdicts.map((v) => [v.is, v.code]),
    [
      ["refused", "decryption-failed"],
      ["refused", "decryption-failed"],
    ],
  );
});

test("a disposition is read as it is written", () => {
  const read = (fields: string) => readDisposition(Buffer.from(fields));
  assert.equal(read("Subject: x\r\n"), undefined);
  assert.equal(read("Disposition: manual-action/MDN-sent-manually; displayed")?.type, "displayed");
  assert.equal(read("Disposition: a/b; inconnu")?.type, "unknown");
  const full = read(
    "Original-Message-ID: <a@b>\r\nDisposition: automatic-action/\r\n MDN-sent-automatically; processed/warning: duplicate-document\r\nReceived-Content-MIC: 7v7F++fQaNB1sVLFtMRp+dF+eG4=, sha-1\r\n",
  );
  assert.deepEqual(full?.modifiers, [{ is: "warning", said: "duplicate-document" }]);
  assert.deepEqual(full?.mic, { digest: "7v7F++fQaNB1sVLFtMRp+dF+eG4=", algorithm: "sha1" });
  assert.equal(full?.originalMessageId, "<a@b>");
});
