/** A receipt that a colleague sends on as an attached mail is shown to a person, and proves nothing by itself. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { assignTo } from "../../src/daemon/receipts.ts";
import { arriving, sentWorld } from "../support/received.ts";
import { receiveOne, theDeposit } from "../support/small-world.ts";

const around = (inner: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        "Authentication-Results: mx.fournisseur.test; dkim=pass header.d=employeur.test",
        "From: collegue@employeur.test",
        "Subject: TR: Fichier des AR",
        "MIME-Version: 1.0",
        "Content-Type: multipart/mixed; boundary=o",
        "",
        "--o",
        "Content-Type: text/plain",
        "",
        "Voir ci-joint.",
        "--o",
        "Content-Type: message/rfc822; name=ar.eml",
        "Content-Disposition: attachment; filename=ar.eml",
        "",
        "",
      ].join("\r\n"),
    ),
    inner,
    Buffer.from("\r\n--o--\r\n"),
  ]);

test("a forwarded receipt waits for a person, who says whom it is about", async (t) => {
  const sent = await sentWorld(t);
  const raw = around(await arriving(sent, "040-dpae-tout-00"));
  const { receipt, conclusion } = await receiveOne(sent.world, raw);
  assert.equal(conclusion.class, "ar");
  assert.ok(conclusion.by.includes("forwarded"));
  assert.deepEqual(conclusion.matches, []);
  assert.deepEqual(
    conclusion.candidates?.map((c) => c.deposit),
    ["D1"],
  );
  const waiting = await sent.world.journal.receipts({ state: "to-assign" }, 10);
  assert.deepEqual(
    waiting.map((r) => r.id),
    [receipt],
  );
  const person = { by: "jeanne", means: "assign" } as const;
  const answer = await assignTo(sent.world, { receipt, deposit: "D1", person });
  assert.equal(answer.is, "done");
  const d1 = await theDeposit(sent.world, "D1");
  assert.deepEqual(
    d1.receipts[0]?.verdicts.map((v) => v.is),
    ["registered", "registered", "registered"],
  );
  assert.equal(d1.receipts[0]?.grade, "C");
});

test("a forwarded mail that is no receipt is none of our business", async (t) => {
  const sent = await sentWorld(t);
  const { conclusion } = await receiveOne(
    sent.world,
    around(Buffer.from("Subject: x\r\n\r\nBonjour.\r\n")),
  );
  assert.equal(conclusion.class, "other");
});
