/** An authority and its certificates, made by openssl for one run; another authority that signed nothing. */
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Identity } from "./fault-smtp.ts";

const run = promisify(execFile);

export interface Pki {
  readonly ca: string;
  readonly otherCa: string;
  readonly good: Identity;
  readonly otherName: Identity;
  readonly expired: Identity;
  readonly selfSigned: Identity;
}

const curve = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];

export const makePki = async (folder: string): Promise<Pki> => {
  const openssl = (...args: string[]): Promise<unknown> => run("openssl", args, { cwd: folder });
  const authority = async (name: string): Promise<string> => {
    const files = ["-keyout", `${name}.key`, "-out", `${name}.pem`];
    await openssl("req", "-x509", ...curve, "-days", "2", "-subj", `/CN=${name}`, ...files);
    return readFile(join(folder, `${name}.pem`), "utf8");
  };
  const ca = await authority("ca");
  const otherCa = await authority("other-ca");
  const identity = async (name: string, host: string, days: number): Promise<Identity> => {
    const request = ["-subj", `/CN=${host}`, "-addext", `subjectAltName=DNS:${host}`];
    const files = ["-keyout", `${name}.key`, "-out", `${name}.csr`];
    await openssl("req", ...curve, ...request, ...files);
    const signed = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-out", `${name}.pem`];
    const copied = ["-copy_extensions", "copy", "-days", String(days)];
    await openssl("x509", "-req", "-in", `${name}.csr`, ...signed, ...copied);
    const read = (kind: string): Promise<string> =>
      readFile(join(folder, `${name}.${kind}`), "utf8");
    return { key: await read("key"), cert: await read("pem") };
  };
  const selfSigned = async (): Promise<Identity> => {
    const named = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
    const files = ["-keyout", "self.key", "-out", "self.pem"];
    await openssl("req", "-x509", ...curve, "-days", "2", ...named, ...files);
    const read = (file: string): Promise<string> => readFile(join(folder, file), "utf8");
    return { key: await read("self.key"), cert: await read("self.pem") };
  };
  return {
    ca,
    otherCa,
    good: await identity("good", "localhost", 2),
    otherName: await identity("other-name", "mail.example", 2),
    // A negative lifetime ended yesterday.
    expired: await identity("expired", "localhost", -1),
    selfSigned: await selfSigned(),
  };
};
