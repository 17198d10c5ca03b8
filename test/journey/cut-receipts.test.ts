/** A file that left cut, to two organisms (`decouper=oui`): each answers for what it was sent, and for nothing else. */
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { reportModel } from "../../src/adapters/reports/model/build.ts";
import { attention } from "../../src/cli/attention.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { send } from "../../src/journey/send.ts";
import { contribution, siret } from "../support/samples.ts";
import { receiveOne, smallWorld, takeOne, theDeposit } from "../support/small-world.ts";

/** One declaration for the Urssaf (913), one for a pension fund (930). */
const lotOf = (forms: readonly ("913" | "930")[]): Uint8Array =>
  writeDucsEdifact(
    forms.map((form) => ({
      ...contribution(form === "913" ? "REF1" : "REF2"),
      form,
      payment: {
        mode: "20",
        amount: "12",
        date: "20261105",
        socialReference:
          socialReference({
            creditor: form === "930" ? "S3" : "S1",
            period: "202640",
            internal: "9999999999990",
          }) ?? "",
      },
    })),
    {
      sender: siret,
      recipient: "99999999800027",
      date: "261105",
      hour: "0900",
      test: false,
      reference: `LOT${forms.join("")}`,
    },
  );

const lot = lotOf(["913", "930"]);

const rules = (urssaf: string, irc: string): string =>
  [
    "[urssaf]\ntype=ducs\nfamille=urssaf\na=ducs@urssaf.test\nsujet=DUCS\ndecouper=oui",
    urssaf,
    "[irc]\ntype=ducs\nfamille=irc\na=ducs@caisse.test\nsujet=DUCS\ndecouper=oui",
    irc,
  ].join("\n");

/** Both mails have left; `states` tells each declaration, with « ? » when nothing proves it. */
const cut = async (
  t: TestContext,
  more: { readonly urssaf?: string; readonly irc?: string } = {},
) => {
  const world = smallWorld(t);
  world.spool.drop("mapibox.cfg", rules(more.urssaf ?? "", more.irc ?? ""));
  world.spool.drop("lot.edi", lot);
  const { id } = await takeOne(world);
  const headers: string[] = [];
  for (const { id: message } of (await theDeposit(world, id)).messages) {
    const deposit = await theDeposit(world, id);
    const one = deposit.messages.find((m) => m.id === message);
    assert.ok(one);
    assert.equal((await send(world, deposit, one, new AbortController().signal)).is, "accepted");
    headers.push(one.frozen.messageIdHeader);
  }
  assert.equal(headers.length, 2);
  return {
    world,
    headers,
    states: async () =>
      (await theDeposit(world, id)).declarations.map((d) => `${d.is}${d.proven ? "" : " ?"}`),
  };
};

const level3 = (about: {
  readonly domain: string;
  readonly cites?: string | undefined;
  readonly lines: readonly string[];
  readonly authentic?: boolean;
}): string =>
  [
    ...(about.authentic === false
      ? []
      : [`Authentication-Results: mx.fournisseur.test; dkim=pass header.d=${about.domain}`]),
    `From: ducs@${about.domain}`,
    "To: paie@employeur.test",
    "Subject: Accuse de reception",
    `Message-ID: <ar.${about.lines.join("")}@${about.domain}>`.replaceAll(/\s|:/gu, ""),
    ...(about.cites ? [`In-Reply-To: ${about.cites}`, `References: ${about.cites}`] : []),
    "Content-Type: text/plain; charset=utf-8",
    "",
    "Accusé de réception de niveau 3",
    "Numéro : DEMO-000012",
    "Fichier : lot.edi",
    "",
    ...about.lines,
    "",
  ].join("\r\n");

