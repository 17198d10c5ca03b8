/** `facteur hold|release|retry|cancel|confirm|resend` as a person types them: with an agent that runs, and with none. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { type SituationIs, situation } from "../../src/domain/rollup.ts";
import { writeDpaeFlat } from "../../src/formats/dpae-flat/write.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import {
  type AgentFolder,
  agentFolder,
  clientOf,
  clientUser,
  startAgent,
} from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae, hire } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

/** Its answers come late: here only people decide. */
const organismOf = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 600_000 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  return organism;
};

interface Shop {
  readonly folder: AgentFolder;
  readonly organism: Awaited<ReturnType<typeof organismOf>>;
  /** Types a command; answers with its exit code and all that it said. */
  readonly type: (...words: readonly string[]) => Promise<{ code: number; said: string }>;
  readonly drop: (bytes: Uint8Array, to: string) => void;
  readonly ordersOf: (id: DepositId) => Promise<readonly (readonly string[])[]>;
  readonly is: (id: DepositId) => Promise<SituationIs | undefined>;
  /** Whether the mail server can be reached; the agent must be started again to see it. */
  readonly reachable: (yes: boolean) => void;
}

const shop = async (t: TestContext): Promise<Shop> => {
  const organism = await organismOf(t);
  const client = clientOf(organism);
  const folder = await agentFolder(t, client);
  const type: Shop["type"] = async (...words) => {
    const { code, out, err } = await facteur(...words, "--config", folder.settings);
    return { code, said: out + err };
  };
  const depositOf = async (id: DepositId) => {
    await using journal = readJournal(join(folder.folder, "data", "journal.db"));
    return journal?.deposit(id);
  };
  return {
    folder,
    organism,
    type,
    drop: (bytes, to) => {
      writeFileSync(folder.dossier("mapibox.cfg"), rules(`${to}@organisme.test`));
      writeFileSync(folder.dossier("dpae.txt"), bytes);
    },
    ordersOf: async (id) =>
      ((await depositOf(id))?.orders ?? []).map((o) => [o.order, o.by, o.reason]),
    is: async (id) => {
      const deposit = await depositOf(id);
      return deposit && situation(deposit).is;
    },
    reachable: (yes) => {
      const submission = yes ? client.submission : { ...client.submission, port: 1 };
      const identity = { displayName: "Paie", legacyNames: ["Microsoft Outlook"], ...client };
      folder.settle({ identities: { cabinet: { ...identity, submission } } });
    },
  };
};

