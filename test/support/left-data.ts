/**
 * The life of a small firm's agent, as commands and files make it, for the data folder that a released version leaves behind: one week
 * by a clock of its own, a restored backup, then orders of people. What it leaves holds as many kinds of facts as a life has without luck.
 */
import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { TestContext } from "node:test";
import { systemClock } from "../../src/adapters/system/system-clock.ts";
import { composeAgent } from "../../src/compose/agent.ts";
import { loadSettings } from "../../src/config/load.ts";
import { type SituationIs, situation } from "../../src/domain/rollup.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { type AgentFolder, agentFolder, clientOf, clientUser } from "./agent.ts";
import { cleanup } from "./cleanup.ts";
import { command } from "./command.ts";
import { dpae, dpaeAr, edifact, siret } from "./samples.ts";
import { rules } from "./small-world.ts";
import { startAuthority } from "./timestamp-authority.ts";
import { waitUntil } from "./wait-until.ts";

export interface LeftData extends AgentFolder {
  readonly facteur: (...words: readonly string[]) => ReturnType<typeof command>;
}

interface Firm extends LeftData {
  /** An agent works while this happens, by a clock that is so far behind. */
  readonly during: (agoMs: number, life: () => Promise<unknown>) => Promise<void>;
  /** Drops a file and waits until the newest deposit is so. */
  readonly drop: (
    path: string,
    bytes: string | Uint8Array,
    ...states: readonly SituationIs[]
  ) => Promise<void>;
  readonly rule: (dossier: string, to: string, more?: string) => void;
}

/** Nobody's either. */
const other = "99999999800027";
const dayMs = 86_400_000;

const firmOf = async (t: TestContext): Promise<Firm> => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const authority = await startAuthority(folder.folder);
  cleanup(t, () => authority[Symbol.asyncDispose]());
  const real = { mode: "reel", quietSeconds: 0.2, client: "Boulangerie" };
  folder.settle({
    dossiers: { cirso: real, ducs: real, essais: { ...real, mode: "test" } },
    timestamps: { url: authority.url },
    receipts: { profiles: ["organisme-demo"] },
    notifications: { command: ["cat"] },
    printing: { command: ["cat"], documents: ["refus"] },
  });
  const spool = (path: string): string => join(folder.folder, "spool", path);
  for (const name of ["ducs", "essais"]) mkdirSync(spool(name), { recursive: true });
  return {
    ...folder,
    facteur: (...words) =>
      command([...words, "--config", folder.settings], {
        env: { FACTEUR_TEST_PASSWORD: clientUser.password },
      }),
    during: async (agoMs, life) => {
      const loaded = loadSettings(folder.settings, process.env);
      assert.ok(loaded.is === "ok", JSON.stringify(loaded));
      const clock = { ...systemClock(), now: () => Date.now() - agoMs };
      const agent = await composeAgent(loaded.settings, "test", { env: process.env, clock });
      const ended = new AbortController();
      const running = agent.run(ended.signal);
      try {
        await life();
      } finally {
        ended.abort();
        await running;
        await agent[Symbol.asyncDispose]();
      }
    },
    drop: async (path, bytes, ...states) => {
      const before = (await folder.deposits()).length;
      await waitUntil(`${path} to be free`, () => !existsSync(spool(path)));
      writeFileSync(spool(path), bytes);
      await waitUntil(`${path} to be ${states.join(" or ")}`, async () => {
        const now = (await folder.deposits())[before];
        return now && states.includes(situation(now).is);
      });
    },
    rule: (dossier, to, more = "") =>
      writeFileSync(spool(`${dossier}/mapibox.cfg`), rules(`${to}@organisme.test`) + more),
  };
};

/** Each answer that an organism gives, and what the agent makes of files by itself. */
const firstDay = async ({ drop, rule }: Firm): Promise<void> => {
  rule("cirso", "accept");
  rule("essais", "accept");
  rule("ducs", "levels");
  await drop("cirso/dpae.txt", dpae("FICTIVE"), "enregistre");
  await drop("cirso/dpae.txt", dpae("FICTIVE"), "doublon");
  await drop("essais/dpae.txt", dpae("ESSAI"), "simule");
  await drop("ducs/lot.edi", edifact(["REF1"]), "enregistre", "a-lire");
  await drop("ducs/lettre.txt", "Madame,\r\nbonjour.\r\n", "rejete");
  for (const [to, is] of [
    ["refuse", "refuse"],
    ["bounce", "non-remis"],
    ["550", "refuse-par-le-serveur"],
    ["drop-at-dot", "enregistre"],
    ["garbled", "a-lire"],
    ["unsigned", "enregistre-a-confirmer"],
    ["silent", "remis"],
  ] as const) {
    rule("cirso", to);
    await drop("cirso/dpae.txt", dpae(`ESSAI ${to.replaceAll(/\W|\d/gu, "")}`.toUpperCase()), is);
  }
  rule("cirso", "accept", "validation=client\r\n");
  await drop("cirso/dpae.txt", dpae("ATTEND"), "retenu");
};