test("the second organism's answer is judged by its own address, and registers its own", async (t) => {
  const { world, headers, states } = await cut(t);
  const answer = {
    domain: "caisse.test",
    cites: headers[1],
    lines: ["Déclaration REF2 : INTEGREE"],
  };
  const { conclusion } = await receiveOne(world, level3(answer));
  assert.equal(conclusion.matches[0]?.grade, "B", conclusion.matches[0]?.gradeBecause ?? "");
  assert.equal(conclusion.matches[0]?.message, "D1.M2");
  assert.deepEqual(await states(), ["waiting ?", "registered"]);
});

test("what it does not name declaration by declaration is said of its own mail only", async (t) => {
  const { world, headers, states } = await cut(t);
  const unread = { domain: "caisse.test", cites: headers[1], lines: ["Votre envoi est traité."] };
  await receiveOne(world, level3(unread));
  const [urssaf, irc] = await states();
  assert.equal(urssaf, "waiting ?");
  assert.notEqual(irc, "waiting ?");
});

test("no organism registers what was sent to another, whatever it writes", async (t) => {
  const { world, headers, states } = await cut(t);
  const lines = ["Déclaration REF1 : INTEGREE", "Déclaration REF2 : INTEGREE"];
  for (const cites of [headers[0], headers[1]])
    await receiveOne(world, level3({ domain: "urssaf.test", cites, lines }));
  assert.deepEqual(await states(), ["registered ?", "registered ?"]);
  const own = { domain: "urssaf.test", cites: headers[0], lines: ["Déclaration REF1 : INTEGREE"] };
  await receiveOne(world, level3(own));
  assert.deepEqual(await states(), ["registered", "registered ?"]);
});

test("the rule that asks for less opens nothing of the one that asks for more", async (t) => {
  const { world, headers, states } = await cut(t, { urssaf: "ar.authenticite=C" });
  const answer = {
    domain: "caisse.test",
    cites: headers[1],
    lines: ["Déclaration REF2 : INTEGREE"],
    authentic: false,
  };
  await receiveOne(world, level3(answer));
  assert.deepEqual(await states(), ["waiting ?", "registered ?"]);
});

test("counts that one organism echoes are compared with what it was sent", async (t) => {
  const { world, headers, states } = await cut(t);
  const lines = ["Nombre de déclarations : 1", "Déclaration REF2 : INTEGREE"];
  await receiveOne(world, level3({ domain: "caisse.test", cites: headers[1], lines }));
  assert.deepEqual(await states(), ["waiting ?", "registered"]);
});

test("one half refused by the server: the report asks for that half alone, and it leaves when it is dropped", async (t) => {
  const world = smallWorld(t, {
    courier: (handover) =>
      handover.envelope.to[0] === "ducs@caisse.test" ? "refuses-organism" : "accepts",
  });
  world.spool.drop("mapibox.cfg", rules("", ""));
  world.spool.drop("lot.edi", lot);
  const { id, messages } = await takeOne(world);
  for (const message of messages)
    await send(world, await theDeposit(world, id), message, new AbortController().signal);
  const { todo } = reportModel({
    deposit: await theDeposit(world, id),
    declarations: [],
    findings: [],
    receiptTexts: [],
    agent: { name: "Facteur", version: "test" },
  });
  assert.match(todo.join(" "), /ne le redéposez pas entier.*que la déclaration 2\./u);
  // `facteur status` and the page of the day say the same.
  const recent = [await theDeposit(world, id)];
  const [told] = await attention(world.journal, recent, "fr");
  assert.match(told?.next ?? "", /ne le redéposez pas entier.*que la déclaration 2\./u);
  const [english] = await attention(world.journal, recent, "en");
  assert.match(english?.next ?? "", /only declaration 2\./u);
  world.spool.drop("reste.edi", lotOf(["930"]));
  const rest = await takeOne(world);
  assert.equal(rest.stage.is, "frozen", JSON.stringify(rest.stage));
  world.spool.drop("encore.edi", lotOf(["913"]));
  const again = await takeOne(world);
  assert.ok(again.stage.is === "held", "what has left is asked about");
  assert.equal(again.stage.hold.because, "replaces");
});
