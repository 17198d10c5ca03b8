/** A bundle that somebody made by hand, its hashes right: what follows from nothing is told, and nothing of it is a crash. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { zipArchive } from "../../src/adapters/evidence/zip-archive.ts";
import { readToken } from "../../src/adapters/timestamp/token.ts";
import { genesis, linkHash } from "../../src/domain/chain.ts";
import { type EvidenceFile, extractPath } from "../../src/domain/evidence.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { verifyEvidence } from "../../src/journey/evidence/verify.ts";
import { filesOf, played, sent } from "../support/evidence-sample.ts";

const archive = zipArchive();
const verify = (bytes: Uint8Array) => verifyEvidence({ archive, readToken }, bytes);

test("rows that follow each other and are no facts, and a manifest without files, are unreadable, not a crash", async (t) => {
  const files = await filesOf(await played(t));
  for (const body of ["null", "7", '{"is":"claimed"}', '{"is":"frozen","deposit":"D2"}', "{"]) {
    const hash = linkHash(genesis, { seq: 1, at: 5, body });
    const row = {
      path: extractPath,
      bytes: Buffer.from(JSON.stringify({ seq: 1, at: 5, body, hash })),
    };
    const pieces = { [row.path]: sha256(row.bytes) };
    const manifest = manifestWith(files, {
      before: genesis,
      head: { seq: 1, hash },
      files: pieces,
    });
    const { faults } = await verify(archive.pack([row, manifest]));
    assert.ok(faults.length > 0, body);
    assert.ok(
      faults.every((f) => f.is === "unreadable"),
      body,
    );
  }
  const { faults } = await verify(archive.pack([manifestWith(files, { files: null })]));
  assert.deepEqual(
    faults.map((f) => f.is),
    ["unreadable"],
  );
});

const manifestWith = (files: readonly EvidenceFile[], changes: object): EvidenceFile => {
  const { bytes = sent, path = "" } = files.find((f) => f.path === "manifeste.json") ?? {};
  const said = { ...(JSON.parse(Buffer.from(bytes).toString()) as object), ...changes };
  return { path, bytes: Buffer.from(`${JSON.stringify(said, undefined, 2)}\n`) };
};

test("rows that say nothing of the deposit prove nothing, although they follow each other", async (t) => {
  const files = await filesOf(await played(t));
  const pages = files.filter((f) => !/^(?:original|envois|retours)\//u.test(f.path));
  const pieces = pages.map(({ path, bytes }) => ({
    path,
    bytes: path === extractPath ? withoutBodies(bytes) : bytes,
  }));
  const named = pieces.filter((f) => f.path !== "manifeste.json");
  const hashes = Object.fromEntries(named.map((f) => [f.path, sha256(f.bytes)]));
  const { faults } = await verify(archive.pack([...named, manifestWith(files, { files: hashes })]));
  assert.deepEqual(
    faults.map((f) => (f.is === "unreadable" ? f.said : f.is)),
    ["aucune ligne ne dit la prise du dépôt D2"],
  );
});

const withoutBodies = (extract: Uint8Array): Uint8Array => {
  const rows = Buffer.from(extract).toString().trimEnd().split("\n");
  const stubs = rows.map((row) => {
    const { body, ...rest } = JSON.parse(row) as { readonly body?: string };
    return body === undefined ? row : JSON.stringify({ ...rest, bodyHash: sha256(body) });
  });
  return Buffer.from(`${stubs.join("\n")}\n`);
};
