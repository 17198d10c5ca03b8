/**
 * The names, numbers and accounts of a declaration stand in what is meant for people (the dossier, reports, mails to the organism)
 * and nowhere else: everything that the agent writes, answers or shows to other users of the machine is read after a scenario with
 * an acceptance, a refusal, a bounce, a hold, a rejection, a doubt, a sealing program that talks, an order, notices, a look for the
 * person on the page, and the commands.
 */
import assert from "node:assert/strict";
import { globSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileStore } from "../../src/adapters/store/file-store.ts";
import { ordersPath, sendOrder } from "../../src/adapters/system/orders.ts";
import { situation } from "../../src/domain/rollup.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { facteur } from "../support/facteur.ts";
import { contribution, hire, siret } from "../support/samples.ts";
import { foundIn } from "../support/sentinels.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const [family, given, nir, account, holder] = [
  "ZXQSENTINELLE",
  "ZXQPRENOM",
  "1990578006084",
  "ZXQ12345678",
  "ZXQTITULAIRE",
] as const;
const words = [family, given, nir, account, holder];

test("the search finds every form that it claims to find", () => {
  const utf16 = Buffer.from(family, "utf16le");
  for (const [form, bytes] of [
    ["raw", Buffer.from(`x${family}x`)],
    ["lower case", Buffer.from(family.toLowerCase())],
    ["UTF-16LE", utf16],
    ["UTF-16BE", Buffer.from(utf16).swap16()],
    ["percent", Buffer.from(Buffer.from(nir).toString("hex").replace(/../gu, "%$&"))],
    ["groups", Buffer.from(nir.split("").join(" "))],
    ...["", "a", "ab", "abc"].map(
      (before) =>
        [
          `base64 after ${before.length}`,
          Buffer.from(Buffer.from(`${before}${account} x`).toString("base64")),
        ] as const,
    ),
  ] as const)
    assert.ok(foundIn(bytes, words), form);
  assert.equal(foundIn(Buffer.from("nothing of the kind"), words), undefined);
});

const person = { family, given, born: "1999-05-04", nir };
const dpae = (hour: string): Uint8Array =>
  writeDpaeFlat([
    hire(family, { person, hireHour: hour }),
    hire(family, { person: { ...person, given: `${given}DEUX` }, hireHour: hour }),
  ]);

const ducs = (): Uint8Array =>
  writeDucsEdifact(
    [
      {
        ...contribution("REF1"),
        payment: {
          mode: "30",
          amount: "1234",
          account: { role: "BF", bank: "99999", branch: "00001", account, key: "11", holder },
        },
      },
    ],
    {
      sender: siret,
      recipient: "99999999800027",
      date: "261105",
      hour: "0900",
      test: false,
      reference: "LOT1",
    },
  );

const program = join(import.meta.dirname, "../support/sealing-program.mjs");
const talkative = { node: { path: process.execPath }, script: { path: program } };
const talking = ["{node}", "{script}", "3", "{script}", "{entree}", "{sortie}"];

/** What other users of this machine may see of our processes. */
const processListing = (): Buffer =>
  Buffer.concat(
    readdirSync("/proc")
      .filter((name) => /^\d+$/u.test(name))
      .flatMap((pid) => {
        try {
          return [readFileSync(`/proc/${pid}/cmdline`)];
        } catch {
          // It ended meanwhile.
          return [];
        }
      }),
  );

