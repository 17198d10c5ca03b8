/** `facteur statement` and the agreement's orders, with a running agent and without one. */
import assert from "node:assert/strict";
import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { agentFolder, startAgent } from "../support/agent.ts";
import { command } from "../support/command.ts";
import { edifact } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";

/** Nothing is sent here: nobody listens at this port, and nobody is asked to. */
const mail = {
  address: "paie@client.test",
  submission: { host: "localhost", port: 9, security: "none" },
};

const waiting = async (t: TestContext, keys: string) => {
  const folder = await agentFolder(t, mail, { client: "BOULANGERIE FICTIVE" });
  writeFileSync(folder.dossier("mapibox.cfg"), `${rules()}${keys}`);
  writeFileSync(folder.dossier("ducs.edi"), edifact(["REF1"]));
  const agent = await startAgent(t, folder.settings);
  await folder.until(1, "retenu");
  const run = (...args: readonly string[]) =>
    command(["--config", folder.settings, "--lang", "fr", ...args]);
  return { ...folder, agent, run };
};

test("the statement is printed, given and agreed to; the journal has who and how", async (t) => {
  const { run, agent, deposits, folder } = await waiting(
    t,
    "validation=client\r\nvalidation.tacite=5 jours ouvrés\r\n",
  );
  const text = await run("statement", "D1");
  assert.equal(text.code, 0, text.err);
  assert.match(text.out, /BOULANGERIE FICTIVE/u);
  assert.match(text.out, /REF1/u);
  const json = JSON.parse((await run("statement", "D1", "--json")).out);
  assert.deepEqual([json.client, json.agreement.is], ["BOULANGERIE FICTIVE", "to-give"]);
  const pdf = join(folder, "etat.pdf");
  assert.equal((await run("statement", "D1", "--format", "pdf")).code, 2);
  assert.equal((await run("statement", "D1", "--format", "pdf", "--output", pdf)).code, 0);
  assert.equal(readFileSync(pdf).subarray(0, 5).toString(), "%PDF-");
  assert.equal(statSync(pdf).mode & 0o777, 0o600);

  assert.equal((await run("statement", "D1", "--given")).code, 2);
  assert.equal((await run("statement", "D1", "--how", "mail")).code, 2);
  const given = await run("statement", "D1", "--given", "--how", "mail", "--by", "jeanne");
  assert.equal(given.code, 0, given.err);
  assert.match(given.out, /Sans réponse, le dépôt part le /u);

  // The agent stops: the same order is written by the command itself.
  await agent.stop();
  const again = await run("statement", "D1", "--given", "--how", "phone", "--by", "jeanne");
  assert.equal(again.code, 0, again.err);
  assert.match((await run("release", "D1", "--reason", "oui")).err, /--agreed-by/u);
  const agreed = ["--agreed-by", "M. Fictif", "--reason", "au téléphone", "--by", "jeanne"];
  assert.equal((await run("release", "D1", ...agreed)).code, 0);
  const [deposit] = await deposits();
  assert.deepEqual(
    deposit?.given?.map((g) => [g.how, g.by]),
    [
      ["mail", "jeanne"],
      ["phone", "jeanne"],
    ],
  );
  assert.equal(deposit?.orders[0]?.agreedBy, "M. Fictif");
  const { out } = await run("show", "D1");
  assert.match(out, /État remis au client \(courrier\) par jeanne/u);
  assert.match(out.replace(/\s+/gu, " "), /avec l'accord de M\. Fictif : au téléphone/u);
});

test("what waits for no client takes no statement as given; an unknown deposit is told", async (t) => {
  const { run } = await waiting(t, "validation=oui\r\n");
  const given = await run("statement", "D1", "--given", "--how", "paper");
  assert.equal(given.code, 1);
  assert.match(given.err, /n'attend l'accord d'aucun client/u);
  assert.equal((await run("statement", "D9", "--given", "--how", "paper")).code, 1);
  assert.equal((await run("statement", "D9")).code, 1);
  assert.match((await run("statement", "D1")).out, /POUR INFORMATION/u);
  const generations = await run("show", "D1", "--generations");
  assert.match(generations.out, /D1\.1 .* pas partie\n.*aucune ne compte/u);
  const json = JSON.parse((await run("show", "D1", "--generations", "--json")).out);
  assert.equal(json.declarations[0].generations[0].is, "unsent");
});
