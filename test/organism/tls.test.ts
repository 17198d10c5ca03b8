/** Implicit TLS and STARTTLS with a certificate made for the run by the system's openssl. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import nodemailer from "nodemailer";
import { needs } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";
import { client, organism, reader } from "./support.ts";

const certificate = async (t: TestContext): Promise<{ key: string; cert: string }> => {
  const folder = await scratch(t);
  const [key, cert] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const subject = [
    "-subj",
    "/CN=localhost",
    "-addext",
    "subjectAltName=DNS:localhost,IP:127.0.0.1",
  ];
  const make = [
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:prime256v1",
    "-nodes",
  ];
  execFileSync("openssl", [...make, "-days", "2", ...subject, "-keyout", key, "-out", cert], {
    stdio: "ignore",
  });
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
};

for (const smtp of ["implicit", "starttls"] as const)
  test(`SMTP ${smtp} and IMAP under TLS`, needs("openssl"), async (t) => {
    const pair = await certificate(t);
    const served = await organism(t, { tls: { ...pair, smtp, imap: "implicit" } });
    const transport = nodemailer.createTransport({
      host: "localhost",
      port: served.smtpPort,
      secure: smtp === "implicit",
      requireTLS: smtp === "starttls",
      tls: { ca: pair.cert },
      auth: { user: client.address, pass: client.password },
    });
    t.after(() => transport.close());
    await transport.sendMail({
      from: client.address,
      to: client.address,
      subject: "à moi",
      text: "é",
    });
    await assert.rejects(
      nodemailer
        .createTransport({
          host: "localhost",
          port: served.smtpPort,
          secure: smtp === "implicit",
          requireTLS: true,
        })
        .verify(),
      /self-signed|certificate/u,
    );
    const flow = await reader(t, served.imapPort, { secure: true, tls: { ca: pair.cert } });
    await flow.mailboxOpen("INBOX");
    const mail = await flow.fetchOne("1", { envelope: true });
    assert.ok(mail);
    assert.equal(mail.envelope?.subject, "à moi");
  });
