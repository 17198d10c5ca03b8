/** What every mailbox promises of its folder of sent mails: a copy there proves that the provider took the mail. */
import assert from "node:assert/strict";
import { describe } from "node:test";
import type { Arrival } from "../../src/ports/mailbox.ts";
import {
  type MakeHouse,
  mail,
  never,
  type Scenario,
  scenarioIn,
  subjects,
} from "./mailbox.contract.ts";

export const mailboxSentContract = (name: string, makeHouse: MakeHouse): void => {
  describe(`sent mails: ${name}`, () => scenarios(scenarioIn(makeHouse)));
};

const sentMail = (header: string, body = "Bonjour.\r\n"): Buffer =>
  Buffer.from(`From: a@b.example\r\n${header}\r\nSubject: DUE\r\n\r\n${body}`, "latin1");

const scenarios = (scenario: Scenario): void => {
  const id = "<d1.m1.0123456789abcdef01234567@employeur.example>";

  scenario("finds a message among the sent ones by its Message-ID", async (house) => {
    await house.makeSent?.();
    assert.equal(await house.mailbox.sent(id), "absent");
    await house.deliver(sentMail("Message-ID: <autre@employeur.example>"), { folder: "Sent" });
    assert.equal(await house.mailbox.sent(id), "absent");
    await house.deliver(sentMail(`Message-ID: ${id}`), { folder: "Sent" });
    assert.equal(await house.mailbox.sent(id), "found");
    assert.equal(await house.mailbox.sent("<autre@employeur.example>"), "found");
    const before = await house.content("Sent");
    await house.mailbox.sent(id);
    assert.deepEqual(await house.content("Sent"), before, "looking leaves no trace");
  });

  scenario("lists the Message-IDs of what was sent since a day", async (house, t) => {
    if (!house.mailbox.sentSince) return t.skip("it does not say what was sent");
    await house.makeSent?.();
    assert.deepEqual(await house.mailbox.sentSince(0), []);
    const second = id.replace("d1", "d2");
    for (const one of [id, second])
      await house.deliver(sentMail(`Message-ID: ${one}`), { folder: "Sent" });
    await house.deliver(sentMail("X-Rien: sans identifiant"), { folder: "Sent" });
    await house.deliver(sentMail(`Message-ID: ${id.replace("d1", "d3")}`));
    assert.deepEqual([...(await house.mailbox.sentSince(0))].sort(), [id, second]);
    assert.deepEqual(await house.mailbox.sentSince(Date.now() + 3 * 86_400_000), []);
  });

  scenario("a header folded, or in other letters, is the same header", async (house) => {
    await house.makeSent?.();
    await house.deliver(sentMail(`MESSAGE-Id:\r\n ${id}`), { folder: "Sent" });
    assert.equal(await house.mailbox.sent(id), "found");
  });

  scenario("a mail that only speaks of a message is not that message", async (house) => {
    await house.makeSent?.();
    await house.deliver(sentMail(`References: ${id}`, `Message-ID: ${id}\r\n`), { folder: "Sent" });
    await house.deliver(sentMail(`Message-ID: ${id.replace("m1", "m12")}`), { folder: "Sent" });
    assert.equal(await house.mailbox.sent(id), "absent");
  });

  scenario("a copy in another folder was not put there by the provider", async (house) => {
    await house.makeSent?.();
    await house.deliver(sentMail(`Message-ID: ${id}`));
    await house.deliver(sentMail(`Message-ID: ${id}`), { folder: "Junk" });
    assert.equal(await house.mailbox.sent(id), "absent");
  });

  scenario("says that it has no folder of sent mails", async (house, t) => {
    if (!house.makeSent) return t.skip("it has one from the first");
    assert.equal(await house.mailbox.sent(id), "no-folder");
    await house.makeSent();
    assert.equal(await house.mailbox.sent(id), "absent");
  });

  scenario("can be asked while it is read and while a hint is awaited", async (house) => {
    await house.makeSent?.();
    await house.deliver(sentMail(`Message-ID: ${id}`), { folder: "Sent" });
    for (const subject of ["un", "deux"]) await house.deliver(mail(subject));
    const seen: Arrival[] = [];
    for await (const arrival of house.mailbox.arrivals(() => Promise.resolve(false), 0, never)) {
      seen.push(arrival);
      assert.equal(await house.mailbox.sent(id), "found");
    }
    assert.deepEqual(subjects(seen), ["un", "deux"]);
    const stop = new AbortController();
    const hint = house.mailbox.hint(600_000, stop.signal);
    assert.equal(await house.mailbox.sent(id), "found");
    stop.abort();
    await hint;
  });
};
