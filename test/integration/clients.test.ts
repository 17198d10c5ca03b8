/** Many clients beside one another: no client's data stands in another's report, receipt, note or mail. */
import assert from "node:assert/strict";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { readMail } from "../../src/adapters/mail-reader/read-mail.ts";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { situation } from "../../src/domain/rollup.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { hire } from "../support/samples.ts";
import { waitUntil } from "../support/wait-until.ts";

const clients = ["ALPHAXYZZY", "BRAVOXYZZY", "DELTAXYZZY", "GAMMAXYZZY"];

test("sentinel words of each client stand in that client's files only", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const nameOf = (client: string) => `dossier-${client.slice(0, 5).toLowerCase()}`;
  const placeOf = (client: string): string | undefined =>
    clients.indexOf(client) < 2 ? join("clients", client.toLowerCase()) : undefined;
  folder.settle({
    shared: "partage",
    reports: { daily: "*/3 * * * * *" },
    dossiers: Object.fromEntries(
      clients.map((c) => [
        nameOf(c),
        // Two of them have their reports in a folder of their own.
        {
          mode: "reel",
          quietSeconds: 0.2,
          ...(placeOf(c) ? { client: c, reports: placeOf(c) } : {}),
        },
      ]),
    ),
  });
  mkdirSync(join(folder.folder, "partage"));
  writeFileSync(
    join(folder.folder, "partage", "commun.cfg"),
    "[dpae]\na=partial@organisme.test\nsujet=DPAE {{raison_sociale}}\nnote={{nombre}} pour {{raison_sociale}}\n",
  );
  for (const client of clients) {
    const dossier = join(folder.folder, "spool", nameOf(client));
    mkdirSync(dossier, { recursive: true });
    writeFileSync(join(dossier, "mapibox.cfg"), "inclure=commun.cfg\n");
    const hires = ["UN", "DEUX"].map((given) =>
      hire(`${client}NOM`, {
        employer: client,
        person: { family: `${client}NOM`, given, born: "1990-04-01", nir: "" },
      }),
    );
    writeFileSync(join(dossier, "dpae.txt"), writeDpaeFlat(hires));
  }
  await startAgent(t, folder.settings);
  const deposits = await waitUntil("every client's answer", async () => {
    const all = await folder.deposits();
    const ended = all.filter((d) => ["partiel", "enregistre", "refuse"].includes(situation(d).is));
    return ended.length === clients.length ? ended : undefined;
  });
  const others = (client: string) => clients.filter((c) => c !== client);
  const mentions = (text: string) => clients.filter((c) => text.toUpperCase().includes(c));
  let files = 0;
  for (const deposit of deposits) {
    const client = clients.find((c) => nameOf(c) === deposit.claimed.dossier) ?? "";
    const filesOf = () =>
      [
        ...globSync(`spool/${deposit.claimed.dossier}/**/*`, {
          cwd: folder.folder,
          exclude: ["**/traites", "**/AR"],
        }),
        ...globSync(`${placeOf(client) ?? "spool/rapports"}/**/${deposit.id}_*`, {
          cwd: folder.folder,
        }),
      ].filter((f) => /\.(?:txt|html|json|statut)$/u.test(f));
    // Reports follow the facts they tell.
    const own = await waitUntil(`the reports of ${deposit.id}`, () => {
      const found = filesOf();
      return found.length >= 4 ? found : undefined;
    });
    for (const file of own) {
      files += 1;
      const text = readFileSync(join(folder.folder, file), "latin1");
      for (const other of others(client))
        assert.ok(!text.toUpperCase().includes(other), `${file} names ${other}`);
    }
  }
  assert.ok(files >= 12);
  // A client's folder holds all that is its own, the page of the day too, and of nobody else; the firm's has no file of it.
  for (const client of clients.filter(placeOf)) {
    const folderOf = placeOf(client) ?? "";
    const day = await waitUntil(`the day of ${client}`, () => {
      const found = globSync(`${folderOf}/**/jour-*`, { cwd: folder.folder });
      return found.length >= 3 ? found : undefined;
    });
    assert.ok(day.every((file) => basename(file).includes(nameOf(client))));
    const all = globSync(`${folderOf}/**/*.{txt,html,json}`, { cwd: folder.folder });
    for (const file of all)
      assert.deepEqual(
        mentions(readFileSync(join(folder.folder, file), "latin1")).filter((c) => c !== client),
        [],
        file,
      );
    const left = globSync(`spool/rapports/**/*${nameOf(client)}*`, { cwd: folder.folder });
    assert.deepEqual(left, [], "the firm's folder");
  }
  // What speaks of all of them together, and the technical log, name none.
  const shared = globSync("spool/rapports/**/jour-*", { cwd: folder.folder });
  assert.ok(shared.length >= 3);
  for (const file of [...shared, "facteur.log"])
    assert.deepEqual(mentions(readFileSync(join(folder.folder, file), "latin1")), [], file);
  // Each mail speaks of one client, in its subject, its text and its file.
  const store = fileStore({ data: join(folder.folder, "data") });
  for (const deposit of deposits) {
    const client = clients.find((c) => nameOf(c) === deposit.claimed.dossier) ?? "";
    const [message, ...more] = deposit.messages;
    assert.ok(message && more.length === 0);
    const reading = await readMail(Buffer.from(await store.get(message.frozen.sha256)));
    assert.ok(reading.is === "read");
    const { subject, text, parts } = reading.mail;
    const said = [
      subject,
      text,
      ...parts.map((part) => Buffer.from(part.bytes).toString("latin1")),
    ];
    assert.deepEqual(mentions(said.join("\n")), [client]);
  }
});
