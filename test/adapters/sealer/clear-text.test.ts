/** What a program merely copied, encoded or zipped is found wherever it stands; what is sealed is never taken for clear text. */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from "node:zlib";
import { clearTextIn } from "../../../src/adapters/sealer/external/clear-text.ts";

const text = Buffer.from("DPAE;99999999900019;FICTIF;Ficelle;2026-11-23;08:00\r\n".repeat(20));
const seen = (bytes: Uint8Array, identifiers: readonly string[] = []) =>
  clearTextIn({ clear: text, bytes, identifiers });

/** As good as sealed, and the same at each run. */
const noise = (length: number, seed = ""): Buffer => {
  const parts: Buffer[] = [];
  for (let n = 0; n * 32 < length; n += 1)
    parts.push(createHash("sha256").update(`${seed}${n}`).digest());
  return Buffer.concat(parts).subarray(0, length);
};

const lines = (encoded: string): string => encoded.replaceAll(/.{76}/gu, "$&\r\n");
const zipped = (bytes: Uint8Array): Buffer => {
  const head = Buffer.alloc(30);
  head.write("PK\u0003\u0004", "latin1");
  head.writeUInt16LE(1, 26);
  return Buffer.concat([head, Buffer.from("a"), deflateRawSync(bytes)]);
};

const hexOf = (byte: number): string => byte.toString(16).padStart(2, "0");

/** What a program may put around a text; each takes what the one before gave. */
const coats: Readonly<Record<string, (bytes: Buffer) => Buffer>> = {
  base64: (bytes) => Buffer.from(bytes.toString("base64")),
  "base64 in lines": (bytes) => Buffer.from(lines(bytes.toString("base64"))),
  "base64 of web addresses": (bytes) => Buffer.from(bytes.toString("base64url")),
  JSON: (bytes) => Buffer.from(JSON.stringify({ v: 1, data: lines(bytes.toString("base64")) })),
  XML: (bytes) => Buffer.from(`<a><data>${bytes.toString("base64")}</data></a>`),
  "base64 after a word": (bytes) => Buffer.from(`CIRSO1:${bytes.toString("base64")}`),
  "a mail": (bytes) =>
    Buffer.from(`X-Long: ${"y ".repeat(2000)}\r\n\r\n--b\r\n${lines(bytes.toString("base64"))}`),
  armour: (bytes) =>
    Buffer.from(`-----BEGIN X-----\nVersion: 1\n\n${lines(bytes.toString("base64"))}=abcd\n`),
  hex: (bytes) => Buffer.from(bytes.toString("hex")),
  "hex in lines, after a head": (bytes) => Buffer.from(`-- a\r\n${lines(bytes.toString("hex"))}`),
  "a dump": (bytes) => Buffer.from(bytes.toString("hex").toUpperCase().replaceAll(/../gu, "$& ")),
  "an array of C": (bytes) =>
    Buffer.from(`char d[] = {${[...bytes].map((one) => `0x${hexOf(one)}`).join(", ")}};`),
  "quoted-printable throughout": (bytes) =>
    Buffer.from([...bytes].map((one, n) => `${n % 25 ? "" : "=\r\n"}=${hexOf(one)}`).join("")),
  "escapes of JSON": (bytes) =>
    Buffer.from(`"${[...bytes].map((one) => `\\u00${hexOf(one)}`).join("")}"`),
  "UTF-16LE": (bytes) => Buffer.from(`\ufeff${bytes.toString("latin1")}`, "utf16le"),
  "UTF-16BE": (bytes) => Buffer.from(bytes.toString("latin1"), "utf16le").swap16(),
  "UTF-32": (bytes) => Buffer.from([...bytes].flatMap((one) => [one, 0, 0, 0])),
  gzip: (bytes) => gzipSync(bytes),
  zlib: (bytes) => deflateSync(bytes),
  deflate: (bytes) => deflateRawSync(bytes),
  zip: zipped,
  "zlib after a head": (bytes) => Buffer.concat([noise(16), deflateSync(bytes)]),
  "gzip between noise": (bytes) => Buffer.concat([noise(700), gzipSync(bytes), noise(700, "b")]),
};

