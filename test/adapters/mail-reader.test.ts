/** What a received mail says, read in its thread. All addresses and names are invented. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import { workerMailReader } from "../../src/adapters/mail-reader/worker-mail-reader.ts";
import { limits } from "../../src/domain/limits.ts";
import type { ReadMail } from "../../src/ports/mail-reader.ts";

/** One character per byte. */
const bytes = (...lines: string[]): Buffer => Buffer.from(lines.join("\r\n"), "latin1");

const read = async (t: TestContext, raw: Uint8Array): Promise<ReadMail> => {
  const reader = workerMailReader();
  t.after(() => reader[Symbol.asyncDispose]());
  const reading = await reader.read(raw);
  assert.equal(reading.is, "read", JSON.stringify(reading));
  return reading.is === "read" ? reading.mail : assert.fail();
};

const multipart = (...parts: (readonly string[])[]): string[] => [
  'Content-Type: multipart/mixed; boundary="limite"',
  "",
  ...parts.flatMap((part) => ["--limite", ...part]),
  "--limite--",
  "",
];

describe("the mail reader", () => {
  test("gives an AR's file byte for byte, whatever is in it", async (t) => {
    const file = Buffer.from(Array.from({ length: 1024 }, (_, n) => n % 256));
    const mail = await read(
      t,
      bytes(
        "From: Organisme <ar@organisme.example>",
        "Subject: Fichier des AR",
        "Message-ID: <ar.1@organisme.example>",
        "In-Reply-To: <dpae.D1.x@example.test>",
        "References: <autre@example.test>",
        "\t<dpae.D1.x@example.test>",
        ...multipart(
          ["Content-Type: text/plain; charset=iso-8859-1", "", "Dossier accept\xe9."],
          [
            "Content-Type: TEXT/Plain; name=dpae.txt",
            "Content-Disposition: attachment; filename=dpae.txt",
            "Content-Transfer-Encoding: base64",
            "",
            ...(file.toString("base64").match(/.{1,76}/gu) ?? []),
          ],
        ),
      ),
    );
    assert.equal(mail.from, "ar@organisme.example");
    assert.equal(mail.subject, "Fichier des AR");
    assert.equal(mail.messageId, "<ar.1@organisme.example>");
    assert.deepEqual(mail.references, ["<dpae.D1.x@example.test>", "<autre@example.test>"]);
    assert.equal(mail.text.trim(), "Dossier accepté.");
    assert.deepEqual(
      mail.parts.map(({ type, name }) => [type, name]),
      [["text/plain", "dpae.txt"]],
    );
    assert.deepEqual(Buffer.from(mail.parts[0]?.bytes ?? []), file);
  });

  test("keeps every value of a repeated field, topmost first", async (t) => {
    const mail = await read(
      t,
      bytes(
        "Authentication-Results: mx.example.test; dkim=pass",
        "\theader.d=organisme.example",
        "Received: un",
        "authentication-results: faux.example; dkim=pass",
        "Received: deux",
        "",
        "",
      ),
    );
    assert.deepEqual(mail.headers.get("authentication-results"), [
      "mx.example.test; dkim=pass\theader.d=organisme.example",
      "faux.example; dkim=pass",
    ]);
    assert.deepEqual(mail.headers.get("received"), ["un", "deux"]);
    assert.equal(mail.receivedAboveResults, 0);
  });

  test("counts the Received above the first Authentication-Results", async (t) => {
    const below = await read(
      t,
      bytes(
        "Received: un",
        "RECEIVED: deux",
        "Authentication-Results: mx.example.test; none",
        "",
        "",
      ),
    );
    assert.equal(below.receivedAboveResults, 2);
  });

  test("makes a part of a text file that is shown inline", async (t) => {
    const mail = await read(
      t,
      bytes(
        "From: ar@organisme.example",
        ...multipart(
          ["Content-Type: text/plain", "", "Voici."],
          ["Content-Type: text/plain; name=dpae.txt", "", "HIRE\xe9 1\r\nHIRE 2"],
          ["Content-Disposition: inline; filename=dpae2.txt", "", "x"],
        ),
      ),
    );
    assert.equal(mail.text.trim(), "Voici.");
    assert.deepEqual(
      mail.parts.map((part) => [part.name, Buffer.from(part.bytes).toString("latin1")]),
      [
        ["dpae.txt", "HIRE\xe9 1\r\nHIRE 2"],
        ["dpae2.txt", "x"],
      ],
    );
  });

  const subjects: readonly (readonly [string, string])[] = [
    ["=?UTF-8?B?RMOpcMO0dCBhY2NlcHTDqQ==?=", "Dépôt accepté"],
    ["=?ISO-8859-1?Q?D=E9p=F4t_re=E7u?=", "Dépôt reçu"],
    ["=?utf-8?q?d=C3?=\r\n =?utf-8?q?=A9p=C3=B4t?= du 3", "dépôt du 3"],
    ["=?windows-1252?Q?co=FBt_=80?= =?utf-8?Q?_=E2=82=AC?=", "coût € €"],
    ["=?UTF-8*fr?Q?d=C3=A9p=C3=B4t?=", "dépôt"],
    ["D\xc3\xa9p\xc3\xb4t brut", "Dépôt brut"],
    ["D\xe9p\xf4t brut", "Dépôt brut"],
    ["=?inconnu?Q?d=E9?= =?x?y?z?=", "dé =?x?y?z?="],
    ["a =?utf-8?q??= b", "a  b"],
    ["sans rien", "sans rien"],
  ];
  for (const [written, meant] of subjects)
    test(`reads the subject « ${meant} » written ${JSON.stringify(written)}`, async (t) => {
      const mail = await read(t, bytes(`Subject: ${written}`, "", "corps"));
      assert.equal(mail.subject, meant);
    });

  const names: readonly (readonly [string, string])[] = [
    ['filename="=?UTF-8?Q?d=C3=A9p=C3=B4t.txt?="', "dépôt.txt"],
    ["filename*=UTF-8''d%C3%A9p%C3%B4t.txt", "dépôt.txt"],
    ["filename*=iso-8859-1''d%E9p%F4t.txt", "dépôt.txt"],
    ["filename*0*=UTF-8''d%C3%A9;\r\n filename*1=\"pot.txt\"", "dépot.txt"],
    ['filename="d\xe9p\xf4t.txt"', "dépôt.txt"],
    ['filename="../../etc/a.txt"', "../../etc/a.txt"],
    ['filename="C:\\\\AR\\\\dpae.txt"', "C:\\AR\\dpae.txt"],
    ["x=y", ""],
  ];
  for (const [written, meant] of names)
    test(`gives the file name « ${meant} » written ${written}`, async (t) => {
      const disposition = `Content-Disposition: attachment; ${written}`;
      const mail = await read(t, bytes(...multipart([disposition, "", "x"])));
      assert.deepEqual(
        mail.parts.map(({ name }) => name),
        [meant],
      );
    });

  test("gives the parts of a delivery report as they are", async (t) => {
    const status = bytes(
      "Reporting-MTA: dns; mail.example.test",
      "Original-Envelope-Id: D12",
      "",
      "Final-Recipient: rfc822; dpae@organisme.example",
      "Action: failed",
      "Status: 5.1.1",
      "Diagnostic-Code: smtp; 550 5.1.1 unknown",
    );
    const mail = await read(
      t,
      bytes(
        "From: MAILER-DAEMON@mail.example.test (Mail Delivery System)",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "Content-Type: multipart/report; report-type=delivery-status;",
        '\tboundary="limite"',
        "",
        "This is a MIME-encapsulated message.",
        "",
        "--limite",
        "Content-Description: Notification",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        "I'm sorry to have to inform you",
        "--limite",
        "Content-Description: Delivery report",
        "Content-Type: message/delivery-status",
        "",
        status.toString("latin1"),
        "--limite",
        "Content-Type: text/rfc822-headers",
        "",
        "Message-ID: <dpae.D12.x@example.test>",
        "--limite",
        "Content-Type: message/rfc822",
        "Content-Disposition: inline",
        "",
        "Subject: attached",
        'Content-Type: multipart/mixed; boundary="autre"',
        "",
        "--autre",
        "Content-Disposition: attachment; filename=cache.txt",
        "",
        "inside",
        "--autre--",
        "--limite--",
        "",
      ),
    );
    assert.equal(mail.from, "MAILER-DAEMON@mail.example.test");
    assert.match(mail.headers.get("content-type")?.[0] ?? "", /report-type=delivery-status/u);
    assert.match(mail.text, /sorry/u);
    assert.deepEqual(
      mail.parts.map(({ type }) => type),
      ["message/delivery-status", "text/rfc822-headers", "message/rfc822"],
    );
    assert.deepEqual(Buffer.from(mail.parts[0]?.bytes ?? []), status);
    assert.match(Buffer.from(mail.parts[1]?.bytes ?? []).toString(), /^Message-ID: <dpae\.D12/u);
    assert.match(Buffer.from(mail.parts[2]?.bytes ?? []).toString(), /^Subject: attached[^]*--$/u);
  });

  const senders: readonly (readonly [string, readonly string[], string])[] = [
    ["one address", ['From: "A, B" <ar@organisme.example>'], "ar@organisme.example"],
    ["two From fields", ["From: ar@organisme.example", "From: x@mal.example"], ""],
    ["two addresses", ["From: ar@organisme.example, x@mal.example"], ""],
    ["an address in the name", ['From: "ar@organisme.example" <x@mal.example>'], "x@mal.example"],
    ["no From", ["To: a@example.test"], ""],
  ];
  for (const [what, lines, meant] of senders)
    test(`takes the sender from ${what}`, async (t) => {
      assert.equal((await read(t, bytes(...lines, "", "x"))).from, meant);
    });

  test("reads the text of a mail that has only HTML", async (t) => {
    const mail = await read(
      t,
      bytes(
        "Content-Type: text/html; charset=utf-8",
        "",
        "<html><head><title>t</title><style>p{color:red}</style></head><body><!-- <p>non</p> -->",
        "<p>D&eacute;claration&nbsp;<b>accept&#233;e</b> &#x20AC; 3 < 4</p><script>alert('x')</script>",
        "<table><tr><td>num&eacute;ro</td><td>42</td></tr></table>&inconnu; &amp;lt;</body>",
      ),
    );
    assert.equal(mail.text, "Déclaration acceptée € 3 < 4\nnuméro 42\n&inconnu; &lt;");
  });

  test("cuts a text that is too long", async (t) => {
    const mail = await read(t, bytes("", "é".repeat(limits.mailTextCharsMax + 10)));
    assert.equal(mail.text.length, limits.mailTextCharsMax);
  });

  test("reads headers without a body", async (t) => {
    const mail = await read(
      t,
      bytes('Content-Type: multipart/mixed; boundary="b"', "Subject: s", "", ""),
    );
    assert.deepEqual([mail.subject, mail.text.trim(), mail.parts], ["s", "", []]);
  });

  test("answers each of several calls with its own mail", async (t) => {
    const reader = workerMailReader();
    t.after(() => reader[Symbol.asyncDispose]());
    const wanted = Array.from({ length: 20 }, (_, n) => `mail ${n}`);
    const readings = await Promise.all(
      wanted.map((subject) => reader.read(bytes(`Subject: ${subject}`, "", ""))),
    );
    assert.deepEqual(
      readings.map((reading) => (reading.is === "read" ? reading.mail.subject : reading.because)),
      wanted,
    );
  });
});
