/**
 * A certificate with its private key, out of a PKCS #12 file (.p12, .pfx), in the old encryptions too: what Windows and browsers
 * export. node-forge, because nothing in Node reads the key.
 */
import { createPrivateKey, X509Certificate } from "node:crypto";
import forge from "node-forge";

export interface OwnPair {
  /** PEM. */
  readonly certificate: string;
  /** PEM, PKCS #8, locked by the passphrase where there is one. */
  readonly key: string;
}

/** Throws when the passphrase does not open it, or when it does not hold one key and its certificate. */
export const pairOfP12 = (bytes: Uint8Array, passphrase: string): OwnPair => {
  const der = forge.asn1.fromDer(Buffer.from(bytes).toString("binary"));
  const p12 = opened(der, passphrase);
  const { pkcs8ShroudedKeyBag: shrouded, keyBag: plain, certBag: certs } = forge.pki.oids;
  const bags = [shrouded, plain].flatMap((type) =>
    type === undefined ? [] : (p12.getBags({ bagType: type })[type] ?? []),
  );
  const [bag, second] = bags;
  if (!bag || second) throw new Error(`${bags.length} clés dans le fichier, une attendue`);
  const key = createPrivateKey({ key: derOfKey(bag), format: "der", type: "pkcs8" });
  const found = certs === undefined ? [] : (p12.getBags({ bagType: certs })[certs] ?? []);
  const certificates = found.flatMap((one) => {
    const inner = one.cert ? forge.pki.certificateToAsn1(one.cert) : one.asn1;
    return [new X509Certificate(Buffer.from(forge.asn1.toDer(inner).getBytes(), "binary"))];
  });
  const own = certificates.find((certificate) => certificate.checkPrivateKey(key));
  if (!own) throw new Error("le certificat de la clé n'est pas dans le fichier");
  const lock = passphrase === "" ? {} : { cipher: "aes-256-cbc", passphrase };
  return {
    certificate: own.toString(),
    key: key.export({ type: "pkcs8", format: "pem", ...lock }),
  };
};

const opened = (der: forge.asn1.Asn1, passphrase: string): forge.pkcs12.Pkcs12Pfx => {
  try {
    return forge.pkcs12.pkcs12FromAsn1(der, true, passphrase);
  } catch (cause) {
    // The library takes accents in two ways within one file, and fails on them (1.4.3).
    const accents = /[^\x20-\x7e]/u.test(passphrase)
      ? "son mot de passe a des accents : refaites le fichier avec un autre"
      : "le mot de passe ne l'ouvre pas, ou le fichier est abîmé";
    throw new Error(accents, { cause });
  }
};

/** A key of a curve is not understood by the library, which leaves its bytes as they are. */
const derOfKey = (bag: forge.pkcs12.Bag): Buffer => {
  const info = bag.key
    ? forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(bag.key))
    : bag.asn1;
  return Buffer.from(forge.asn1.toDer(info).getBytes(), "binary");
};
