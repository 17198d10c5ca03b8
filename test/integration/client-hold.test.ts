/** `facteur hold|release --client|--dossier` as a person types them: with an agent that runs, and with none. */
import assert from "node:assert/strict";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

/** One client with two dossiers, and a dossier that is a client by itself. */
const dossiers = {
  "dupont-paris": { mode: "reel", quietSeconds: 0.2, client: "DUPONT", reports: "clients/dupont" },
  "dupont-lille": { mode: "reel", quietSeconds: 0.2, client: "DUPONT", reports: "clients/dupont" },
  martin: { mode: "reel", quietSeconds: 0.2 },
} as const;

const firm = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 600_000 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  folder.settle({ dossiers });
  const at = (dossier: string, name = "") => join(folder.folder, "spool", dossier, name);
  for (const dossier of Object.keys(dossiers)) {
    mkdirSync(at(dossier), { recursive: true });
    writeFileSync(at(dossier, "mapibox.cfg"), rules());
  }
  const type = async (...words: readonly string[]) => {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    return { code, said: out + err };
  };
  const drop = (dossier: string, name: string, person: string) =>
    writeFileSync(at(dossier, name), dpae(person));
  const of = async (name: string) => (await folder.deposits()).find((d) => d.claimed.name === name);
  const left = (name: string) =>
    waitUntil(`${name} to leave`, async () => {
      const deposit = await of(name);
      return deposit?.messages.some((m) => m.stage.is === "accepted") ? deposit : undefined;
    });
  const checked = (name: string) =>
    waitUntil(`${name} to be checked`, async () => {
      const deposit = await of(name);
      return deposit?.stage.is === "checked" && deposit.original !== "in-place"
        ? deposit
        : undefined;
    });
  return { folder, type, drop, of, left, checked };
};

test("a client held while the agent runs waits through a restart; the others go on; released, it leaves", async (t) => {
  const { folder, type, drop, of, left, checked } = await firm(t);
  const agent = await startAgent(t, folder.settings);
  const held = await type("hold", "--client", "DUPONT", "--by", "odile", "--reason", "impayé");
  assert.equal(held.code, 0, held.said);
  assert.match(held.said, /^client DUPONT : suspendu\. /u);
  drop("dupont-paris", "paris.txt", "PARIS");
  drop("dupont-lille", "lille.txt", "LILLE");
  await checked("paris.txt");
  await checked("lille.txt");
  drop("martin", "martin.txt", "MARTIN");
  await left("martin.txt");
  const shown = (pattern: string, word: RegExp) =>
    waitUntil(`${pattern} to say ${word}`, () => {
      const [file] = globSync(pattern, { cwd: folder.folder });
      return file !== undefined && word.test(readFileSync(join(folder.folder, file), "utf8"));
    });
  await shown("clients/dupont/**/*paris.txt.txt", /Suspendu.* par odile : client DUPONT : impayé/u);
  const status = await type("status");
  assert.match(
    status.said,
    /Un client suspendu par une personne :\n +client DUPONT — par odile le/u,
  );
  assert.match(status.said, /facteur release --client DUPONT/u);
  const list = JSON.parse((await type("list", "--json")).said) as Record<string, string>[];
  assert.deepEqual(
    list.map(({ dossier, state }) => `${dossier} ${state}`).toSorted((a, b) => a.localeCompare(b)),
    ["dupont-lille suspendu", "dupont-paris suspendu", "martin remis"],
  );
  const show = await type("show", (await of("paris.txt"))?.id ?? "");
  assert.match(show.said, /client DUPONT : impayé/u);
  const day = await type("report", "day");
  assert.match(day.said, /suspendu/iu);
  assert.doesNotMatch(
    (await type("report", "day", "--dossier", "martin")).said,
    /DUPONT|dupont|impayé/u,
  );
  const [report] = globSync("spool/rapports/**/*martin.txt.txt", { cwd: folder.folder });
  assert.doesNotMatch(readFileSync(join(folder.folder, report ?? ""), "utf8"), /DUPONT|impayé/u);
  await agent.stop();
  const second = await startAgent(t, folder.settings);
  drop("martin", "martin2.txt", "SECOND");
  await left("martin2.txt");
  assert.equal((await of("paris.txt"))?.stage.is, "checked");
  const released = await type("release", "--client", "DUPONT", "--reason", "payé", "--json");
  assert.deepEqual([released.code, JSON.parse(released.said)], [0, { is: "allowed" }]);
  await left("paris.txt");
  await left("lille.txt");
  await shown("clients/dupont/**/*paris.txt.txt", /^(?:(?!impayé)[\s\S])*$/u);
  await second.stop();
});

test("a dossier held while no agent runs stays so when it starts; what is typed wrongly is told", async (t) => {
  const { folder, type, drop, of, left, checked } = await firm(t);
  await (await startAgent(t, folder.settings)).stop();
  const wrong: readonly (readonly [readonly string[], number, RegExp])[] = [
    [["hold"], 2, /--client NOM/u],
    [["hold", "D1", "--client", "DUPONT"], 2, /un seul des trois/u],
    [["hold", "--client", "DUPONT", "--dossier", "martin"], 2, /l'un des deux/u],
    [
      ["hold", "--client", "DURAND", "--reason", "x"],
      1,
      /DURAND.*Clients des réglages : DUPONT\./u,
    ],
    [["hold", "--dossier", "DUPONT", "--reason", "x"], 1, /dupont-paris, dupont-lille, martin/u],
    [["hold", "--client", "DUPONT"], 2, /--reason/u],
    [["release", "--client", "DUPONT", "--reason", "x"], 1, /n'est pas suspendu/u],
    [["release", "--client", "DUPONT", "--as", "separate", "--reason", "x"], 2, /un seul/u],
    [["cancel", "--client", "DUPONT"], 2, /--client/u],
  ];
  for (const [words, code, said] of wrong) {
    const answer = await type(...words);
    assert.deepEqual([answer.code, words], [code, words], answer.said);
    assert.match(answer.said, said, words.join(" "));
  }
  const english = await type("--lang", "en", "hold", "--dossier", "martin", "--reason", "asked");
  assert.match(english.said, /^dossier martin: suspended\. Nothing of it leaves/u);
  assert.equal((await type("hold", "--dossier", "martin", "--reason", "x")).code, 1);
  await startAgent(t, folder.settings);
  drop("martin", "martin.txt", "MARTIN");
  await checked("martin.txt");
  drop("dupont-paris", "paris.txt", "PARIS");
  await left("paris.txt");
  const deposit = await of("martin.txt");
  const refused = await type("release", deposit?.id ?? "");
  assert.deepEqual([refused.code, /tout ce client est suspendu/u.test(refused.said)], [1, true]);
  assert.equal((await type("release", "--dossier", "martin", "--reason", "fini")).code, 0);
  await left("martin.txt");
});