test("nothing of a person stands in log, journal, store, keys, notices, answers, temporary files or process names", async (t) => {
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const began = Date.now();
  const notices = join(folder.folder, "notices.txt");
  const listings = join(folder.folder, "processes.txt");
  const teller = join(folder.folder, "teller.mjs");
  writeFileSync(
    teller,
    `import { appendFileSync } from "node:fs"; let all = process.argv.slice(2).join(" ");
for await (const c of process.stdin) all += c; appendFileSync(${JSON.stringify(notices)}, all + "\\n");`,
  );
  folder.settle({
    notifications: { command: [process.execPath, teller], digestMinutes: 0, perHour: 60 },
    page: { port: 0 },
    sealers: { bavard: { external: { paths: talkative, command: talking } } },
  });
  const rule = (to: string, more = ""): void =>
    writeFileSync(folder.dossier("mapibox.cfg"), `${rules(`${to}@organisme.test`)}${more}`);
  const agent = await startAgent(t, folder.settings);
  const command = async (...args: readonly string[]) =>
    facteur(...args, "--config", folder.settings);
  // Held without a rule, then released by one.
  writeFileSync(folder.dossier("dpae.txt"), dpae("07:00"));
  await folder.until(1, "en-attente-de-regle");
  writeFileSync(listings, processListing());
  for (const [to, hour] of [
    ["refuse", "08:00"],
    ["bounce", "09:00"],
    ["drop-at-dot", "10:00"],
  ] as const) {
    rule(to);
    const before = (await folder.deposits()).length;
    writeFileSync(folder.dossier(`${to}.txt`), dpae(hour));
    await waitUntil(`an answer from ${to}@`, async () => {
      const deposit = (await folder.deposits())[before];
      return (
        deposit &&
        deposit.receipts.length + deposit.messages.flatMap((m) => m.returned ?? []).length > 0
      );
    });
  }
  // A sealing program that says all it read on both its outputs, and fails.
  rule("accept", "\r\nchiffrement=bavard\r\n");
  writeFileSync(folder.dossier("scelle.txt"), dpae("11:00"));
  await folder.until(5, "retenu");
  rule("accept");
  writeFileSync(folder.dossier("ducs.edi"), ducs());
  writeFileSync(
    folder.dossier("faux.txt"),
    Buffer.concat([dpae("12:00"), Buffer.from("99 SUITE FAUSSE\r\n")]),
  );
  const count = 7;
  await waitUntil("all to be judged", async () => {
    const deposits = await folder.deposits();
    const reached = new Set<string>(deposits.map((d) => situation(d).is));
    const all = ["refuse", "non-remis", "enregistre", "rejete", "retenu"].every((is) =>
      reached.has(is),
    );
    return deposits.length >= count && all;
  });
  await waitUntil("a notice", () => statSync(notices, { throwIfNoEntry: false }) !== undefined);
  const answers = [
    await sendOrder(ordersPath(join(folder.folder, "data")), {
      order: "status",
      args: {},
      timeoutMs: 30_000,
    }),
  ];
  const status = await command("status", "--json");
  const audited = await command("audit", "--json");
  const watched = await atThePage(await command("open", "--json", "--as", "Marie"));
  await command("hold", "D1", "--by", "dupont", "--reason", "essai");
  await command("evidence", "D2", "--output", join(folder.folder, "spool", "preuve.zip"));
  // The words are where they should be, so that the search below is worth something.
  const forPeople = globSync("spool/rapports/**/*.html", { cwd: folder.folder });
  assert.ok(forPeople.some((file) => foundIn(readFileSync(join(folder.folder, file)), [family])));
  const [first] = await folder.deposits();
  const stored = await fileStore({ data: join(folder.folder, "data") }).get(
    first?.claimed.sha256 ?? "",
  );
  assert.ok(foundIn(stored, [nir]));
  const living = allOf(folder.folder);
  assert.ok(
    living.some((file) => file.endsWith("journal.db-wal")),
    "read while the agent works",
  );
  const places: [string, Uint8Array][] = living.map((file) => [
    file,
    readFileSync(join(folder.folder, file)),
  ]);
  if (process.platform !== "win32")
    for (const file of living.filter((name) => name.startsWith("data/")))
      assert.equal(statSync(join(folder.folder, file)).mode & 0o077, 0, `${file} is ours alone`);
  await agent.stop();
  for (const file of allOf(folder.folder))
    places.push([file, readFileSync(join(folder.folder, file))]);
  for (const file of temporariesSince(began)) places.push([file, readFileSync(file)]);
  places.push(
    ["answers", Buffer.from(JSON.stringify(answers))],
    ["status", Buffer.from(status.out + status.err)],
  );
  places.push(["audit", Buffer.from(audited.out + audited.err)]);
  places.push(["what watches the page", Buffer.from(watched)]);
  for (const needed of ["facteur.log", "notices.txt", "processes.txt", "data/journal.db"])
    assert.ok(
      places.some(([name]) => name === needed),
      needed,
    );
  assert.deepEqual(
    places.flatMap(([name, bytes]) => {
      const found = foundIn(bytes, words);
      return found === undefined ? [] : [`${name}: ${found}`];
    }),
    [],
  );
});

/** Somebody looks for the person by name and reads their deposit; what a program that watches is told is given back. */
const atThePage = async ({ out }: { readonly out: string }): Promise<string> => {
  const { url } = JSON.parse(out) as { readonly url: string };
  const entered = await fetch(url, { redirect: "manual" });
  const [cookie = ""] = (entered.headers.get("set-cookie") ?? "").split(";");
  const asked = (path: string): Promise<Response> =>
    fetch(new URL(path, url), { headers: { cookie } });
  for (const path of [`/deposits?q=${family}`, `/deposits?q=${nir}`, `/${family}`])
    await (await asked(path)).text();
  const shown = await (await asked("/deposits/D2")).text();
  assert.ok(foundIn(Buffer.from(shown), [family]), "the page is for people");
  const [health, metrics] = await Promise.all(["/health", "/metrics"].map(asked));
  assert.match((await metrics?.clone().text()) ?? "", /facteur_deposits/u);
  return `${await health?.text()}${await metrics?.text()}`;
};

/** Everything outside the spool: what the agent keeps for itself. */
const allOf = (folder: string): readonly string[] =>
  globSync("**/*", { cwd: folder, exclude: ["spool"] }).filter((file) =>
    statSync(join(folder, file), { throwIfNoEntry: false })?.isFile(),
  );

const temporariesSince = (began: number): readonly string[] =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith("facteur") && !name.startsWith("facteur-test-"))
    .map((name) => join(tmpdir(), name))
    .filter((path) => {
      const stats = statSync(path, { throwIfNoEntry: false });
      return stats?.isFile() === true && stats.mtimeMs >= began;
    });
