/** What `facteur keys import` says. */
import type { ImportedKind } from "../../adapters/sealer/import-key.ts";
import type { Language } from "../io.ts";

export interface ImportWords {
  readonly about: string;
  readonly name: string;
  readonly folder: string;
  readonly yes: string;
  readonly replace: string;
  readonly kinds: Readonly<Record<ImportedKind, string>>;
  readonly fingerprint: string;
  readonly never: string;
  readonly until: (day: string) => string;
  readonly compare: string;
  readonly ask: (paths: string) => string;
  readonly askPassphrase: (file: string) => string;
  readonly notAgreed: string;
  readonly notRead: (file: string, said: string) => string;
  readonly ended: (file: string, day: string) => string;
  readonly exists: (paths: string) => string;
  readonly written: (path: string, secret: boolean) => string;
  readonly settings: string;
  /** The lines of the settings that may use it. */
  readonly lines: (kind: ImportedKind, paths: readonly string[]) => readonly string[];
}

const json = (value: unknown): string => JSON.stringify(value);

const linesOf =
  (name: string, domain: string) =>
  (kind: ImportedKind, [first = "", second = ""]: readonly string[]): readonly string[] => {
    switch (kind) {
      case "openpgp-public":
        return [
          `  "sealers": ${json({ [name]: { openpgp: { recipients: [first] } } })}`,
          `  "receipts": ${json({ signers: { [domain]: { keys: [first] } } })}`,
        ];
      case "openpgp-secret":
        return [
          `  "receipts": ${json({ openers: { [name]: { openpgp: { file: first, passphrase: { file: "…" } } } } })}`,
          `  "sealers": ${json({ [name]: { openpgp: { recipients: ["…"], sign: { file: first, passphrase: { file: "…" } } } } })}`,
        ];
      case "certificate":
        return [
          `  "sealers": ${json({ [name]: { smime: { recipients: [first] } } })}`,
          `  "receipts": ${json({ signers: { [domain]: { certificates: [first] } } })}`,
        ];
      case "pair": {
        const own = { certificate: first, key: second, passphrase: { file: "…" } };
        return [
          `  "receipts": ${json({ openers: { [name]: { smime: own } } })}`,
          `  "sealers": ${json({ [name]: { smime: { recipients: ["…"], sign: own } } })}`,
        ];
      }
    }
  };

export const importWords: Readonly<Record<Language, ImportWords>> = {
  fr: {
    about: "montre à qui est une clé ou un certificat (OpenPGP, PEM, DER, .p12), et l'installe",
    name: "nom du fichier installé (par défaut, celui du fichier donné)",
    folder: "répertoire des clés (par défaut, « cles » à côté des réglages)",
    yes: "installe sans demander : l'empreinte a été comparée",
    replace: "remplace la clé qui s'y trouve sous ce nom",
    kinds: {
      "openpgp-public": "Clé publique OpenPGP",
      "openpgp-secret": "Clé SECRÈTE OpenPGP",
      certificate: "Certificat S/MIME",
      pair: "Certificat S/MIME et sa clé PRIVÉE",
    },
    fingerprint: "empreinte",
    never: "sans échéance",
    until: (day) => `jusqu'au ${day}`,
    compare:
      "Comparez l'empreinte avec celle que son propriétaire donne par un autre moyen (téléphone, papier).",
    ask: (paths) => `L'installer (${paths}) ? [o/N] `,
    askPassphrase: (file) => `Mot de passe de ${file} : `,
    notAgreed: "Rien n'a été installé. Une fois l'empreinte comparée : --yes.",
    notRead: (file, said) => `${file} : ${said}. Rien n'a été installé.`,
    ended: (file, day) =>
      `${file} : expiré ou révoqué depuis le ${day}. Rien n'a été installé ; demandez le suivant.`,
    exists: (paths) =>
      `Une autre clé s'y trouve : ${paths}. Pour la remplacer : --replace ; pour garder les deux : --name.`,
    written: (path, secret) =>
      `Installé : ${path}${secret ? " (lisible par vous seul : le compte du service doit pouvoir le lire, chown)" : ""}`,
    settings:
      "Dans les réglages, selon ce qu'on en attend (une clé remplacée sous le même nom compte aussitôt) :",
    lines: linesOf("NOM", "DOMAINE"),
  },
  en: {
    about: "show whose a key or certificate is (OpenPGP, PEM, DER, .p12), and install it",
    name: "name of the installed file (by default, that of the given one)",
    folder: "folder of the keys (by default, “cles” beside the settings)",
    yes: "install without asking: the fingerprint was compared",
    replace: "take the place of the key that stands there under this name",
    kinds: {
      "openpgp-public": "OpenPGP public key",
      "openpgp-secret": "OpenPGP SECRET key",
      certificate: "S/MIME certificate",
      pair: "S/MIME certificate and its PRIVATE key",
    },
    fingerprint: "fingerprint",
    never: "never expires",
    until: (day) => `until ${day}`,
    compare:
      "Compare the fingerprint with the one that its owner gives by other means (telephone, paper).",
    ask: (paths) => `Install it (${paths})? [y/N] `,
    askPassphrase: (file) => `Passphrase of ${file}: `,
    notAgreed: "Nothing was installed. Once the fingerprint was compared: --yes.",
    notRead: (file, said) => `${file}: ${said}. Nothing was installed.`,
    ended: (file, day) =>
      `${file}: expired or revoked since ${day}. Nothing was installed; ask for the next one.`,
    exists: (paths) =>
      `Another key stands there: ${paths}. To replace it: --replace; to keep both: --name.`,
    written: (path, secret) =>
      `Installed: ${path}${secret ? " (readable by you alone: the service's account must be able to read it, chown)" : ""}`,
    settings:
      "In the settings, for what it is wanted (a key replaced under the same name counts at once):",
    lines: linesOf("NAME", "DOMAIN"),
  },
};
