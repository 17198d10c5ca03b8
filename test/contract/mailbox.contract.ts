/**
 * F60, F62, F63. What every mailbox promises (src/ports/mailbox.ts), said once and run against each of them: memory, the
 * repository's own IMAP server, and a real Dovecot.
 */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { describe, test } from "node:test";
import type { MailRef } from "../../src/domain/facts.ts";
import type { Arrival, Mailbox } from "../../src/ports/mailbox.ts";
import { MailboxFault } from "../../src/ports/mailbox.ts";

/** One fresh, empty mailbox with the folders INBOX and Junk, seen from outside. */
export interface House {
  /** Looks into INBOX, then a folder that does not exist, then Junk. */
  readonly mailbox: Mailbox;
  deliver(raw: Uint8Array, to?: { folder?: string; arrived?: number }): Promise<void>;
  content(
    folder: string,
  ): Promise<readonly { readonly raw: Uint8Array; readonly flags?: string }[]>;
  /** Deletes Junk and makes it again. */
  renumberJunk(): Promise<void>;
  /** Makes the folder `Sent`, marked as the one of the sent mails (RFC 6154), where it does not stand from the first. */
  makeSent?(): Promise<void>;
  /** Cuts the connections of `mailbox`. */
  cut?(): void;
  /** Mailboxes that must not open, by the fault they must give. */
  readonly refused?: readonly { readonly mailbox: Mailbox; readonly code: MailboxFault["code"] }[];
}

export type MakeHouse = (t: TestContext) => Promise<House | { readonly skip: string }>;

export const absentFolder = "Absent";
export const never = new AbortController().signal;
const hour = 3_600_000;
const yesterday = (): number => Date.now() - 24 * hour;

export const mail = (subject: string, body = "Bonjour.\r\n"): Buffer =>
  Buffer.from(`From: org@organisme.example\r\nSubject: ${subject}\r\n\r\n${body}`, "latin1");

/** Every byte but NUL, which IMAP cannot carry, in lines. */
const eightBit = (): Buffer => {
  const bytes = Array.from({ length: 255 }, (_, n) => n + 1).filter((b) => b !== 10 && b !== 13);
  return Buffer.concat([mail("8 bits"), Buffer.from(bytes), Buffer.from("\r\n\r\n. \r\n..\r\n")]);
};

const keyOf = (ref: MailRef): string => `${ref.folder}/${ref.uidValidity}/${ref.uid}`;

export const collect = async (
  mailbox: Mailbox,
  options: { known?: ReadonlySet<string>; since?: number; signal?: AbortSignal } = {},
): Promise<Arrival[]> => {
  const found: Arrival[] = [];
  const known = (ref: MailRef): Promise<boolean> =>
    Promise.resolve(options.known?.has(keyOf(ref)) ?? false);
  const since = options.since ?? yesterday();
  for await (const arrival of mailbox.arrivals(known, since, options.signal ?? never))
    found.push(arrival);
  return found;
};

export const subjects = (arrivals: readonly Arrival[]): string[] =>
  arrivals.map(
    ({ raw }) => /^Subject: (.*)\r$/mu.exec(Buffer.from(raw).toString("latin1"))?.[1] ?? "",
  );

/** A fault may be seen once when a connection was cut in between; the next look must work. */
export const collectAgain = async (mailbox: Mailbox): Promise<Arrival[]> => {
  try {
    return await collect(mailbox);
  } catch (cause) {
    assert.ok(cause instanceof MailboxFault, `not a MailboxFault: ${String(cause)}`);
    assert.equal(cause.code, "mailbox-unreachable");
    return collect(mailbox);
  }
};

export const scenarioIn =
  (makeHouse: MakeHouse): Scenario =>
  (what, body) => {
    test(what, async (t) => {
      const house = await makeHouse(t);
      if ("skip" in house) t.skip(house.skip);
      else await body(house, t);
    });
  };

export const mailboxContract = (name: string, makeHouse: MakeHouse): void => {
  const scenario = scenarioIn(makeHouse);
  describe(`mailbox: ${name}`, () => {
    readingScenarios(scenario);
    waitingScenarios(scenario);
    movingScenarios(scenario);
    faultScenarios(scenario);
  });
};

export type Scenario = (
  what: string,
  body: (house: House, t: TestContext) => Promise<void>,
) => void;

