/** What a file of a key or of certificates says of itself, valid or not: whose, until when, and its fingerprint. */
import { X509Certificate } from "node:crypto";
import type { Instant } from "../../domain/ids.ts";
import type { SealKey } from "../../domain/seal.ts";
import { asError } from "../../foundation/errors.ts";
import type { KeyFiles, KeyLook } from "../../ports/key-files.ts";

export interface WatchedFile {
  /** Its place in the settings. */
  readonly use: string;
  readonly role: SealKey["role"];
  readonly file: string;
}

/** `read`: the file's text. */
export const keyFiles = (
  files: readonly WatchedFile[],
  read: (file: string) => Promise<string>,
): KeyFiles => ({
  look: async (now): Promise<KeyLook> => {
    const [keys, troubles]: [KeyLook["keys"][number][], string[]] = [[], []];
    for (const { use, role, file } of files)
      try {
        for (const told of await toldBy(await read(file), now))
          keys.push({ use, role, file, ...told });
      } catch (cause) {
        troubles.push(`${use}, ${file} : ${asError(cause).message}`);
      }
    return { keys, troubles };
  },
});

export type ToldKey = Omit<SealKey, "role" | "file">;

/** Every certificate of a PEM file, or the one OpenPGP key of an armoured one. Throws when it is neither. */
export const toldBy = async (text: string, now: Instant): Promise<readonly ToldKey[]> => {
  if (text.includes("-----BEGIN PGP")) {
    const { describedKey } = await import("./openpgp/described-key.ts");
    return [await describedKey(text, now)];
  }
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu);
  if (!blocks) throw new Error("ni certificat PEM, ni clé OpenPGP en ASCII");
  return blocks.map((block) => {
    const x509 = new X509Certificate(block);
    return {
      fingerprint: x509.fingerprint256.replaceAll(":", "").toLowerCase(),
      owner: x509.subject.replaceAll("\n", ", "),
      expires: Date.parse(x509.validTo),
    };
  });
};
