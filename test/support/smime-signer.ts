/** Signs mails by S/MIME with openssl, so that our reading is not tested against our own writing. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { scratch } from "./scratch.ts";

/** A certificate and its key, made here: nobody's. */
export const smimeSigner = async (t: TestContext, name: string) => {
  const folder = await scratch(t);
  const [key, cert] = [join(folder, "k.pem"), join(folder, "c.pem")];
  const made = spawnSync("openssl", [
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-days",
    "3650",
    "-subj",
    `/CN=${name}`,
    "-keyout",
    key,
    "-out",
    cert,
  ]);
  assert.equal(made.status, 0, String(made.stderr));
  const fingerprint = new X509Certificate(readFileSync(cert)).fingerprint256;
  /** `other`: what is signed instead of the content, and stands inside the signature as openssl's `-nodetach` puts it. */
  const sign = (content: string, other?: string): Buffer => {
    const part = join(folder, "part.txt");
    writeFileSync(part, other ?? content);
    const done = spawnSync("openssl", [
      "cms",
      "-sign",
      "-in",
      part,
      "-signer",
      cert,
      "-inkey",
      key,
      "-binary",
      ...(other === undefined ? [] : ["-nodetach"]),
      "-outform",
      "DER",
      "-md",
      "sha256",
    ]);
    assert.equal(done.status, 0, String(done.stderr));
    const der = done.stdout.toString("base64").replace(/.{76}/gu, "$&\r\n");
    return Buffer.from(
      [
        "From: depot@portail.test",
        "Subject: ACS : Message 1",
        "MIME-Version: 1.0",
        'Content-Type: multipart/signed; protocol="application/pkcs7-signature";',
        ' micalg=sha-256; boundary="=_s"',
        "",
        "--=_s",
        content,
        "--=_s",
        'Content-Type: application/pkcs7-signature; name="smime.p7s"',
        "Content-Transfer-Encoding: base64",
        "",
        der,
        "--=_s--",
        "",
      ].join("\r\n"),
    );
  };
  return { fingerprint: fingerprint.replaceAll(":", "").toLowerCase(), sign };
};