const readingScenarios = (scenario: Scenario): void => {
  scenario(
    "gives the mails of every folder oldest first, passing over a missing one",
    async (house) => {
      for (const subject of ["un", "deux", "trois"]) await house.deliver(mail(subject));
      await house.deliver(mail("indésirable"), { folder: "Junk" });
      const found = await collect(house.mailbox);
      assert.deepEqual(subjects(found), ["un", "deux", "trois", "indésirable"]);
      assert.deepEqual(
        found.map(({ ref }) => ref.folder),
        ["INBOX", "INBOX", "INBOX", "Junk"],
      );
      assert.equal(new Set(found.map(({ ref }) => keyOf(ref))).size, 4);
      assert.ok(found.every(({ ref }) => ref.mailbox === "urssaf"));
    },
  );

  scenario("passes over known mails, and gives the same references again", async (house) => {
    for (const subject of ["un", "deux", "trois"]) await house.deliver(mail(subject));
    const first = await collect(house.mailbox);
    const known = new Set([first[0], first[2]].flatMap((one) => (one ? [keyOf(one.ref)] : [])));
    const again = await collect(house.mailbox, { known });
    assert.deepEqual(subjects(again), ["deux"]);
    assert.deepEqual(again[0]?.ref, first[1]?.ref);
  });

  scenario("gives mails since an instant, with the server's own time of arrival", async (house) => {
    const now = Math.floor(Date.now() / 1000) * 1000;
    await house.deliver(mail("vieux"), { arrived: now - 72 * hour });
    await house.deliver(mail("juste avant"), { arrived: now - 11 * hour });
    await house.deliver(mail("récent"), { arrived: now - 9 * hour });
    const found = await collect(house.mailbox, { since: now - 10 * hour });
    assert.deepEqual(subjects(found), ["récent"]);
    assert.equal(found[0]?.arrived, now - 9 * hour);
  });

  scenario("gives 8-bit mails byte for byte", async (house) => {
    await house.deliver(eightBit());
    const found = await collect(house.mailbox);
    assert.equal(found.length, 1);
    assert.deepEqual(Buffer.from(found[0]?.raw ?? []), eightBit());
  });

  scenario("leaves no trace in the mailbox", async (house) => {
    await house.deliver(mail("un"));
    const before = await house.content("INBOX");
    await collect(house.mailbox);
    assert.deepEqual(await house.content("INBOX"), before);
    assert.ok(!(before[0]?.flags ?? "").includes("Seen"));
  });

  scenario("asks for the next mail only when the caller comes back", async (house) => {
    for (const subject of ["un", "deux"]) await house.deliver(mail(subject));
    for await (const arrival of house.mailbox.arrivals(() => Promise.resolve(false), 0, never)) {
      assert.deepEqual(subjects([arrival]), ["un"]);
      break;
    }
    assert.deepEqual(subjects(await collect(house.mailbox)), ["un", "deux"]);
  });

  scenario("knows no mail any more when a folder was renumbered", async (house) => {
    await house.deliver(mail("un"), { folder: "Junk" });
    const before = await collect(house.mailbox);
    await house.renumberJunk();
    await house.deliver(mail("un"), { folder: "Junk" });
    const known = new Set(before.map(({ ref }) => keyOf(ref)));
    await collectAgain(house.mailbox);
    const after = await collect(house.mailbox, { known });
    assert.deepEqual(subjects(after), ["un"]);
    assert.notEqual(after[0]?.ref.uidValidity, before[0]?.ref.uidValidity);
  });
};

const waitingScenarios = (scenario: Scenario): void => {
  scenario("a hint comes within seconds of a new mail", async (house) => {
    await collect(house.mailbox);
    const begun = performance.now();
    const hint = house.mailbox.hint(60_000, never);
    await house.deliver(mail("nouveau"));
    await hint;
    assert.ok(performance.now() - begun < 55_000);
    assert.deepEqual(subjects(await collect(house.mailbox)), ["nouveau"]);
  });

  scenario("a hint ends at its time, and when aborted", async (house) => {
    const begun = performance.now();
    await house.mailbox.hint(100, never);
    assert.ok(performance.now() - begun >= 90);
    const stop = new AbortController();
    const hint = house.mailbox.hint(600_000, stop.signal);
    stop.abort();
    await hint;
    await house.mailbox.hint(600_000, AbortSignal.abort());
    assert.ok(performance.now() - begun < 60_000);
  });

  scenario("mails can be read while a hint is awaited", async (house) => {
    await collect(house.mailbox);
    const stop = new AbortController();
    const hint = house.mailbox.hint(600_000, stop.signal);
    await house.deliver(mail("un"), { folder: "Junk" });
    assert.deepEqual(subjects(await collect(house.mailbox)), ["un"]);
    stop.abort();
    await hint;
  });

  scenario("arrivals end quietly when aborted", async (house) => {
    await house.deliver(mail("un"));
    assert.deepEqual(await collect(house.mailbox, { signal: AbortSignal.abort() }), []);
  });
};

