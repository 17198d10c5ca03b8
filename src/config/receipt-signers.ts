/** The certificates that may sign receipts, by their fingerprints: what is compared with a signature (mail.md §4). */
import { X509Certificate } from "node:crypto";
import type { Draft, SettingsInFile } from "./file-shape.ts";
import type { Complaint } from "./problems.ts";
import { readAuthorities } from "./secrets.ts";
import type { Surroundings } from "./surroundings.ts";

export interface SignerFiles {
  readonly complaints: readonly Complaint[];
  /** Domain, lower case → SHA-256 of each certificate (DER), lower-case hexadecimal. */
  readonly fingerprints: Readonly<Record<string, readonly string[]>>;
}

export const findSigners = (
  signers: Draft<NonNullable<SettingsInFile["receipts"]["signers"]>>,
  around: Surroundings,
): SignerFiles => {
  const complaints: Complaint[] = [];
  const fingerprints = new Map<string, readonly string[]>();
  for (const [domain, signer] of Object.entries(signers)) {
    if (!signer?.certificates && !signer?.keys)
      complaints.push({ code: "signer-nothing", path: ["receipts", "signers", domain] });
    const found = (signer?.certificates ?? []).flatMap((name, index) => {
      const path = ["receipts", "signers", domain, "certificates", index];
      const read = readAuthorities(name, path, around);
      const known = read.text === undefined ? [] : fingerprintsOf(read.text);
      if (known.length === 0)
        complaints.push({ code: "certificate-unreadable", path, value: name });
      return known;
    });
    fingerprints.set(domain.toLowerCase(), found);
  }
  return { complaints, fingerprints: Object.fromEntries(fingerprints) };
};

const fingerprintsOf = (pem: string): readonly string[] => {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/gu) ?? [];
  try {
    return blocks.map((block) =>
      new X509Certificate(block).fingerprint256.replaceAll(":", "").toLowerCase(),
    );
  } catch {
    return [];
  }
};
