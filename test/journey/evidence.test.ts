/** A proof bundle holds what it names, shows nothing of others, and a change of any byte of it is found and named. */
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { zipArchive } from "../../src/adapters/evidence/zip-archive.ts";
import { httpTimestamper } from "../../src/adapters/timestamp/http-timestamper.ts";
import { readToken } from "../../src/adapters/timestamp/token.ts";
import { envelopeIdOf } from "../../src/domain/envelope-id.ts";
import { type EvidenceFault, type EvidenceFile, stampPath } from "../../src/domain/evidence.ts";
import { collectEvidence, manifestOf } from "../../src/journey/evidence/collect.ts";
import { verifyEvidence } from "../../src/journey/evidence/verify.ts";
import { stampDue, stampHead } from "../../src/journey/stamp.ts";
import { composeBounce } from "../../src/organism/bounce.ts";
import { CorruptBlob } from "../../src/ports/store.ts";
import { filesOf, played, sent } from "../support/evidence-sample.ts";
import { claimed } from "../support/facts.ts";
import { scratch } from "../support/scratch.ts";
import {
  address,
  receiveOne,
  sendOne,
  smallWorld,
  takeOne,
  theDeposit,
} from "../support/small-world.ts";
import { startAuthority } from "../support/timestamp-authority.ts";

const archive = zipArchive();
const verify = (bytes: Uint8Array) => verifyEvidence({ archive, readToken }, bytes);

const altered = (bytes: Uint8Array, at: number, by = 1): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[at] = ((copy[at] ?? 0) + by) % 256;
  return copy;
};

test("the bundle holds the original, the mail, the server's answer, the receipt as it came, and verifies", async (t) => {
  const world = await played(t);
  const files = await filesOf(world);
  assert.deepEqual(
    files.map((f) => f.path),
    [
      "original/dpae.txt",
      "envois/D2.M1.eml",
      "envois/D2.M1.dialogue.txt",
      "retours/R1.eml",
      "retours/R1.json",
      "retours/R1.vu.json",
      "journal/extrait.ndjson",
      "manifeste.json",
    ],
  );
  assert.deepEqual(Buffer.from(files[0]?.bytes ?? []), Buffer.from(sent));
  assert.match(Buffer.from(files[2]?.bytes ?? []).toString(), /Message-ID : <d2\.m1\..*250/su);
  const packed = archive.pack(files);
  const verified = await verify(packed);
  assert.deepEqual(verified.faults, []);
  assert.equal(verified.manifest?.deposit, "D2");
});

test("the server's report that it did not arrive stands in the bundle as it came, named by the rows", async (t) => {
  const world = smallWorld(t);
  world.spool.drop("dpae.txt", sent);
  const { messages } = await takeOne(world);
  await sendOne(world, "D1");
  const raw = composeBounce({
    from: "mailer-daemon@organisme.test",
    to: address,
    messageId: "<dsn1@organisme.test>",
    date: world.clock.now(),
    reportingHost: "mx.organisme.test",
    failedRecipient: "accept@organisme.test",
    envelopeId: envelopeIdOf(world.agent.key, messages[0]?.frozen.messageIdHeader ?? ""),
    returned: world.courier.received()[0] ?? new Uint8Array(),
  });
  await receiveOne(world, raw);
  const deposit = await theDeposit(world, "D1");
  assert.equal(deposit.messages[0]?.returned?.status, "5.1.1");
  const files = await collectEvidence(world, deposit);
  const report = files.find((f) => f.path === "retours/R1.eml");
  assert.deepEqual(Buffer.from(report?.bytes ?? []), Buffer.from(raw));
  const manifest = await manifestOf(world, { deposit, files, made: 5, program: "Facteur essai" });
  const verified = await verify(archive.pack([...files, manifest]));
  assert.deepEqual(verified.faults, []);
});

test("nothing of another client's deposit is in it, and its rows are followed all the same", async (t) => {
  const files = await filesOf(await played(t));
  const all = Buffer.from(archive.pack(files)).toString("latin1");
  for (const other of ["autre-client", "tiers-client", "INVENTEE", "SUPPOSEE"])
    assert.equal(all.includes(other), false, other);
  const rows = Buffer.from(files[6]?.bytes ?? [])
    .toString()
    .trimEnd()
    .split("\n");
  assert.ok(
    rows.some((row) => row.includes("bodyHash")),
    "rows of others stand between",
  );
});

