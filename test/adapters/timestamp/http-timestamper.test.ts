/** Stamps of a real authority (openssl's) are taken; refusals, old answers and nonsense are not. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { httpTimestamper } from "../../../src/adapters/timestamp/http-timestamper.ts";
import { readToken } from "../../../src/adapters/timestamp/token.ts";
import { sha256 } from "../../../src/foundation/bytes.ts";
import { TimestampFault } from "../../../src/ports/timestamper.ts";
import { needs, testWith } from "../../support/machine.ts";
import { scratch } from "../../support/scratch.ts";
import { openssl } from "../../support/sealing.ts";
import { startAuthority } from "../../support/timestamp-authority.ts";

const test = testWith(needs("openssl"));

test("a token says when, by whom, over what; openssl agrees; a changed token is refused", async (t) => {
  const folder = await scratch(t);
  await using authority = await startAuthority(folder);
  const token = await httpTimestamper(authority.url).stamp("empreinte");
  const read = await readToken(token, "empreinte");
  assert.match(read.signer, /Autorite de test/u);
  assert.ok(Math.abs(read.at - Date.now()) < 60_000);
  const [tokenFile, dataFile] = [join(folder, "token"), join(folder, "data")];
  writeFileSync(tokenFile, token);
  writeFileSync(dataFile, "empreinte");
  openssl([
    "ts",
    "-verify",
    "-data",
    dataFile,
    "-in",
    tokenFile,
    "-token_in",
    "-CAfile",
    authority.ca,
  ]);
  const changed = Uint8Array.from(token);
  // Its serial number: nothing but the signature covers it.
  const at = Buffer.from(token).indexOf(Buffer.from(sha256("empreinte"), "hex")) + 34;
  changed[at] = (changed[at] ?? 0) ^ 1;
  await assert.rejects(readToken(token, "autre"), /autre chose/u);
  await assert.rejects(readToken(changed, "empreinte"), TimestampFault);
});

test("a refusal, an answer to another request, nonsense, an error page, and nobody there: told, and no token", async (t) => {
  await using authority = await startAuthority(await scratch(t));
  const timestamper = httpTimestamper(authority.url);
  await timestamper.stamp("empreinte");
  for (const [does, said] of [
    ["old", /autre demande/u],
    ["refuse", /refusé par l'autorité/u],
    ["garbage", /illisible/u],
    ["503", /code HTTP 503/u],
  ] as const) {
    authority.does = does;
    await assert.rejects(timestamper.stamp("empreinte"), said, does);
  }
  await assert.rejects(httpTimestamper("http://127.0.0.1:9/").stamp("x"), TimestampFault);
});
