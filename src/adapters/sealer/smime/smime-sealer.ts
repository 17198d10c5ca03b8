/**
 * S/MIME (RFC 8551): the whole body enveloped, signed, or signed then enveloped. What was made is read back: enveloped for exactly
 * the intended certificates, and opened again where the archive's key stands here.
 */
import type { Instant } from "../../../domain/ids.ts";
import type { SealKey, SealProof } from "../../../domain/seal.ts";
import type { Clear, SealAnswer, Sealer, SealInspection } from "../../../ports/sealer.ts";
import { inspected, SealTrouble, sealing } from "../trouble.ts";
import { certificateOf, type Held, privateKeyOf } from "./certificate.ts";
import { develop, envelop, recipientsOf } from "./envelop.ts";
import { type Signer, signDetached } from "./sign.ts";
import { envelopedBody, signedBody } from "./smime-body.ts";

/** Files of a certificate and of its private key, both PEM; the passphrase is asked for at each use. */
export interface Certified {
  readonly certificate: string;
  readonly key: string;
  readonly passphrase?: () => string | undefined;
}

export interface SmimeOptions {
  readonly name: string;
  /** Files of PEM certificates of those who may open it; empty: signed only. */
  readonly recipients: readonly string[];
  /** One more who may open it; with its key, each message is opened again. */
  readonly archive?: {
    readonly certificate: string;
    readonly key?: string;
    readonly passphrase?: () => string | undefined;
  };
  readonly sign?: Certified;
}

export const smimeSealer = (options: SmimeOptions): Sealer => ({
  name: options.name,
  method: "smime",
  takes: "body",
  encrypts: options.recipients.length > 0,
  seal: (clear) => sealing(() => seal(options, clear)),
  inspect: (now) => inspect(options, now),
});

const seal = async (options: SmimeOptions, clear: Clear): Promise<SealAnswer> => {
  const recipients = await Promise.all(
    openers(options).map(({ file }) => certificateOf(file, clear.now)),
  );
  const signer = options.sign && (await signerOf(options.sign, clear.now));
  const inner = signer
    ? signedBody(clear.bytes, await signDetached(clear.bytes, signer, clear.now))
    : clear.bytes;
  const proof: SealProof = {
    method: "smime",
    encrypted: options.recipients.length > 0,
    recipients: recipients.map(({ x509 }) => x509.fingerprint256),
    ...(signer ? { signedBy: signer.held.x509.fingerprint256 } : {}),
    reopened: false,
  };
  const sealed = { is: "sealed", name: clear.name } as const;
  if (options.recipients.length === 0)
    return { ...sealed, bytes: inner, proof: { ...proof, recipients: [] } };
  const der = await envelop(inner, recipients);
  verify(der, recipients);
  const reopened = await reopens(options, der, inner, clear.now);
  return { ...sealed, bytes: envelopedBody(der), proof: { ...proof, reopened } };
};

const signerOf = async (sign: Certified, now: Instant): Promise<Signer> => ({
  held: await certificateOf(sign.certificate, now),
  key: await privateKeyOf(sign),
});

const openers = (options: SmimeOptions) => [
  ...options.recipients.map((file) => ({ role: "recipient", file }) as const),
  ...(options.archive ? [{ role: "archive", file: options.archive.certificate } as const] : []),
];

const inspect = async (options: SmimeOptions, now: Instant): Promise<SealInspection> => {
  const looks = openers(options).map(
    async ({ role, file }): Promise<SealKey> =>
      described(role, file, await certificateOf(file, now)),
  );
  const { sign } = options;
  if (sign)
    looks.push(
      signerOf(sign, now).then(({ held }) => described("signature", sign.certificate, held)),
    );
  const { found, troubles } = await inspected(looks);
  return { programs: [], keys: found, troubles };
};

const described = (role: SealKey["role"], file: string, { x509 }: Held): SealKey => ({
  role,
  file,
  fingerprint: x509.fingerprint256.replaceAll(":", "").toLowerCase(),
  owner: x509.subject.replaceAll("\n", ", "),
  expires: Date.parse(x509.validTo),
});

const verify = (der: Uint8Array, recipients: readonly Held[]): void => {
  const found = recipientsOf(der);
  const wanted = recipients.map(({ id }) => id).sort();
  if (found.join() !== wanted.join())
    throw new SealTrouble(
      "seal-unverified",
      `${found.length} destinataires au lieu de ${wanted.length}`,
    );
};

const reopens = async (
  { archive }: SmimeOptions,
  der: Uint8Array,
  clear: Uint8Array,
  now: Instant,
): Promise<boolean> => {
  if (archive?.key === undefined) return false;
  const { certificate, key, passphrase } = archive;
  const opened = await develop(der, {
    held: await certificateOf(certificate, now),
    key: await privateKeyOf({ key, ...(passphrase === undefined ? {} : { passphrase }) }),
  });
  if (!Buffer.from(opened).equals(clear))
    throw new SealTrouble("seal-unverified", "la clé d'archive relit autre chose");
  return true;
};