/** UTF-16 in hexadecimal, UTF-16 in UTF-16. */
const twoCoats = new Set(["escapes of JSON", "UTF-32"]);

test("nothing around it: empty, the same, a part", async () => {
  assert.equal(await seen(Buffer.of()), "résultat vide");
  assert.equal(await seen(text), "résultat identique au fichier en clair");
  const part = Buffer.concat([noise(50), text.subarray(30, 46), noise(50, "b")]);
  assert.equal(await seen(part), "passage du fichier lisible");
  assert.equal(await seen(noise(4000), ["99999999900019"]), undefined);
});

test("under one coat, or two, of any kind", async () => {
  const found = /^passage du fichier lisible \(/u;
  for (const [name, coat] of Object.entries(coats)) {
    const once = coat(text);
    assert.match((await seen(once)) ?? "", found, name);
    // Bare DEFLATE has no head to be known by: it is looked for at the beginning only.
    if (name === "deflate") continue;
    for (const [over, outer] of Object.entries(coats))
      if (![name, over].every((one) => twoCoats.has(one)))
        assert.match((await seen(outer(once))) ?? "", found, `${name} in ${over}`);
  }
});

test("a stream that is sealed from somewhere on shows what stood before", async () => {
  const varied = Buffer.from(
    Array.from({ length: 400 }, (_, n) => `LIGNE ${n * 7919}\r\n`).join(""),
  );
  // What it cannot shorten, Zstandard writes as it stands: of this text, little.
  const zstd = Buffer.concat([noise(700), zstdCompressSync(varied), noise(700, "b")]);
  const seenIn = await clearTextIn({ clear: varied, bytes: zstd, identifiers: [] });
  assert.equal(seenIn, "passage du fichier lisible (zstd)");
  for (const packed of [gzipSync(varied), deflateSync(varied), deflateRawSync(varied)]) {
    const half = Buffer.concat([packed.subarray(0, packed.length / 2), noise(packed.length / 2)]);
    const found = await clearTextIn({ clear: varied, bytes: half, identifiers: [] });
    assert.match(found ?? "nothing", /^passage du fichier lisible \(/u);
  }
});

test("a NIR alone is found in hexadecimal and in UTF-16, and padding with zeros says nothing", async () => {
  const nir = "1900199999999";
  for (const coat of ["hex", "UTF-16LE", "UTF-16BE"]) {
    const one = coats[coat]?.(Buffer.from(nir)) ?? Buffer.of();
    for (const before of [320, 338, 339]) {
      const among = Buffer.concat([noise(before), one, noise(320, "b")]);
      assert.match((await seen(among, [nir])) ?? "", /^identifiant lisible \(/u, coat);
    }
  }
  const padded = Buffer.concat([noise(500), Buffer.alloc(500), noise(500, "b")]);
  assert.equal(await seen(padded, [nir]), undefined);
});

test("an identifier alone is found; one that would stand there by chance says nothing", async () => {
  const siret = Buffer.concat([noise(200), Buffer.from("99999999900019"), noise(200, "b")]);
  assert.equal(await seen(siret, ["99999999900019"]), "identifiant lisible");
  const short = Buffer.from("the sealing of FICTIF is done");
  assert.equal(await seen(short, ["FICTIF"]), "identifiant lisible");
  // Names of five letters, a thousand of them: such a file shows some in any megabyte of armour, whatever sealed it.
  const armour = Buffer.from(lines(noise(700_000).toString("base64")));
  const view = armour.toString();
  const names = new Set(view.match(/[A-Z]{5}/gu));
  assert.ok(names.size > 1000);
  assert.equal(await seen(armour, [...names]), undefined);
});