test("any byte that is changed is found", async (t) => {
  const packed = archive.pack(await filesOf(await played(t)));
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: packed.length - 1 }),
      fc.integer({ min: 1, max: 255 }),
      async (at, by) => {
        assert.notDeepEqual((await verify(altered(packed, at, by))).faults, []);
      },
    ),
    { numRuns: 400 },
  );
});

test("a bundle cut at any place, or with something after it, is found", async (t) => {
  const packed = archive.pack(await filesOf(await played(t)));
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: packed.length - 1 }), async (end) => {
      assert.notDeepEqual((await verify(packed.subarray(0, end))).faults, []);
    }),
    { numRuns: 100 },
  );
  const longer = Buffer.concat([packed, Buffer.from("x")]);
  assert.notDeepEqual((await verify(longer)).faults, []);
});

test("what was changed is named: a piece, one taken away, one added, a row of the journal, the container", async (t) => {
  const files = await filesOf(await played(t));
  const faultsOf = async (changed: readonly EvidenceFile[]): Promise<readonly EvidenceFault[]> =>
    (await verify(archive.pack(changed))).faults;
  const swap = (path: string, bytes: Uint8Array): readonly EvidenceFile[] =>
    files.map((f) => (f.path === path ? { path, bytes } : f));
  const mail = files.find((f) => f.path === "envois/D2.M1.eml")?.bytes ?? Buffer.of();
  const changedMail = await faultsOf(swap("envois/D2.M1.eml", altered(mail, 40)));
  assert.deepEqual(changedMail[0], { is: "altered", path: "envois/D2.M1.eml" });
  assert.equal(changedMail[1]?.is, "unproved");
  assert.ok(
    (await faultsOf(files.filter((f) => f.path !== "retours/R1.eml"))).some(
      (f) => f.is === "missing" && f.path === "retours/R1.eml",
    ),
  );
  assert.deepEqual(
    await faultsOf([...files, { path: "retours/R9.eml", bytes: Buffer.from("x") }]),
    [{ is: "stranger", path: "retours/R9.eml" }],
  );
  const extract = Buffer.from(files[6]?.bytes ?? []).toString();
  const row = extract.replace('\\"is\\":\\"accepted\\"', '\\"is\\":\\"refused!\\"');
  assert.notEqual(row, extract);
  assert.ok(
    (await faultsOf(swap("journal/extrait.ndjson", Buffer.from(row)))).some(
      (f) => f.is === "chain-broken",
    ),
  );
  const packed = Buffer.from(archive.pack(files));
  // The day of the first entry, which no hash of a content covers.
  const container = (await verify(altered(packed, 12))).faults;
  assert.deepEqual(
    container.map((f) => f.is),
    ["container"],
  );
});

test("what whoever made the bundle put there is found, although its manifest was written anew", async (t) => {
  const world = await played(t);
  const files = (await filesOf(world)).filter((f) => f.path !== "manifeste.json");
  const deposit = await theDeposit(world, "D2");
  const [receipt] = deposit.receipts;
  const dialogue = `envois/${deposit.messages[0]?.id}.dialogue.txt`;
  const judged = `retours/${receipt?.receipt}.json`;
  const seen = `retours/${receipt?.receipt}.vu.json`;
  const bytesOf = (path: string): Uint8Array => files.find((f) => f.path === path)?.bytes ?? sent;
  const changed = (path: string, from: string | RegExp, to: string): readonly EvidenceFile[] =>
    files.map((f) => {
      if (f.path !== path) return f;
      const text = Buffer.from(f.bytes).toString();
      assert.match(text, new RegExp(from, "u"));
      return { path, bytes: Buffer.from(text.replace(from, to)) };
    });
  const [mail, answer] = [
    `envois/${deposit.messages[0]?.id}.eml`,
    `retours/${receipt?.receipt}.eml`,
  ];
  const swapped = files.map((f) =>
    f.path === mail
      ? { ...f, bytes: bytesOf(answer) }
      : f.path === answer
        ? { ...f, bytes: bytesOf(mail) }
        : f,
  );
  const forged = {
    path: "retours/R99.eml",
    bytes: Buffer.from("Subject: registered\r\n\r\n00\r\n"),
  };
  const forgeries: readonly (readonly [string, readonly EvidenceFile[], readonly string[]])[] = [
    ["a server's answer", changed(dialogue, "250", "550"), [dialogue]],
    ["a verdict", changed(judged, /"grade": "[A-Z]"/u, '"grade": "F"'), [judged]],
    [
      "a signature that nobody saw",
      changed(seen, /"dkim":\[\]/u, '"dkim":[{"domain":"x"}]'),
      [seen],
    ],
    ["a receipt that never came", [...files, forged], [forged.path]],
    ["a mail in a receipt's place", swapped, [mail, answer]],
    ["a piece left out", files.filter((f) => f.path !== dialogue), [dialogue]],
  ];
  for (const [what, pieces, paths] of forgeries) {
    const about = { deposit, files: pieces, made: 5, program: "Facteur essai" };
    const bundle = archive.pack([...pieces, await manifestOf(world, about)]);
    const { faults } = await verify(bundle);
    assert.deepEqual(
      faults.flatMap((f) => ("path" in f ? [f.path] : [f.is])),
      paths,
      what,
    );
  }
});

