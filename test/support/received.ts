/** The corpus of received mails: four deposits that were sent, and each mail made ready to arrive. */
import { generateKeyPairSync } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { dkimSign } from "mailauth";
import { mailVerifier } from "../../src/adapters/authenticity/mail-verifier.ts";
import { envelopeIdOf } from "../../src/domain/envelope-id.ts";
import { socialReference } from "../../src/domain/identifiers.ts";
import type { DepositId } from "../../src/domain/ids.ts";
import { writeDucsEdifact } from "../../src/formats/ducs-edifact/write.ts";
import type { DucsToWrite } from "../../src/formats/ducs-to-write.ts";
import { contribution, dpae, edifact, hire, sampleAgentKey, siret } from "./samples.ts";
import { rules, type SmallWorld, sendOne, smallWorld, takeOne } from "./small-world.ts";
import { writeDpaeXml } from "./write-dpae-xml.ts";

export const mails = join(import.meta.dirname, "..", "fixtures", "mails");

/** What a fixture says of itself, by hand. */
export interface Expected {
  readonly about: string;
  readonly source: string;
  readonly class: string;
  readonly match?: string | readonly string[];
  readonly candidates?: readonly string[];
  readonly grade?: string;
  readonly verdicts?: Readonly<Record<string, string>> | null;
  readonly official?: boolean;
  readonly proven?: boolean;
  readonly after?: readonly string[];
  readonly state?: Readonly<Record<string, string>>;
  readonly returned?: boolean;
  /** What stands in `AR/` after all of them, as « D1 dpae.txt »; nothing when absent. */
  readonly filed?: readonly string[];
  readonly sign?: { readonly domain: string; readonly tamper?: boolean; readonly dns?: "fails" };
}

export const fixtureNames = (): readonly string[] =>
  readdirSync(mails)
    .filter((name) => name.endsWith(".eml"))
    .map((name) => name.slice(0, -4))
    .sort();

export const expectedOf = (name: string): Expected =>
  JSON.parse(readFileSync(join(mails, `${name}.json`), "utf8")) as Expected;

const key = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

/** The public DNS of the tests: one key for every domain, at the selector `test`. */
export const testDns = (name: string): Promise<string[][]> =>
  name.startsWith("test._domainkey.")
    ? Promise.resolve([[`v=DKIM1; k=rsa; p=${key.publicKey.toString("base64")}`]])
    : Promise.reject(Object.assign(new Error("not found"), { code: "ENOTFOUND" }));

export const deadDns = (): Promise<string[][]> =>
  Promise.reject(Object.assign(new Error("no answer"), { code: "ETIMEOUT" }));

export const signed = async (raw: Buffer, domain: string): Promise<Buffer> => {
  const how = { signingDomain: domain, selector: "test", privateKey: key.privateKey };
  const signature = await dkimSign(raw, {
    ...how,
    signatureData: [how],
    canonicalization: "relaxed/relaxed",
    signTime: new Date("2026-11-05T10:00:00Z"),
  });
  return Buffer.concat([Buffer.from(signature.signatures), raw]);
};

export interface Sent {
  readonly world: SmallWorld;
  /** Message-ID of each deposit's mail, with its brackets. */
  readonly headers: ReadonlyMap<string, string>;
}

const to = new Map<DepositId, string>([
  ["D1", "accept@organisme.test"],
  ["D2", "ducs@organisme.test"],
  ["D3", "depot@portail.test"],
  ["D4", "dpae@net.test"],
]);

const portalLot = (): Uint8Array => {
  const [one, two] = ["UN", "DEUX"].map(
    (name, index): DucsToWrite => ({
      ...contribution(`B${index + 1}`),
      recipientName: `CAISSE FICTIVE ${name}`,
      period: "202630",
      payment: {
        mode: "20",
        amount: "1234",
        socialReference:
          socialReference({ creditor: "S1", period: "202630", internal: "9999999999999" }) ?? "",
      },
    }),
  );
  if (!one || !two) throw new Error("two declarations");
  return writeDucsEdifact([one, two], {
    sender: siret,
    recipient: "99999999800027",
    date: "261105",
    hour: "0900",
    test: false,
    reference: "LOT3",
  });
};

/** A world in which D1 to D4 have been sent. */
export const sentWorld = async (
  t: TestContext,
  options: Parameters<typeof smallWorld>[1] = {},
): Promise<Sent> => {
  const world = smallWorld(t, {
    verifier: mailVerifier({ resolve: testDns }),
    ...options,
  });
  const headers = new Map<string, string>();
  const files: readonly (readonly [DepositId, string, Uint8Array])[] = [
    ["D1", "dpae.txt", dpae("FICTIVE", "IMAGINAIRE", "SUPPOSEE")],
    ["D2", "lot.edi", edifact(["A1", "A2"])],
    ["D3", "lot3.edi", portalLot()],
    ["D4", "DPAE.xml", writeDpaeXml([hire("NOUVELLE")], { test: false })],
  ];
  for (const [id, name, bytes] of files) {
    world.spool.drop("mapibox.cfg", rules(to.get(id)));
    world.spool.drop(name, bytes);
    const deposit = await takeOne(world);
    await sendOne(world, id);
    const header = deposit.messages[0]?.frozen.messageIdHeader;
    if (deposit.id !== id || !header) throw new Error(`${name} is ${deposit.id}, not sent`);
    headers.set(id, header);
  }
  return { world, headers };
};

/** The fixture's bytes with our Message-IDs in their places, signed when it says so. */
export const arriving = async (sent: Sent, name: string): Promise<Buffer> => {
  const { sign } = expectedOf(name);
  let text = readFileSync(join(mails, `${name}.eml`)).toString("latin1");
  for (const [id, header] of sent.headers) {
    text = text.replaceAll(`{{${id}}}`, header);
    text = text.replaceAll(`{{${id}.id}}`, header.slice(1, -1));
    text = text.replaceAll(`{{${id}.envelope}}`, envelopeIdOf(sampleAgentKey, header));
  }
  text = text.replaceAll("{{token}}", sent.world.agent.token);
  const raw = Buffer.from(text, "latin1");
  if (!sign) return raw;
  const whole = await signed(raw, sign.domain);
  return sign.tamper
    ? Buffer.from(whole.toString("latin1").replace("AR\r\n", "AR modifie\r\n"), "latin1")
    : whole;
};
