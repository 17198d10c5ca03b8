/** An RFC 3161 authority on loopback: openssl's own, behind a small HTTP server. */

import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { openssl } from "./sealing.ts";

export interface Authority extends AsyncDisposable {
  readonly url: string;
  /** PEM of its certificate, as a file. */
  readonly ca: string;
  /** What it does with the next requests: answers, refuses, answers an old request, or says nothing sensible. */
  does: "answer" | "refuse" | "old" | "garbage" | "503";
  readonly asked: () => number;
}

export const startAuthority = async (folder: string): Promise<Authority> => {
  const place = join(folder, "authority");
  mkdirSync(place);
  const file = (name: string): string => join(place, name);
  writeFileSync(file("tsa.cnf"), config(place));
  openssl([
    "req",
    "-x509",
    "-newkey",
    "rsa:2048",
    "-nodes",
    "-keyout",
    file("tsa.key"),
    "-out",
    file("tsa.crt"),
    "-subj",
    "/CN=Autorite de test",
    "-days",
    "30",
    "-config",
    file("tsa.cnf"),
    "-extensions",
    "extensions",
  ]);
  writeFileSync(file("serial"), "01\n");
  let [asked, first] = [0, Buffer.of()];
  const authority = { does: "answer" as Authority["does"] };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      asked += 1;
      const query = Buffer.concat(chunks);
      if (asked === 1) first = query;
      if (authority.does === "503") return void response.writeHead(503).end();
      if (authority.does === "garbage") return void response.end("bonjour");
      writeFileSync(
        file("query"),
        authority.does === "old" ? first : authority.does === "refuse" ? "x" : query,
      );
      openssl([
        "ts",
        "-reply",
        "-queryfile",
        file("query"),
        "-out",
        file("answer"),
        "-config",
        file("tsa.cnf"),
      ]);
      response.end(readFileSync(file("answer")));
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return Object.assign(authority, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    ca: file("tsa.crt"),
    asked: () => asked,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  });
};

const config = (place: string): string => `
[req]
distinguished_name = dn
[dn]
[extensions]
extendedKeyUsage = critical,timeStamping
keyUsage = critical,digitalSignature
[tsa]
default_tsa = one
[one]
serial = ${place}/serial
signer_cert = ${place}/tsa.crt
signer_key = ${place}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
ess_cert_id_chain = no
`;
