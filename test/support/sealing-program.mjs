/**
 * Plays the opaque encryption program of the seeds: `program MODE KEYFILE INPUT OUTPUT`. Each mode is one way in which such a
 * program was seen, or feared, to behave.
 */
import { spawn } from "node:child_process";
import { createCipheriv, createHash, randomBytes } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const [mode, keyFile, input, output] = process.argv.slice(2);
const clear = readFileSync(input);
const encrypted = () => {
  const nonce = randomBytes(16);
  const key = createHash("sha256").update(readFileSync(keyFile)).digest();
  const cipher = createCipheriv("aes-256-ctr", key, nonce);
  return Buffer.concat([nonce, cipher.update(clear), cipher.final()]);
};
const half = Math.floor(clear.length / 2);
const results = {
  seal: encrypted,
  empty: () => Buffer.alloc(0),
  copy: () => clear,
  base64: () => Buffer.from(clear.toString("base64").replaceAll(/.{76}/gu, "$&\n")),
  gzip: () => gzipSync(clear),
  coats: () => Buffer.from(gzipSync(Buffer.from(clear.toString("base64"))).toString("base64")),
  partial: () => Buffer.concat([encrypted().subarray(0, half), clear.subarray(half)]),
};

process.stdout.write(`secret ${clear.toString("latin1")}`);
process.stderr.write(`secret ${JSON.stringify(process.env)}`);
if (mode === "hang") {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], {
    stdio: "inherit",
  });
  writeFileSync(keyFile, `child ${child.pid}`);
  setInterval(() => {}, 1000);
} else if (mode === "nothing") process.exitCode = 0;
else if (/^\d+$/u.test(mode)) process.exitCode = Number(mode);
else if (mode === "environment") {
  const seen = Object.keys(process.env).sort().join(",");
  writeFileSync(keyFile, `${seen}\n${process.cwd()}`);
  writeFileSync(output, encrypted());
} else writeFileSync(output, results[mode]());