test("a text that is no bundle, and a file of another kind, are told and never thrown", async () => {
  for (const bytes of [
    Buffer.of(),
    Buffer.from("bonjour"),
    archive.pack([{ path: "a", bytes: Buffer.of(1) }]),
  ]) {
    const { faults, manifest } = await verify(bytes);
    assert.deepEqual(
      faults.map((f) => f.is),
      ["unreadable"],
    );
    assert.equal(manifest, undefined);
  }
});

test("a manifest with a key that was renamed is unreadable, not a crash", async (t) => {
  const files = await filesOf(await played(t));
  for (const key of ["head", "before", "files", "kind", "hash"]) {
    const swapped = files.map(({ path, bytes }) => ({
      path,
      bytes: path === "manifeste.json" ? renamed(bytes, key) : bytes,
    }));
    const { faults } = await verify(archive.pack(swapped));
    assert.deepEqual(
      faults.map((f) => f.is),
      ["unreadable"],
      key,
    );
  }
});

const renamed = (bytes: Uint8Array, key: string): Uint8Array =>
  Buffer.from(Buffer.from(bytes).toString().replace(`"${key}":`, `"_${key}":`));

test("a file that its size refused was never kept: its bundle goes without it, and verifies", async (t) => {
  const world = smallWorld(t);
  await world.journal.transact((j) => j.append({ ...claimed(), kept: false }));
  const deposit = await theDeposit(world, "D1");
  const files = await collectEvidence(world, deposit);
  const manifest = await manifestOf(world, { deposit, files, made: 5, program: "Facteur essai" });
  assert.deepEqual((await verify(archive.pack([...files, manifest]))).faults, []);
});

test("what the store has lost makes no bundle: it is said", async (t) => {
  const world = await played(t);
  const { claimed } = await theDeposit(world, "D2");
  const gone = {
    ...world,
    store: {
      get: (hash: string) =>
        hash === claimed.sha256
          ? Promise.reject(new CorruptBlob(hash, "gone"))
          : world.store.get(hash),
    },
  };
  await assert.rejects(collectEvidence(gone, await theDeposit(world, "D2")), CorruptBlob);
});

test("a third party's stamp dates the extract's last row; one over another journal is found", async (t) => {
  const world = await played(t);
  await using authority = await startAuthority(await scratch(t));
  assert.equal(await stampDue(world), true);
  await stampHead(world, httpTimestamper(authority.url));
  assert.equal(await stampDue(world), false);
  const files = await filesOf(world);
  const { faults, stamp } = await verify(archive.pack(files));
  assert.deepEqual(faults, []);
  assert.match(stamp?.signer ?? "", /Autorite de test/u);
  const other = await httpTimestamper(authority.url).stamp("0".repeat(64));
  const swapped = files.map((f) => (f.path === stampPath ? { path: stampPath, bytes: other } : f));
  const wrong = (await verify(archive.pack(swapped))).faults;
  assert.ok(wrong.some((f) => f.is === "stamp-wrong"));
});
