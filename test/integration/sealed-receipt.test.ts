/**
 * A receipt that comes sealed, through a whole agent: gpg's and openssl's own mails lie in the mailbox, are opened, verified,
 * close the declaration and are filed in `AR/` in clear; the evidence of it verifies in a folder where no agent is.
 */
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { isClosed } from "../../src/domain/removal/closed.ts";
import { fillAcknowledgement } from "../../src/formats/dpae-flat/acknowledge.ts";
import { composeMail, mailDate } from "../../src/organism/compose.ts";
import { splitMail } from "../../src/organism/fields.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, filedIn, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { needs, testWith } from "../support/machine.ts";
import { dpae } from "../support/samples.ts";
import { scratch } from "../support/scratch.ts";
import { pgpEncrypted, pkcs7 } from "../support/sealed-mails.ts";
import { gnupg, openssl, pgpPair, x509Pair } from "../support/sealing.ts";
import { waitUntil } from "../support/wait-until.ts";

const test = testWith(needs("gpg", "openssl"));

const bytes = dpae("FICTIVE");
const filled = fillAcknowledgement(bytes, () => ({ batch: "00", dossier: "01001", code: "00" }));

/** An agent that sent one hire to an organism which signs with these, and opens what is encrypted for the firm. */
const sent = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  const firm = await pgpPair(folder.folder, "cabinet");
  const portal = await pgpPair(folder.folder, "portail");
  const ring = gnupg(await scratch(t));
  cleanup(t, ring.stop);
  ring.import(firm.publicKey);
  ring.import(portal.privateKey);
  const [own, theirs] = [
    x509Pair(folder.folder, "cabinet", "rsa"),
    x509Pair(folder.folder, "portail", "ec"),
  ];
  folder.settle({
    receipts: {
      openers: { pgp: { openpgp: { file: firm.privateFile } }, cms: { smime: own } },
      signers: {
        "organisme.test": { keys: [portal.publicFile], certificates: [theirs.certificate] },
      },
    },
  });
  writeFileSync(
    folder.dossier("mapibox.cfg"),
    "a=silent@organisme.test\r\nsujet=DPAE\r\nnote=Ci-joint.\r\nar.attendus=2\r\n",
  );
  await startAgent(t, folder.settings);
  writeFileSync(folder.dossier("dpae.txt"), bytes);
  const deposit = await folder.until(1, "remis", "en-attente");
  const replying = [`In-Reply-To: ${deposit.messages[0]?.frozen.messageIdHeader ?? ""}`];
  /** The receipt as one MIME entity, as it is before it is sealed. */
  const mail = composeMail({
    from: "ar@organisme.test",
    to: clientUser.address,
    subject: "Fichier des AR",
    text: "Ci-joint.\r\n",
    messageId: "<ar1@organisme.test>",
    date: Date.now(),
    inReplyTo: "",
    attachment: { name: "dpae.txt", bytes: filled },
  });
  const { header, body } = splitMail(mail);
  const type = /^Content-Type: .*$/mu.exec(Buffer.from(header).toString("latin1"))?.[0] ?? "";
  const entity = `${type.trimEnd()}\r\n\r\n${Buffer.from(body).toString("latin1")}`;
  // Written now: an answer that is older than what it answers is for a person.
  const arrive = (raw: Buffer): void => {
    const dated = raw.toString("latin1").replace(/^Date: .*$/mu, `Date: ${mailDate(Date.now())}`);
    organism.mailbox(clientUser.address).append(Buffer.from(dated, "latin1"));
  };
  const registered = async (): Promise<void> => {
    const closed = await waitUntil("the hire to be registered and filed", async () => {
      const [now] = await folder.deposits();
      return now && isClosed(now) && now.deliveries.some((d) => d.is === "delivered")
        ? now
        : undefined;
    });
    assert.deepEqual(
      closed.declarations.map((d) => [d.is, d.proven]),
      [["registered", true]],
    );
    assert.deepEqual(
      closed.receipts.map((r) => r.grade),
      ["A"],
    );
    assert.deepEqual(filedIn(folder.dossier()), ["dpae.txt"]);
    assert.deepEqual(readFileSync(folder.dossier("AR/dpae.txt")), Buffer.from(filled));
  };
  const clearFile = async (): Promise<string> => {
    const file = join(await scratch(t), "clair");
    writeFileSync(file, entity, "latin1");
    return file;
  };
  return { folder, ring, own, theirs, replying, entity, arrive, registered, clearFile };
};

test("gpg encrypted it for us and signed it: opened, verified, registered, filed; its evidence verifies elsewhere", async (t) => {
  const { folder, ring, replying, entity, arrive, registered } = await sent(t);
  const signing = ["--armor", "--sign", "--local-user", "portail@organisme.test"];
  const sealed = ring.encrypt(Buffer.from(entity, "latin1"), ["cabinet@organisme.test"], signing);
  arrive(pgpEncrypted(sealed, replying));
  await registered();
  const zip = join(await scratch(t), "preuve.zip");
  const made = await facteur("evidence", "D1", "--output", zip, "--config", folder.settings);
  assert.equal(made.code, 0, made.err);
  const proved = await facteur("evidence", "verify", zip);
  assert.equal(proved.code, 0, proved.out + proved.err);
});

test("openssl signed it, then enveloped it for us: opened, verified, registered, filed", async (t) => {
  const { theirs, own, replying, arrive, registered, clearFile } = await sent(t);
  const signer = ["-signer", theirs.certificate, "-inkey", theirs.key];
  const inner = openssl(["cms", "-sign", ...signer, "-in", await clearFile()]);
  const file = await clearFile();
  writeFileSync(file, inner);
  const recipient = ["-outform", "DER", "-recip", own.certificate];
  arrive(pkcs7(openssl(["cms", "-encrypt", "-binary", ...recipient, "-in", file]), replying));
  await registered();
});

test("encrypted for us by anybody, it registers nothing and is not filed", async (t) => {
  const { folder, ring, replying, entity, arrive } = await sent(t);
  const sealed = ring.encrypt(
    Buffer.from(entity, "latin1"),
    ["cabinet@organisme.test"],
    ["--armor"],
  );
  arrive(pgpEncrypted(sealed, replying));
  const now = await waitUntil("it to be read", async () => {
    const [deposit] = await folder.deposits();
    return deposit && deposit.receipts.length > 0 ? deposit : undefined;
  });
  assert.deepEqual(
    now.declarations.map((d) => d.proven),
    [false],
  );
  assert.equal(isClosed(now), false);
  assert.ok(!existsSync(folder.dossier("AR/dpae.txt")));
});