/** By the day, D1 to D13: what each is stands in `firstDay`. */
const orders = (firm: Firm): readonly (readonly string[])[] => {
  const { folder } = firm;
  const file = (name: string, bytes: string | Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const scan = file("scan.pdf", "%PDF-1.4 fictif");
  const answer = file("ar.txt", dpaeAr(dpae("ESSAI SILENT"), ["00"]));
  const of = ["--by", "Odile", "--reason", "essai"];
  const organisme = ["famille=urssaf"];
  const at = ["--organism", "CIRSO", "--by", "Odile"];
  return [
    [
      "register",
      "add",
      "organismes",
      "code=CIRSO",
      "nom=C",
      "identifiants=999",
      "parcours=cirso",
      ...organisme,
      ...of,
    ],
    [
      "register",
      "add",
      "organismes",
      "code=URSSAF-99",
      "nom=U",
      "identifiants=998",
      "parcours=portail",
      ...organisme,
      ...of,
    ],
    [
      "register",
      "add",
      "employeurs",
      `siret=${siret}`,
      "raison_sociale=Fictive",
      "pilote=oui",
      ...of,
    ],
    ["register", "set", "employeurs", `siret=${siret}`, "raison_sociale=Imaginaire", ...of],
    ["register", "announced", "--employer", siret, "--organism", "URSSAF-99", ...of],
    ["qualification", "done", "appel", ...at],
    ["qualification", "plan", "02/11/2026", "--organism", "URSSAF-99", "--by", "Odile"],
    ["qualification", "override", ...at, "--reason", "essai"],
    ["receipt", "record", "D12", "--fax", "--as", "registered", "--file", scan, "--by", "Odile"],
    ["receipt", "import", answer, "--by", "Odile"],
    ["receipt", "confirm", "R6", ...of],
    ["receipt", "refile", "R1", ...of],
    ["hold", "D13", ...of],
    ["statement", "D13", "--given", "--how", "mail", ...of],
    ["release", "D13", "--agreed-by", "M. Fictif", ...of],
    ["hold", "--client", "Boulangerie", ...of],
    ["release", "--client", "Boulangerie", ...of],
    ["declared", "D8", "--means", "paper", "--file", scan, ...of],
    [
      "account",
      "Boulangerie",
      "--month",
      "2026-11",
      "--output",
      join(folder, "compte.zip"),
      "--by",
      "Odile",
    ],
    ["purge", ...of],
    ["forget", "D5", "--claimed", ...of],
    ["register", "add", "employeurs", `siret=${other}`, "raison_sociale=Autre", ...of],
    ["register", "forget", other, ...of],
    ["move", "export", join(folder, "agent.tar"), "--by", "Odile"],
    ["move", "cancel", ...of],
  ];
};

/** A backup of before a sending is restored: the mailbox knows better, nothing leaves until a person says what it was. */
const restored = async (firm: Firm): Promise<void> => {
  const { folder, during, drop, rule, facteur } = firm;
  const [data, backup] = [join(folder, "data"), join(folder, "sauvegarde")];
  cpSync(data, backup, { recursive: true });
  rule("cirso", "accept");
  await during(dayMs, () => drop("cirso/dpae.txt", dpae("OUBLIEE"), "enregistre"));
  rmSync(data, { recursive: true });
  cpSync(backup, data, { recursive: true });
  rmSync(backup, { recursive: true });
  await during(0, () =>
    waitUntil("what is missing to be known", () => factKinds(folder).has("journal-behind")),
  );
  const said = ["--as", "sent", "--by", "Odile", "--reason", "vu dans la boîte"];
  const { code, err } = await facteur("audit", "--reconcile", "all", ...said);
  assert.equal(code, 0, err);
};

/** Each kind of fact in the journal of a data folder, with how many there are. */
export const factKinds = (folder: string): ReadonlyMap<string, number> => {
  const db = new DatabaseSync(join(folder, "data", "journal.db"), { readOnly: true });
  try {
    const rows = db
      .prepare("SELECT body ->> 'is' AS kind, count(*) AS n FROM facts GROUP BY 1")
      .all();
    return new Map(rows.map(({ kind, n }) => [String(kind), Number(n)]));
  } finally {
    db.close();
  }
};

export const leaveData = async (t: TestContext): Promise<LeftData> => {
  const firm = await firmOf(t);
  await firm.during(7 * dayMs, () => firstDay(firm));
  await restored(firm);
  for (const words of orders(firm)) {
    const { code, out, err } = await firm.facteur(...words);
    assert.equal(code, 0, `${words.join(" ")}\n${out}${err}`);
  }
  await firm.during(0, async () => {
    await firm.until(13, "enregistre");
    await waitUntil("alarms", () => factKinds(firm.folder).has("alarm-raised"));
  });
  return firm;
};

/**
 * What is kept of it in the repository: data and dossiers, without what every start makes anew, without reports (written from the rest), and
 * without the marks, which name the machine that made them. `left.json` is how that version itself read it.
 */
export const layDown = async (left: AgentFolder, place: string): Promise<void> => {
  const leftOut =
    /(?:^|\/)(?:reserve|journal\.db-shm|verrou\.[^/]*|ordres\.sock|\.facteur|rapports)$/u;
  rmSync(place, { recursive: true, force: true });
  for (const name of ["data", "spool"])
    cpSync(join(left.folder, name), join(place, name), {
      recursive: true,
      filter: (from) => !leftOut.test(from),
    });
  const situations = (await left.deposits()).map((deposit) => [deposit.id, situation(deposit).is]);
  const facts = [...factKinds(left.folder).values()].reduce((a, b) => a + b, 0);
  writeFileSync(
    join(place, "left.json"),
    `${JSON.stringify({ facts, situations: Object.fromEntries(situations) }, undefined, 2)}\n`,
  );
};
