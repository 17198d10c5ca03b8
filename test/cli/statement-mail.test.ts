/** `facteur statement D12 --mail`: from the clerk's command to the client's click, over a real mail and a real page. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { type TestContext, test } from "node:test";
import { agentFolder, startAgent } from "../support/agent.ts";
import { type ClientMail, clientMailbox } from "../support/client-mailbox.ts";
import { command } from "../support/command.ts";
import { edifact, siret } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Nothing is declared here: nobody listens at this port, and nobody is asked to. */
const mail = {
  address: "paie@client.test",
  submission: { host: "localhost", port: 9, security: "none" },
};
const agreements = { url: "https://accords.cabinet.example" };

const waiting = async (t: TestContext, more: Readonly<Record<string, unknown>>) => {
  const folder = await agentFolder(t, mail);
  folder.settle(more);
  writeFileSync(folder.dossier("mapibox.cfg"), `${rules()}validation=client\r\n`);
  writeFileSync(folder.dossier("ducs.edi"), edifact(["REF1"]));
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "retenu");
  const run = (...args: readonly string[]) =>
    command(["--config", folder.settings, "--lang", "fr", ...args]);
  return { ...folder, agent, run };
};

test("the client gets a link that names nobody, opens it, and agrees by the page's form", async (t) => {
  const got: ClientMail[] = [];
  const port = await clientMailbox(t, got);
  const { run, deposits } = await waiting(t, {
    page: { port: 0, agreements },
    notifications: {
      mail: {
        from: "cabinet@cabinet.test",
        to: ["odile@cabinet.test"],
        submission: { host: "127.0.0.1", port, security: "none" },
      },
      digestMinutes: 600,
    },
  });
  const missing = await run("statement", "D1", "--mail");
  assert.equal(missing.code, 2);
  assert.match(missing.err, /courriel/u);
  for (const machine of ["paie@client.test", "accept@organisme.test"])
    assert.match((await run("statement", "D1", "--mail", machine)).err, /ne s'y demande pas/u);
  const employer = [`siret=${siret}`, "raison_sociale=Fictive", "courriel=gerant@fictive.example"];
  assert.equal((await run("register", "add", "employeurs", ...employer)).code, 0);
  assert.equal((await run("statement", "D1", "--mail", "--how", "mail")).code, 2);
  const sent = await run("statement", "D1", "--mail", "--by", "jeanne");
  assert.equal(sent.code, 0, sent.err);
  assert.match(sent.out, /lien envoyé à gerant@fictive\.example/u);
  const [first, ...others] = got;
  assert.deepEqual(
    [first?.from, first?.to, others.length],
    ["cabinet@cabinet.test", "gerant@fictive.example", 0],
  );
  const text = (first?.raw ?? "").replaceAll(/=\r\n/gu, "").replaceAll("=3D", "=");
  assert.ok(!/REF1|FICTIVE|99999999800019/u.test(text.replace(/^To:.*$/mu, "")));
  const path = /https:\/\/accords\.cabinet\.example(\/agreement\/\S+)/u.exec(text)?.[1];
  assert.ok(path);
  const open = new URL((await run("open", "--print")).out.trim());
  const link = `${open.origin}${path}`;
  const shown = await fetch(link);
  assert.equal(shown.status, 200);
  assert.match(await shown.text(), /REF1/u);
  assert.equal((await deposits())[0]?.orders.length, 0, "opening agrees to nothing");
  const body = new URLSearchParams({ name: "M. Fictif" });
  assert.equal((await fetch(link, { method: "POST", body })).status, 200);
  await waitUntil("the deposit to be on its way", async () => {
    const [deposit] = await deposits();
    return deposit?.stage.is === "frozen" ? deposit : undefined;
  });
  const [order] = (await deposits())[0]?.orders ?? [];
  assert.deepEqual([order?.by, order?.agreedBy], ["gerant@fictive.example", "M. Fictif"]);
  const told = (await run("show", "D1")).out.replaceAll(/\s+/gu, " ");
  assert.match(told, /Lien d'accord fait pour le client \(gerant@fictive\.example\)/u);
  assert.match(told, /avec l'accord de M\. Fictif : accord par le lien signé/u);
});

test("without the page's setting, or without somebody who mails, no link is made", async (t) => {
  const { run, settle, deposits } = await waiting(t, {});
  const unset = await run("statement", "D1", "--mail", "gerant@fictive.example");
  assert.equal(unset.code, 2);
  assert.match(unset.err, /page\.agreements/u);
  settle({ page: { agreements } });
  const mute = await run("statement", "D1", "--mail", "gerant@fictive.example");
  assert.match(mute.err, /notifications\.mail/u);
  assert.equal((await deposits())[0]?.links, undefined);
});
