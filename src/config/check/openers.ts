/** What opens sealed receipts, and the keys that may sign them: files that are there, and whose they may be. */
import { accessSync, constants, statSync } from "node:fs";
import type { Draft, OpenerInFile, SettingsInFile } from "../file-shape.ts";
import type { Complaint, Path } from "../problems.ts";
import { lockOf, readSecret } from "../secrets.ts";
import type { OpenerSettings, Secret, Settings } from "../settings.ts";
import { placed, type Surroundings } from "../surroundings.ts";

type Receipts = Draft<SettingsInFile["receipts"]>;

export const checkOpeners = (
  receipts: Receipts | undefined,
  around: Surroundings,
): readonly Complaint[] => [
  ...Object.entries(receipts?.openers ?? {}).flatMap(([name, one]) =>
    checkOpener(one ?? {}, ["receipts", "openers", name], around),
  ),
  ...Object.entries(receipts?.signers ?? {}).flatMap(([domain, signer]) =>
    (signer?.keys ?? []).flatMap((file, n) =>
      checkKeyFile(file, ["receipts", "signers", domain, "keys", n], around),
    ),
  ),
];

const checkOpener = (
  { openpgp, smime }: Draft<OpenerInFile>,
  path: Path,
  around: Surroundings,
): readonly Complaint[] => [
  ...checkKeyFile(openpgp?.file, [...path, "openpgp", "file"], around),
  ...exposed(openpgp?.file, [...path, "openpgp", "file"], around),
  ...checkKeyFile(smime?.certificate, [...path, "smime", "certificate"], around),
  ...checkKeyFile(smime?.key, [...path, "smime", "key"], around),
  ...exposed(smime?.key, [...path, "smime", "key"], around),
  ...[[openpgp?.passphrase, "openpgp"] as const, [smime?.passphrase, "smime"] as const].flatMap(
    ([secret, method]) =>
      secret ? readSecret(secret, [...path, method, "passphrase"], around).complaints : [],
  ),
];

/** Undefined: the shape was told already. */
export const checkKeyFile = (
  file: string | undefined,
  at: Path,
  around: Surroundings,
): readonly Complaint[] => {
  if (file === undefined) return [];
  try {
    accessSync(placed(around, file), constants.R_OK);
    return [];
  } catch {
    return [{ code: "seal-file-unreadable", path: at, value: file }];
  }
};

/** A secret key that everybody on the machine can read; Windows' rights are not in the mode. */
export const exposed = (
  file: string | undefined,
  at: Path,
  around: Surroundings,
): readonly Complaint[] => {
  if (file === undefined || around.platform === "win32") return [];
  const mode = statSync(placed(around, file), { throwIfNoEntry: false })?.mode ?? 0;
  return (mode & 0o004) === 0 ? [] : [{ code: "secret-readable-by-all", path: at, value: file }];
};

/** Of a file without a fault. */
export const openersOf = (
  receipts: SettingsInFile["receipts"],
  around: Surroundings,
): Pick<Settings["receipts"], "openers" | "signerKeys" | "signerCertificates"> => {
  const signers = Object.entries(receipts.signers ?? {});
  const files = (which: "keys" | "certificates") =>
    signers.flatMap(([domain, signer]) =>
      (signer[which] ?? []).map((file) => ({
        domain: domain.toLowerCase(),
        file: placed(around, file),
      })),
    );
  return {
    openers: Object.entries(receipts.openers ?? {}).flatMap(([name, one]) =>
      openerOf(name, one, around),
    ),
    signerKeys: files("keys"),
    signerCertificates: files("certificates"),
  };
};

const openerOf = (
  name: string,
  { openpgp, smime }: OpenerInFile,
  around: Surroundings,
): readonly OpenerSettings[] => {
  const locked = (passphrase: Secret | undefined) => lockOf(passphrase, around);
  if (openpgp)
    return [
      { name, is: "openpgp", file: placed(around, openpgp.file), ...locked(openpgp.passphrase) },
    ];
  if (!smime) return [];
  const [certificate, key] = [placed(around, smime.certificate), placed(around, smime.key)];
  return [{ name, is: "smime", certificate, key, ...locked(smime.passphrase) }];
};
