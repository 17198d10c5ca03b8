/**
 * TLS as policy (F48): whatever is wrong with it, nothing of the mail and no login is said, and the
 * outcome names the reason, each with a remedy of its own. The authority and its certificates are made here, for one run.
 */
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { smtpCourier } from "../../src/adapters/courier/smtp-courier.ts";
import type { SmtpCourierOptions } from "../../src/adapters/courier/smtp-options.ts";
import type { Outcome } from "../../src/domain/outcome.ts";
import type { TlsReason } from "../../src/domain/tls-reason.ts";
import { handoverOf, sampleMail, verdictOf } from "../contract/courier.contract.ts";
import { type FaultScript, faultSmtp, type Identity } from "../support/fault-smtp.ts";
import { needs } from "../support/machine.ts";
import { makePki, type Pki } from "../support/pki.ts";

interface Case {
  readonly server: Identity;
  readonly script?: FaultScript;
  readonly options?: Partial<SmtpCourierOptions>;
}

interface Ran {
  readonly outcome: Outcome;
  readonly commands: readonly string[];
  readonly dots: number;
  readonly received: readonly Buffer[];
}

describe("TLS", needs("openssl"), () => {
  let folder = "";
  let pki: Pki;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "facteur-test-pki-"));
    pki = await makePki(folder);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  for (const security of ["tls", "starttls"] as const) {
    const deliver = async ({ server, script, options }: Case): Promise<Ran> => {
      const tls = { ...server, implicit: security === "tls" };
      await using smtp = await faultSmtp({ password: "motdepasse", tls, ...script });
      const courier = smtpCourier({
        host: "localhost",
        port: smtp.port,
        security,
        login: "paie",
        password: "motdepasse",
        ca: pki.ca,
        waits: { connectMs: 20_000, greetingMs: 5000 },
        ...options,
      });
      let commits = 0;
      const beforeDot = async (): Promise<void> => void (commits += 1);
      const outcome = await courier.deliver(
        handoverOf({ beforeDot, bytes: sampleMail(100_000) }),
        new AbortController().signal,
      );
      assert.equal(smtp.dots(), commits);
      return { outcome, commands: smtp.commands(), dots: smtp.dots(), received: smtp.received() };
    };

    const nothingSaid = ({ outcome, commands, dots }: Ran, reason: TlsReason) => {
      assert.equal(verdictOf(outcome), `later smtp-tls-${reason} connect`);
      assert.equal(outcome.trace.tls, undefined);
      assert.equal(dots, 0);
      assert.ok(!commands.some((line) => /^(?:AUTH|MAIL|RCPT|DATA)/u.test(line)), commands.join());
    };

    describe(security, () => {
      test("a pinned authority and the right name: accepted, byte for byte", async () => {
        const ran = await deliver({ server: pki.good, script: { extensions: ["DSN"] } });
        assert.equal(verdictOf(ran.outcome), "accepted");
        assert.ok(Buffer.from(sampleMail(100_000)).equals(ran.received[0] ?? Buffer.alloc(0)));
        assert.equal(ran.outcome.trace.tls, "TLSv1.2+");
        assert.equal(ran.outcome.trace.dsn, true);
      });

      test("an authority that is not the pinned one", async () => {
        nothingSaid(
          await deliver({ server: pki.good, options: { ca: pki.otherCa } }),
          "unknown-authority",
        );
      });

      test("a self-made authority without a pin", async () => {
        // The option is absent, not undefined: the system's authorities hold.
        await using smtp = await faultSmtp({ tls: { ...pki.good, implicit: security === "tls" } });
        const courier = smtpCourier({ host: "localhost", port: smtp.port, security });
        const outcome = await courier.deliver(handoverOf(), new AbortController().signal);
        nothingSaid(
          { outcome, commands: smtp.commands(), dots: smtp.dots(), received: [] },
          "unknown-authority",
        );
        // Whoever reads it does not start Node: the settings name the authority.
        assert.doesNotMatch(JSON.stringify(outcome), /Node\.js/u);
      });

      test("a certificate for another name", async () => {
        nothingSaid(await deliver({ server: pki.otherName }), "wrong-name");
      });

      test("a certificate for a name, dialled by its address", async () => {
        nothingSaid(
          await deliver({ server: pki.good, options: { host: "127.0.0.1" } }),
          "wrong-name",
        );
      });

      test("an expired certificate", async () => {
        nothingSaid(await deliver({ server: pki.expired }), "expired");
      });

      test("a certificate that signed itself", async () => {
        nothingSaid(await deliver({ server: pki.selfSigned }), "self-signed");
      });

      test("TLS 1.1 at most", async () => {
        const script: FaultScript = { tlsMaxVersion: "TLSv1.1" };
        nothingSaid(await deliver({ server: pki.good, script }), "too-old");
      });

      test("a connection lost after the dot is uncertain under TLS too", async () => {
        for (const fault of [{ is: "drop" }, { is: "fin" }] as const) {
          const ran = await deliver({ server: pki.good, script: { at: "dot", fault } });
          assert.equal(verdictOf(ran.outcome), "uncertain smtp-broken dot");
          assert.equal(ran.dots, 1);
        }
      });

      test("a refused login", async () => {
        const fault = { is: "say", line: "535 5.7.8 no" } as const;
        const ran = await deliver({ server: pki.good, script: { at: "auth", fault } });
        assert.equal(verdictOf(ran.outcome), "later smtp-login connect 535");
      });
    });
  }

  const clearServer = async (
    script: FaultScript,
    security: "tls" | "starttls",
  ): Promise<{ readonly outcome: Outcome; readonly commands: readonly string[] }> => {
    await using smtp = await faultSmtp({ password: "motdepasse", ...script });
    const options = { host: "localhost", port: smtp.port, security, ca: pki.ca } as const;
    const courier = smtpCourier({ ...options, login: "paie", password: "motdepasse" });
    const outcome = await courier.deliver(handoverOf(), new AbortController().signal);
    return { outcome, commands: smtp.commands() };
  };

  test("STARTTLS stripped from EHLO: asked for all the same, refused, nothing more is said", async () => {
    const { outcome, commands } = await clearServer({}, "starttls");
    assert.equal(verdictOf(outcome), "later smtp-tls-stripped connect 502");
    assert.deepEqual(
      commands.map((line) => line.slice(0, 4)),
      ["EHLO", "STAR"],
    );
  });

  const atStartTls = [
    ["454 4.7.0 not now", "later smtp-tls-stripped connect 454"],
    ["554 5.7.0 never", "later smtp-tls-stripped connect 554"],
    ["421 4.3.2 going down", "later smtp-temporary connect 421"],
    ["bonjour", "later smtp-tls connect"],
  ] as const;
  for (const [line, verdict] of atStartTls) {
    test(`STARTTLS answered « ${line} »: ${verdict}`, async () => {
      const script: FaultScript = {
        tls: { ...pki.good, implicit: false },
        at: "starttls",
        fault: { is: "say", line },
      };
      const { outcome, commands } = await clearServer(script, "starttls");
      assert.equal(verdictOf(outcome), verdict);
      assert.ok(!commands.some((said) => /^(?:AUTH|MAIL)/u.test(said)));
    });
  }

  test("a connection lost at STARTTLS is about TLS", async () => {
    for (const fault of [{ is: "drop" }, { is: "fin" }] as const) {
      const tls = { ...pki.good, implicit: false };
      const { outcome } = await clearServer({ tls, at: "starttls", fault }, "starttls");
      assert.equal(verdictOf(outcome), "later smtp-tls connect");
    }
  });

  test("a clear server where implicit TLS is configured: nothing is said", async () => {
    const { outcome, commands } = await clearServer({}, "tls");
    assert.equal(verdictOf(outcome), "later smtp-tls connect");
    assert.ok(!commands.some((line) => /^(?:EHLO|AUTH|MAIL)/u.test(line)));
  });
});
