import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  readDeliveryStatus,
  returnedMessageId,
} from "../../src/formats/receipts/delivery-status/delivery-status.ts";

const bytes = (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"), "latin1");

test("a report on two recipients is read recipient by recipient", () => {
  const status = readDeliveryStatus(
    bytes(`Reporting-MTA: dns; mx.fournisseur.test
Original-Envelope-Id: d12.m1.00ff+40client.test
Arrival-Date: Sat, 21 Nov 2026 10:00:00 +0100

Original-Recipient: rfc822;accept@organisme.test
Final-Recipient: rfc822; boite@interne.test
Action: failed
Status: 5.1.1 (unknown)
Diagnostic-Code: smtp; 550 5.1.1 <boite@interne.test>:
    Recipient address rejected

Final-Recipient: rfc822; paie@client.test
Action: Delayed
Status: 4.4.1
`),
  );
  assert.deepEqual(status, {
    envelopeId: "d12.m1.00ff@client.test",
    recipients: [
      {
        recipient: "accept@organisme.test",
        action: "failed",
        status: "5.1.1",
        diagnostic: "550 5.1.1 <boite@interne.test>: Recipient address rejected",
      },
      { recipient: "paie@client.test", action: "delayed", status: "4.4.1", diagnostic: "" },
    ],
  });
});

test("what is no report gives nothing", () => {
  assert.equal(readDeliveryStatus(bytes("Bonjour,\n\nmerci.\n")), undefined);
  assert.equal(readDeliveryStatus(bytes("")), undefined);
  assert.equal(readDeliveryStatus(bytes("Reporting-MTA: dns; x\n\n")), undefined);
});

test("the Message-ID of the returned mail is found in its headers only", () => {
  assert.equal(
    returnedMessageId(bytes("Subject: x\nMessage-ID:\n <a.b@c.test>\n\nbody")),
    "<a.b@c.test>",
  );
  assert.equal(returnedMessageId(bytes("Subject: x\n\nMessage-ID: <a@c.test>\n")), undefined);
});

test("any bytes settle", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2000 }), (any) => {
      readDeliveryStatus(any);
      returnedMessageId(any);
    }),
  );
});