const movingScenarios = (scenario: Scenario): void => {
  scenario("moves one mail to a new folder, and only that one", async (house) => {
    for (const subject of ["un", "deux", "trois"]) await house.deliver(mail(subject));
    const found = await collect(house.mailbox);
    const second = found[1];
    assert.ok(second);
    const to = await house.mailbox.move(second.ref, "Accusés");
    // Where the server tells it, it is the place where a look would find it.
    if (to) assert.deepEqual([to.mailbox, to.folder], [second.ref.mailbox, "Accusés"]);
    const left = await house.content("INBOX");
    assert.deepEqual(
      left.map(({ raw }) => Buffer.from(raw)),
      [mail("un"), mail("trois")],
    );
    assert.deepEqual(subjects(await collect(house.mailbox)), ["un", "trois"]);
    // Again is nothing: a crash after the move repeats it.
    assert.equal(await house.mailbox.move(second.ref, "Accusés"), undefined);
    assert.equal((await house.content("INBOX")).length, 2);
  });

  scenario("moves a mail in the middle of reading", async (house) => {
    for (const subject of ["un", "deux", "trois"]) await house.deliver(mail(subject));
    const seen: Arrival[] = [];
    for await (const arrival of house.mailbox.arrivals(() => Promise.resolve(false), 0, never)) {
      seen.push(arrival);
      await house.mailbox.move(arrival.ref, "AR");
    }
    assert.deepEqual(subjects(seen), ["un", "deux", "trois"]);
    assert.deepEqual(await house.content("INBOX"), []);
    assert.equal((await house.content("AR")).length, 3);
  });

  scenario("never moves by a number that another mail may have now", async (house) => {
    await house.deliver(mail("un"), { folder: "Junk" });
    const [found] = await collect(house.mailbox);
    assert.ok(found);
    await house.renumberJunk();
    await house.deliver(mail("autre"), { folder: "Junk" });
    await collectAgain(house.mailbox);
    await assert.rejects(house.mailbox.move(found.ref, "AR"), MailboxFault);
    assert.equal((await house.content("Junk")).length, 1);
  });
};

const faultScenarios = (scenario: Scenario): void => {
  scenario("works again after the server cut the connection", async (house, t) => {
    if (!house.cut) return t.skip("has no connection");
    await house.deliver(mail("un"));
    await collect(house.mailbox);
    house.cut();
    assert.deepEqual(subjects(await collectAgain(house.mailbox)), ["un"]);
    const hint = house.mailbox.hint(300, never);
    house.cut();
    await hint;
    assert.deepEqual(subjects(await collectAgain(house.mailbox)), ["un"]);
    house.cut();
    const asked = await house.mailbox.sent("<x@y.example>").catch((fault: unknown) => {
      assert.ok(fault instanceof MailboxFault, String(fault));
      return house.mailbox.sent("<x@y.example>");
    });
    assert.notEqual(asked, "found");
  });

  scenario("says which fault it is, without the password", async (house, t) => {
    if (!house.refused) return t.skip("refuses nobody");
    for (const { mailbox, code } of house.refused) {
      await assert.rejects(mailbox.sent("<x@y.example>"), { name: "MailboxFault", code });
      await assert.rejects(collect(mailbox), (fault) => {
        assert.ok(fault instanceof MailboxFault, String(fault));
        assert.equal(fault.code, code, fault.message);
        assert.doesNotMatch(fault.message, /faux-mot-de-passe/u);
        assert.notEqual(fault.message, "");
        return true;
      });
      // The hint of a mailbox that cannot be opened lasts its time: no hot loop.
      const begun = performance.now();
      await mailbox.hint(100, never);
      assert.ok(performance.now() - begun >= 90);
    }
  });
};
