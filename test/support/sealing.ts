/** Keys made for one test, and the programs of others that open what we sealed: gpg and openssl. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { generateKey } from "openpgp";
import type { SealAnswer } from "../../src/ports/sealer.ts";

export interface PgpPair {
  readonly publicKey: string;
  readonly privateKey: string;
  /** The same, as files. */
  readonly publicFile: string;
  readonly privateFile: string;
}

/** `passphrase` locks the secret key; `seconds` ends the key's life. */
export const pgpPair = async (
  folder: string,
  name: string,
  more: { readonly passphrase?: string; readonly seconds?: number; readonly date?: Date } = {},
): Promise<PgpPair> => {
  const { passphrase, seconds, date } = more;
  const pair = await generateKey({
    userIDs: [{ name, email: `${name}@organisme.test` }],
    ...(passphrase === undefined ? {} : { passphrase }),
    ...(seconds === undefined ? {} : { keyExpirationTime: seconds }),
    ...(date === undefined ? {} : { date }),
  });
  const [publicFile, privateFile] = [join(folder, `${name}.asc`), join(folder, `${name}.sec`)];
  writeFileSync(publicFile, pair.publicKey);
  writeFileSync(privateFile, pair.privateKey);
  return { publicKey: pair.publicKey, privateKey: pair.privateKey, publicFile, privateFile };
};

export interface X509Pair {
  /** Files, PEM. */
  readonly certificate: string;
  readonly key: string;
}

/** A self-signed certificate as an organism would send it. */
export const x509Pair = (folder: string, name: string, kind: "rsa" | "ec"): X509Pair => {
  const certificate = join(folder, `${name}.crt`);
  const key = join(folder, `${name}.key`);
  const algorithm = kind === "rsa" ? ["rsa:2048"] : ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  openssl([
    "req",
    "-x509",
    "-newkey",
    ...algorithm,
    "-nodes",
    "-keyout",
    key,
    "-out",
    certificate,
    "-subj",
    `/CN=${name}`,
    "-days",
    "30",
  ]);
  return { certificate, key };
};

export const openssl = (args: readonly string[]): Buffer =>
  execFileSync("openssl", args, { stdio: ["ignore", "pipe", "pipe"] });

/** A key ring of its own, so that nothing of the machine's is touched. */
export const gnupg = (folder: string) => {
  const home = join(folder, "gnupg");
  mkdirSync(home, { mode: 0o700 });
  const run = (args: readonly string[], input?: Uint8Array): Buffer =>
    execFileSync(
      "gpg",
      ["--homedir", home, "--batch", "--yes", "--quiet", "--trust-model", "always", ...args],
      {
        stdio: ["pipe", "pipe", "pipe"],
        ...(input === undefined ? {} : { input }),
      },
    );
  return {
    import: (armoured: string): void => void run(["--import"], Buffer.from(armoured)),
    /** As an organism's own gpg would: for these keys, signed by that one. */
    encrypt: (bytes: Uint8Array, to: readonly string[], more: readonly string[] = []): Buffer =>
      run(["--encrypt", ...to.flatMap((one) => ["--recipient", one]), ...more], bytes),
    signature: (bytes: Uint8Array): Buffer => run(["--armor", "--detach-sign"], bytes),
    decrypt: (bytes: Uint8Array): Buffer => run(["--decrypt"], bytes),
    /** What gpg says of it, good signatures included. */
    status: (bytes: Uint8Array): string => {
      const file = join(folder, "sealed");
      writeFileSync(file, bytes);
      return run([
        "--status-fd",
        "1",
        "--output",
        join(folder, "opened"),
        "--decrypt",
        file,
      ]).toString();
    },
    stop: (): void =>
      void execFileSync("gpgconf", ["--homedir", home, "--kill", "all"], { stdio: "ignore" }),
  };
};

export const sealedOf = (answer: SealAnswer) => {
  if (answer.is !== "sealed") throw new Error(JSON.stringify(answer));
  return answer;
};
