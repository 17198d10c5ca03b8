/** The one mail of a message: what it says, that it is the same each time, and that nothing slips in (mail.md F11, F50). */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { nodemailerComposer } from "../../src/adapters/courier/nodemailer-composer.ts";
import type { Letter } from "../../src/ports/composer.ts";

const letterOf = (parts: Partial<Letter> = {}): Letter => ({
  from: { address: "paie@cabinet.example", name: "Cabinet Éxemple" },
  to: "dpae@organisme.example",
  subject: "Déclaration Unique d’Embauche TEST01",
  note: "Bonjour,\nvoici la déclaration de février.\n.\nÀ bientôt ",
  attachment: { name: "dépôt d’été.txt", bytes: Uint8Array.from({ length: 256 }, (_, n) => n) },
  messageIdHeader: "<dpae.D1.M1.0a1b2c@cabinet.example>",
  date: Date.UTC(2026, 1, 3, 4, 5, 6),
  agentToken: "agent-1.aBc_-=",
  ...parts,
});

const composer = nodemailerComposer();
const textOf = async (parts: Partial<Letter> = {}): Promise<string> =>
  Buffer.from(await composer.compose(letterOf(parts))).toString("latin1");

const header = (mail: string, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\r\n[ \t].*)*)`, "imu").exec(mail)?.[1];

describe("the composed mail", () => {
  test("reads back as it was written", async () => {
    const mail = await simpleParser(await textOf());
    assert.equal(mail.subject, "Déclaration Unique d’Embauche TEST01");
    assert.equal(mail.from?.text, '"Cabinet Éxemple" <paie@cabinet.example>');
    assert.equal(mail.messageId, "<dpae.D1.M1.0a1b2c@cabinet.example>");
    assert.equal(mail.date?.getTime(), letterOf().date);
    assert.equal(mail.headers.get("x-facteur-agent"), "agent-1.aBc_-=");
    assert.equal(mail.text?.trimEnd(), letterOf().note.trimEnd());
    assert.equal(mail.attachments.length, 1);
    assert.equal(mail.attachments[0]?.filename, "dépôt d’été.txt");
    assert.deepEqual(
      Uint8Array.from(mail.attachments[0]?.content ?? []),
      letterOf().attachment.bytes,
    );
  });

  test("its fields are the standards' forms", async () => {
    const mail = await textOf();
    assert.match(header(mail, "Subject") ?? "", /^=\?UTF-8\?[QB]\?[!-~]+\?=(?:\r\n =\?UTF-8\?)?/u);
    assert.equal(header(mail, "Date"), "Tue, 03 Feb 2026 04:05:06 +0000");
    assert.equal(header(mail, "MIME-Version"), "1.0");
    assert.match(mail, /^ filename\*0\*=utf-8''d%C3%A9p%C3%B4t/imu);
    assert.match(mail, /^Content-Type: application\/octet-stream;/mu);
    assert.equal(header(mail, "X-Mailer"), undefined);
    for (const line of mail.split("\r\n")) assert.ok(line.length <= 78, line);
  });

  test("the same letter gives the same bytes", async () => {
    assert.equal(await textOf(), await textOf());
    const hash = createHash("sha256")
      .update(await textOf(), "latin1")
      .digest("hex");
    // Frozen mails are stored, so a new library may change this; then look at what changed.
    assert.equal(hash, frozenHash);
  });

  test("an empty note keeps its empty text part, an empty file its attachment", async () => {
    const bytes = new Uint8Array();
    const mail = await textOf({ note: "", attachment: { name: "vide.txt", bytes } });
    assert.match(mail, /Content-Type: text\/plain; charset=utf-8\r\n/u);
    const parsed = await simpleParser(mail);
    assert.equal((parsed.text ?? "").trim(), "");
    assert.equal(parsed.attachments[0]?.size, 0);
  });

  test("a view into a larger buffer is attached alone", async () => {
    const bytes = Buffer.from("avant|dedans|après").subarray(6, 12);
    const mail = await simpleParser(await textOf({ attachment: { name: "a.txt", bytes } }));
    assert.equal(mail.attachments[0]?.content.toString(), "dedans");
  });
});

/** SHA-256 of the sample letter, composed. */
const frozenHash = "cb1fd1e03002d130ceef9aad246fad381ff565eea3aa886797b6b94c2138646a";

describe("nothing slips into the mail", () => {
  const attacks: Record<string, Partial<Letter>> = {
    "a line break in the subject": { subject: "a\r\nBcc: x@evil.example" },
    "a bare LF in the subject": { subject: "a\nBcc: x@evil.example" },
    "a NUL in the subject": { subject: "a\0b" },
    "a line separator in the subject": { subject: "a\u2028b" },
    "half a surrogate pair in the subject": { subject: "a\ud800" },
    "a line break in the sender's name": { from: { address: "a@b.example", name: "x\r\ny" } },
    "a line break in the file name": { attachment: { name: "a\r\nb", bytes: new Uint8Array() } },
    "no file name": { attachment: { name: "", bytes: new Uint8Array() } },
    "two recipients": { to: "a@b.example,c@d.example" },
    "a recipient with a name": { to: "x <a@b.example>" },
    "a group": { to: "g:a@b.example;" },
    "an 8-bit recipient": { to: "é@b.example" },
    "a sender without domain": { from: { address: "paie", name: "" } },
    "a Message-ID without brackets": { messageIdHeader: "a@b.example" },
    "a Message-ID with a line break": { messageIdHeader: "<a@b.example>\r\nX: y" },
    "two Message-IDs": { messageIdHeader: "<a@b.example> <c@d.example>" },
    "a space in the agent's token": { agentToken: "a b" },
    "an empty agent's token": { agentToken: "" },
  };
  for (const [what, parts] of Object.entries(attacks)) {
    test(`${what} is refused`, () => assert.rejects(composer.compose(letterOf(parts)), Error));
  }

  test("a subject of one endless word is refused rather than broken", async () => {
    await assert.rejects(composer.compose(letterOf({ subject: "x".repeat(1000) })), /998/u);
  });

  test("any subject, note, name and bytes come back, in 7-bit lines", async () => {
    const printable = fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 });
    // Blanks at the ends and runs of them are folding space to a mail reader (RFC 5322 §2.2.3).
    const words = printable.map((text) => text.replaceAll(/[\p{Cc}\s]+/gu, " ").trim());
    const worded = words.filter((text) => text !== "" && !text.includes("=?"));
    const property = fc.asyncProperty(
      worded,
      worded,
      fc.string({ unit: "grapheme", maxLength: 200 }),
      fc.uint8Array({ maxLength: 300 }),
      async (subject, name, note, bytes) => {
        const mail = await textOf({ subject, note, attachment: { name, bytes } });
        const parsed = await simpleParser(mail);
        assert.equal(parsed.subject, subject);
        assert.equal(parsed.attachments[0]?.filename, name);
        assert.deepEqual(Uint8Array.from(parsed.attachments[0]?.content ?? []), bytes);
        // No field but ours: a note or name that broke out would add one.
        assert.equal([...parsed.headers.keys()].length, 8);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });
});
