/** What the SMTP courier makes of a dialogue beyond faults: who was refused, logins, sizes, stops (mail.md F40, F43, F46, F49). */
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import type { Handover } from "../../src/ports/courier.ts";
import { handoverOf, organism, sampleMail, self, verdictOf } from "../contract/courier.contract.ts";
import { type FaultScript, faultSmtp } from "../support/fault-smtp.ts";
import { never, run, say } from "../support/faulty-delivery.ts";
import { waitUntil } from "../support/wait-until.ts";

describe("who was refused", () => {
  const both = { envelope: { from: self, to: [organism, self] } };
  const refuse =
    (address: string) =>
    (given: string): string | undefined =>
      given === address ? "550 5.1.1 unknown" : undefined;

  test("organism 550, own copy 250, connection lost after the dot: still refused", async () => {
    const script = { rcpt: refuse(organism), at: "dot", fault: { is: "drop" } } as const;
    const { outcome } = await run({ script, handover: both });
    assert.equal(verdictOf(outcome), "refused smtp-refused envelope 550");
  });

  test("organism 250, own copy 550: accepted", async () => {
    const { outcome } = await run({ script: { rcpt: refuse(self) }, handover: both });
    assert.equal(verdictOf(outcome), "accepted");
  });

  test("organism 550, own copy 451: refused, not tried again for the copy", async () => {
    const rcpt = (to: string): string => (to === organism ? "550 5.1.1 no" : "451 4.0.0 later");
    const { outcome } = await run({ script: { rcpt }, handover: both });
    assert.equal(verdictOf(outcome), "refused smtp-refused envelope 550");
  });

  test("a sender deferred in a pipeline is not the organism's refusal", async () => {
    const script: FaultScript = {
      at: "mail",
      fault: say("451 4.3.0 later"),
      rcpt: () => "503 5.5.1 need MAIL",
      extensions: ["PIPELINING"],
    };
    const { outcome } = await run({ script });
    assert.equal(verdictOf(outcome), "later smtp-temporary envelope 451");
  });

  test("nobody taken yet DATA answered 354: an empty dot without our mail, refused", async () => {
    const script: FaultScript = {
      rcpt: refuse(organism),
      dataAnyway: true,
      extensions: ["PIPELINING"],
    };
    const { outcome, server, commits } = await run({ script });
    assert.equal(verdictOf(outcome), "refused smtp-refused envelope 550");
    assert.deepEqual(
      server.received().map((mail) => mail.length),
      [0],
    );
    assert.equal(commits, 0);
  });

  test("the organism's domain in capitals or in two spellings is the organism", async () => {
    const envelope = { from: self, to: ["Dpae@ORGANISME.Example"] };
    const { outcome } = await run({ script: {}, handover: { envelope } });
    assert.equal(verdictOf(outcome), "accepted");
  });
});

describe("logins, sizes, reports", () => {
  for (const code of [530, 534, 535]) {
    test(`${code} at MAIL is about the login`, async () => {
      const { outcome } = await run({ script: { at: "mail", fault: say(`${code} 5.7.0 login`) } });
      assert.equal(verdictOf(outcome), `later smtp-login envelope ${code}`);
    });
  }

  test("a server that hides AUTH is not given the message unauthenticated", async () => {
    await using server = await faultSmtp({ at: "auth", fault: say("503 5.5.1 no AUTH here") });
    const options = { host: "127.0.0.1", port: server.port, security: "none" } as const;
    const courier = smtpCourier({ ...options, login: "paie", password: "motdepasse" });
    const outcome = await courier.deliver(handoverOf(), never());
    assert.equal(verdictOf(outcome), "later smtp-login connect 503");
    assert.ok(!server.commands().some((line) => line.startsWith("MAIL")));
  });

  test("what is said never holds the password, in any shape, nor more than 500 characters", async () => {
    const shapes = ["motdepasse", btoa("motdepasse"), btoa("\0paie\0motdepasse")];
    const echo = `535 5.7.8 \u0007you said ${shapes.join(" ")} ${"x".repeat(2000)}`;
    const { outcome } = await run({ script: { at: "auth", fault: say(echo) } });
    assert.equal(verdictOf(outcome), "later smtp-login connect 535");
    const said = outcome.is === "later" ? outcome.because.said : "";
    assert.match(said, /^535 5\.7\.8 you said \*\*\* /u);
    assert.equal(said.length, 500);
    const whole = JSON.stringify(outcome);
    for (const shape of shapes) assert.ok(!whole.includes(shape.replace(/=+$/u, "")));
  });

  test("a mail above the server's SIZE is refused before MAIL", async () => {
    const { outcome, server } = await run({ script: { extensions: ["SIZE 1000"] } });
    assert.equal(verdictOf(outcome), "refused smtp-refused connect");
    assert.ok(!server.commands().some((line) => line.startsWith("MAIL")));
  });

  test("its size is announced, and reports are asked for, where both are offered", async () => {
    const extensions = ["DSN", "SIZE 100000"];
    const { outcome, server } = await run({ script: { extensions } });
    const size = sampleMail().length;
    const [mail, rcpt] = server.commands().filter((line) => /^(?:MAIL|RCPT)/u.test(line));
    assert.equal(mail, `MAIL FROM:<${self}> SIZE=${size} RET=HDRS ENVID=D1.M1`);
    assert.equal(rcpt, `RCPT TO:<${organism}> NOTIFY=FAILURE,DELAY ORCPT=rfc822;${organism}`);
    assert.equal(outcome.trace.dsn, true);
    // Both sides are kept for the evidence; of the login, that there was one.
    const said = outcome.trace.dialogue ?? [];
    for (const line of ["> AUTH…", `> ${mail}`, `> ${rcpt}`, `> [message : ${size} octets] .`])
      assert.ok(said.includes(line), line);
    assert.match(said.at(-1) ?? "", /^< 250 /u);
    assert.equal(outcome.trace.tls, "clear");
  });

  test("reports are not asked for where they are not offered, and that is recorded", async () => {
    const { outcome, server } = await run({ script: {} });
    assert.ok(server.commands().includes(`MAIL FROM:<${self}>`));
    assert.equal(outcome.trace.dsn, false);
  });

  test("a refusal before EHLO leaves DSN unknown", async () => {
    const { outcome } = await run({ script: { at: "greeting", fault: { is: "drop" } } });
    assert.deepEqual(Object.keys(outcome.trace), ["server"]);
  });
});

