/** A file that leaves cut (`decouper=oui`), to an Urssaf and to a pension fund, each under its own rule. */
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { socialReference } from "../../src/domain/identifiers.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import { send } from "../../src/journey/send.ts";
import { put } from "./register.ts";
import { contribution, siret } from "./samples.ts";
import { type SmallWorld, smallWorld, takeOne, theDeposit } from "./small-world.ts";

/** One declaration for the Urssaf (913), one for a pension fund (930). */
export const lotOf = (forms: readonly ("913" | "930")[]): Uint8Array =>
  paidLot(
    forms.map((form) => ({
      reference: form === "913" ? "REF1" : "REF2",
      form,
      creditor: form === "930" ? "S3" : "S1",
      internal: "9999999999990",
    })),
    `LOT${forms.join("")}`,
  );

/** Returns that are paid by cheque, each to the creditor of its form. */
export const paidLot = (
  returns: readonly {
    readonly reference: string;
    readonly form: string;
    readonly creditor: "S1" | "S2" | "S3";
    readonly internal: string;
  }[],
  reference: string,
): Uint8Array =>
  writeDucsEdifact(
    returns.map(({ reference: own, form, creditor, internal }) => ({
      ...contribution(own),
      form,
      payment: {
        mode: "20",
        amount: "12",
        date: "20261105",
        socialReference: socialReference({ creditor, period: "202640", internal }) ?? "",
      },
    })),
    {
      sender: siret,
      recipient: "99999999800027",
      date: "261105",
      hour: "0900",
      test: false,
      reference,
    },
  );

export const lot = lotOf(["913", "930"]);

export const cutRules = (urssaf = "", irc = ""): string =>
  [
    "[urssaf]\ntype=ducs\nfamille=urssaf\na=ducs@urssaf.test\nsujet=DUCS\ndecouper=oui",
    urssaf,
    "[irc]\ntype=ducs\nfamille=irc\na=ducs@caisse.test\nsujet=DUCS\ndecouper=oui",
    irc,
  ].join("\n");

export interface Cut {
  readonly world: SmallWorld;
  /** Message-ID of each mail: the Urssaf's, the fund's. */
  readonly headers: readonly string[];
  /** What each declaration is, with « ? » when nothing proves it. */
  readonly states: () => Promise<readonly string[]>;
}

/** Both mails have left; `states` tells each declaration, with « ? » when nothing proves it. */
export const cutWorld = async (
  t: TestContext,
  more: {
    readonly urssaf?: string;
    readonly irc?: string;
    readonly world?: Parameters<typeof smallWorld>[1];
    /** A row of the register that stands before the file comes. */
    readonly row?: string;
  } = {},
): Promise<Cut> => {
  const world = smallWorld(t, more.world);
  world.spool.drop("mapibox.cfg", cutRules(more.urssaf, more.irc));
  if (more.row !== undefined) await put(world, more.row);
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

export const level3 = (about: {
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