/** What is typed wrongly, or cannot be done, changes nothing and says why. */
const refusals = async ({ type, ordersOf }: Shop): Promise<void> => {
  const refused: readonly (readonly [readonly string[], number, RegExp])[] = [
    [["hold"], 2, /id/u],
    [["release", "D1", "--as", "peut-être"], 2, /replacement/u],
    [["hold", "D1", "--as", "separate"], 2, /--as/u],
    [["hold", "D99"], 1, /D99 n'existe pas/u],
    [["cancel", "n'importe quoi"], 1, /n'existe pas/u],
    [["retry", "D1.M9"], 1, /n'est pas de ce dépôt/u],
    [["release", "D1"], 1, /ni suspendu ni en attente/u],
    [["cancel", "D1"], 1, /--reason/u],
    [["confirm", "D1"], 1, /incertain/u],
    [["resend", "D1"], 1, /--reason/u],
    [["resend", "D1", "--reason", "x"], 1, /n'est parti ni incertain/u],
    [["--lang", "en", "confirm", "D1"], 1, /no mail of this deposit is uncertain/u],
  ];
  for (const [words, code, said] of refused) {
    const answer = await type(...words);
    assert.deepEqual([answer.code, words], [code, words], answer.said);
    assert.match(answer.said, said, words.join(" "));
  }
  assert.deepEqual(await ordersOf("D1"), []);
};

/** D1 waits for its server: suspended, released, tried now, cancelled. */
const lifeOfAWaitingMail = async ({ type, ordersOf, is }: Shop): Promise<void> => {
  const held = await type("hold", "d1", "--by", "dupont", "--reason", "je vérifie le SIRET");
  assert.equal(held.code, 0, held.said);
  assert.match(held.said, /^D1 : suspendu\. C'est écrit au journal\.$/mu);
  assert.equal(await is("D1"), "suspendu");
  assert.equal((await type("hold", "D1")).code, 1, "it is held already");
  const released = await type("release", "D1.M1", "--by", "dupont", "--json");
  assert.deepEqual([released.code, JSON.parse(released.said).is], [0, "allowed"]);
  const retried = await type("retry", "D1", "--by", "durand");
  assert.match(retried.said, /nouvel essai maintenant/u);
  const cancelled = await type("cancel", "D1", "--by", "durand", "--reason", "fichier erroné");
  assert.match(cancelled.said, /annulé/u);
  assert.equal(await is("D1"), "annule");
  assert.deepEqual(await ordersOf("D1"), [
    ["hold", "dupont", "je vérifie le SIRET"],
    ["release", "dupont", ""],
    ["retry", "durand", ""],
    ["cancel", "durand", "fichier erroné"],
  ]);
  const json = await type("retry", "D1", "--json");
  assert.deepEqual(
    [json.code, JSON.parse(json.said)],
    [1, { is: "refused", because: "nothing-to-retry" }],
  );
};

const waitingMail = async (here: Shop): Promise<void> => {
  here.drop(dpae("FICTIVE"), "silent");
  await here.folder.until(1, "nouvel-essai");
};

test("orders about a mail that waits, while the agent runs", async (t) => {
  const here = await shop(t);
  here.reachable(false);
  await startAgent(t, here.folder.settings);
  await waitingMail(here);
  await refusals(here);
  await lifeOfAWaitingMail(here);
  assert.equal(here.organism.deliveries().length, 0);
});

test("the same orders, while no agent runs; what they say counts when it starts", async (t) => {
  const here = await shop(t);
  here.reachable(false);
  const agent = await startAgent(t, here.folder.settings);
  await waitingMail(here);
  here.drop(dpae("IMAGINAIRE"), "silent");
  await here.folder.until(2, "nouvel-essai");
  await agent.stop();
  await refusals(here);
  await lifeOfAWaitingMail(here);
  assert.equal((await here.type("hold", "D2", "--by", "  ")).code, 0);
  const [held] = await here.ordersOf("D2");
  assert.equal(held?.[1], userInfo().username, "nobody's name is the login's");
  here.reachable(true);
  await startAgent(t, here.folder.settings);
  here.drop(dpae("SUPPOSEE"), "silent");
  await here.folder.until(3, "remis");
  assert.equal(await here.is("D2"), "suspendu");
  assert.equal((await here.type("release", "D2")).code, 0);
  await here.folder.until(2, "remis");
  assert.equal(here.organism.deliveries().length, 2, "D2 and D3, and never D1");
});

for (const running of [true, false])
  test(`confirm, resend and retry ${running ? "beside" : "without"} an agent`, async (t) => {
    const here = await shop(t);
    const { folder, organism, type, drop } = here;
    const first = await startAgent(t, folder.settings);
    drop(dpae("FICTIVE"), "drop-at-dot");
    await folder.until(1, "incertain");
    drop(dpae("IMAGINAIRE"), "silent");
    await folder.until(2, "remis");
    drop(dpae("SUPPOSEE"), "550");
    await folder.until(3, "refuse-par-le-serveur");
    if (!running) await first.stop();
    const dots = async (n: number) =>
      organism.dots((await folder.deposits())[n - 1]?.messages[0]?.frozen.messageIdHeader ?? "");
    assert.deepEqual([await dots(1), await dots(2), await dots(3)], [1, 1, 0]);

    const confirmed = await type("confirm", "D1", "--by", "dupont");
    assert.match(confirmed.said, /arrivée confirmée/u);
    assert.equal(await here.is("D1"), "remis");
    assert.equal((await type("resend", "D2")).code, 1, "not without a reason");
    const resent = await type("resend", "D2", "--by", "dupont", "--reason", "l'organisme n'a rien");
    assert.match(resent.said, /nouvel envoi des mêmes octets/u);
    assert.equal((await type("retry", "D3", "--by", "dupont")).code, 0);
    if (!running) await startAgent(t, folder.settings);

    await waitUntil("the second dot of D2", async () => (await dots(2)) === 2);
    await waitUntil("the second try of D3", async () => {
      const message = (await folder.deposits())[2]?.messages[0];
      return message?.attempts.length === 2 && message.stage.is === "refused";
    });
    assert.deepEqual([await dots(1), await dots(2), await dots(3)], [1, 2, 0]);
    const bytes = organism.deliveries().map((d) => d.messageIdHeader);
    assert.equal(new Set(bytes).size, 2, "the same Message-ID again");
    const audit = await type("audit");
    assert.equal(audit.code, 0, audit.said);
  });

for (const [as, situationOfFirst] of [
  ["replacement", "remplace"],
  ["separate", "remis"],
] as const)
  test(`« remplace ? » is answered once: --as ${as}`, async (t) => {
    const here = await shop(t);
    await startAgent(t, here.folder.settings);
    here.drop(dpae("FICTIVE"), "silent");
    await here.folder.until(1, "remis");
    here.drop(writeDpaeFlat([hire("FICTIVE", { employer: "SOCIETE CORRIGEE" })]), "silent");
    await here.folder.until(2, "retenu");
    const asked = await here.type("release", "D2");
    assert.equal(asked.code, 1);
    assert.match(asked.said, /--as replacement/u);
    assert.equal((await here.type("release", "D2", "--as", as)).code, 0);
    await here.folder.until(2, "remis");
    assert.equal(await here.is("D1"), situationOfFirst);
    assert.equal((await here.type("release", "D2", "--as", as)).code, 1, "it was answered");
  });