describe("before dialling", () => {
  const options = { host: "127.0.0.1", port: 9, security: "none" } as const;

  test("clear text beyond this machine is refused at construction", () => {
    assert.throws(() => smtpCourier({ ...options, host: "mail.example" }), /clear text/u);
  });

  test("nobody listens: unreachable", async () => {
    const { port } = await run({ script: {} }).then(({ server }) => server);
    const outcome = await smtpCourier({ ...options, port }).deliver(handoverOf(), never());
    assert.equal(verdictOf(outcome), "later smtp-unreachable connect");
  });

  test("a name that does not resolve: unreachable", async () => {
    const courier = smtpCourier({ host: "nowhere.invalid", port: 9, security: "tls" });
    const outcome = await courier.deliver(handoverOf(), never());
    assert.equal(verdictOf(outcome), "later smtp-unreachable connect");
  });

  const unfit: Record<string, Partial<Handover>> = {
    "a bare LF": { bytes: Buffer.from("a: b\n\r\nx\r\n") },
    "a bare CR": { bytes: Buffer.from("a: b\r\r\n") },
    "no end of line": { bytes: Buffer.from("a: b") },
    "8-bit bytes": { bytes: Buffer.from("a: é\r\n") },
    "a line of 999": { bytes: Buffer.from(`${"x".repeat(999)}\r\n`) },
    "no recipient": { envelope: { from: self, to: [] } },
    "a recipient with a command in it": { envelope: { from: self, to: ["a@b>\r\nDATA"] } },
  };
  for (const [what, parts] of Object.entries(unfit)) {
    test(`${what}: never dialled`, async () => {
      const { outcome, server } = await run({ script: {}, handover: parts });
      assert.equal(verdictOf(outcome), "refused step-failed connect");
      assert.deepEqual(server.commands(), []);
    });
  }
});

describe("the agent stops", () => {
  test("while the server is silent in the envelope: nothing sent, at once", async () => {
    await using server = await faultSmtp({ at: "rcpt", fault: { is: "hang" } });
    const courier = smtpCourier({ host: "127.0.0.1", port: server.port, security: "none" });
    const stop = new AbortController();
    const delivered = courier.deliver(handoverOf(), stop.signal);
    await waitUntil("the server to be silent", () => server.faults() === 1);
    stop.abort();
    assert.equal(verdictOf(await delivered), "later agent-stopped envelope");
    assert.equal(server.dots(), 0);
  });

  test("in the middle of 8 MB: the dot never leaves", async () => {
    const stop = new AbortController();
    await using server = await faultSmtp({
      at: "body",
      fault: { is: "hang" },
      bodyBytes: 64 * 1024,
    });
    const courier = smtpCourier({ host: "127.0.0.1", port: server.port, security: "none" });
    const bytes = sampleMail(8 * 1024 * 1024);
    const delivered = courier.deliver(handoverOf({ bytes }), stop.signal);
    await waitUntil("half a mail", () => server.faults() === 1);
    stop.abort();
    const outcome = await delivered;
    assert.ok(outcome.is === "later" || outcome.is === "uncertain");
    assert.equal(server.dots(), 0);
  });
});
