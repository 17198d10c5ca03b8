/** A real agent tells people: the reports by the command line, a notice by mail, a rejected file on paper. */
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { simpleParser } from "mailparser";
import { SMTPServer } from "smtp-server";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { parisDay } from "../../src/domain/paris-time.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

interface Noticed {
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** A mail server of the firm's own, which takes notices. */
const noticeServer = async (got: Noticed[]) => {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, session, done) => {
      const { mailFrom, rcptTo } = session.envelope;
      const kept = (mail: { subject?: string | undefined; text?: string | undefined }): void => {
        got.push({
          from: mailFrom === false ? "" : mailFrom.address,
          to: rcptTo.map((r) => r.address).join(),
          text: `${mail.subject ?? ""}\n${mail.text ?? ""}`,
        });
      };
      simpleParser(stream, (cause, mail) => {
        if (!cause) kept(mail);
        done(cause);
      });
    },
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", () => resolve());
  await promise;
  return server;
};

test("a rejected file is printed and told; refusals are told to their dossier's people; the reports say it all", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const got: Noticed[] = [];
  const server = await noticeServer(got);
  cleanup(t, () => new Promise<void>((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const printed = join(folder.folder, "imprime.pdf");
  const script = join(folder.folder, "lp.mjs");
  writeFileSync(
    script,
    `import { writeFileSync } from "node:fs"; const c = []; for await (const x of process.stdin) c.push(x); writeFileSync(${JSON.stringify(printed)}, Buffer.concat(c));`,
  );
  folder.settle({
    printing: { command: [process.execPath, script], documents: ["rejets"] },
    notifications: {
      mail: {
        from: "facteur@cabinet.test",
        to: ["equipe@cabinet.test"],
        submission: { host: "localhost", port, security: "none" },
      },
      digestMinutes: 0,
      perHour: 60,
    },
    organisms: {
      Partiel: { addresses: ["@organisme.test"], contact: "Assistance, 01 99 00 00 00" },
    },
    reports: { contact: "Service paie, poste 12" },
  });
  writeFileSync(folder.dossier("mapibox.cfg"), rules("partial@organisme.test"));
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("faux.txt"), "rien de connu\r\n");
  writeFileSync(folder.dossier("dpae.txt"), dpae("FICTIVE", "IMAGINAIRE"));
  const refused = await waitUntil("a partial refusal", async () =>
    (await folder.deposits()).find((d) => d.declarations.some((s) => s.is === "refused")),
  );
  await waitUntil("notices of both", () =>
    /rejeté au contrôle/u.test(got.map((m) => m.text).join()) &&
    /1 déclaration refusée/u.test(got.map((m) => m.text).join())
      ? true
      : undefined,
  );
  for (const mail of got) {
    assert.deepEqual([mail.from, mail.to], ["", "equipe@cabinet.test"]);
    assert.doesNotMatch(mail.text, /FICTIVE|IMAGINAIRE|ALBERTINE/u);
  }
  await waitUntil("a printed fact", async () => {
    await using journal = readJournal(join(folder.folder, "data", "journal.db"));
    const facts = (await journal?.facts({ agent: true }, 1000)) ?? [];
    return facts.some((f) => f.is === "printed") ? true : undefined;
  });
  assert.equal(readFileSync(printed).subarray(0, 5).toString(), "%PDF-");

  const call = (...args: readonly string[]) => facteur(...args, "--config", folder.settings);
  const day = await call("report", "day");
  assert.equal(day.code, 1, day.err);
  assert.match(day.out, /DÉPÔTS? À REGARDER/u);
  assert.match(day.out, /Refus partiel/u);
  assert.match(day.out, /Une question \? Service paie, poste 12/u);
  const json = JSON.parse((await call("report", "day", "--json")).out) as { layout: number };
  assert.equal(json.layout, 1);
  const pdf = join(folder.folder, "jour.pdf");
  assert.equal((await call("report", "day", "--format", "pdf", "--output", pdf)).code, 1);
  assert.equal(readFileSync(pdf).subarray(0, 5).toString(), "%PDF-");
  const period = await call("report", "period", parisDay(Date.now()).slice(0, 4));
  assert.match(period.out, /DPAE, dossier cirso/u);
  for (const wrong of [
    ["report", "day", "2026-02-30"],
    ["report", "period", "2026-T5"],
    ["report", "day", "--dossier", "cirs"],
    ["report", "day", "--format", "pdf"],
  ])
    assert.equal((await call(...wrong)).code, 2, wrong.join(" "));
  assert.match((await call("show", refused.id)).out, /Contact de l'organisme : Assistance/u);
});
