/** The keys and certificates that the settings name: who seals, who opens, who signs. */
import { readFile } from "node:fs/promises";
import type { WatchedFile } from "../adapters/sealer/key-file.ts";
import type { SealerSettings, Settings } from "../config/settings.ts";
import type { KeyFiles } from "../ports/key-files.ts";

/** Undefined when the settings name none: nothing is loaded for them then. */
export const keyFilesOf = async (settings: Settings): Promise<KeyFiles | undefined> => {
  const files = watched(settings);
  if (files.length === 0) return undefined;
  const { keyFiles } = await import("../adapters/sealer/key-file.ts");
  return keyFiles(files, (file) => readFile(file, "utf8"));
};

const watched = ({ sealers, receipts }: Settings): readonly WatchedFile[] => [
  ...sealers.flatMap(ofSealer),
  ...receipts.openers.map((one) => ({
    use: `receipts.openers.${one.name}`,
    role: "opening" as const,
    file: one.is === "openpgp" ? one.file : one.certificate,
  })),
  ...[...receipts.signerKeys, ...receipts.signerCertificates].map(({ domain, file }) => ({
    use: `receipts.signers.${domain}`,
    role: "signer" as const,
    file,
  })),
];

const ofSealer = (sealer: SealerSettings): readonly WatchedFile[] => {
  if (sealer.is === "external") return [];
  const use = `sealers.${sealer.name}`;
  const { recipients, archive, sign } = sealer;
  const archived = archive && ("file" in archive ? archive.file : archive.certificate);
  const signing = sign && ("file" in sign ? sign.file : sign.certificate);
  return [
    ...recipients.map((file) => ({ use, role: "recipient" as const, file })),
    ...(archived === undefined ? [] : [{ use, role: "archive" as const, file: archived }]),
    ...(signing === undefined ? [] : [{ use, role: "signature" as const, file: signing }]),
  ];
};
