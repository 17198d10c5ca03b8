/** What `facteur keys` says. */
import type { SealKey } from "../../domain/seal.ts";
import type { Language } from "../io.ts";

export interface KeysWords {
  readonly about: string;
  readonly list: string;
  readonly check: string;
  readonly accept: string;
  readonly none: string;
  readonly unknown: (name: string) => string;
  readonly methods: Readonly<Record<"external" | "openpgp" | "smime", string>>;
  readonly roles: Readonly<Record<SealKey["role"], string>>;
  readonly never: string;
  /** A key that ends within sixty days. */
  readonly soon: (file: string, expiry: string) => string;
  readonly expires: (day: string, days: number) => string;
  readonly known: Readonly<Record<"first" | "same" | "changed", string>>;
  readonly seals: (name: string) => string;
  readonly notVerifiable: string;
  readonly fails: (name: string) => string;
  readonly nothingToAccept: (name: string) => string;
  readonly accepted: (name: string) => string;
  readonly reasonNeeded: string;
}

export const keysWords: Readonly<Record<Language, KeysWords>> = {
  fr: {
    about: "montre et vérifie ce qui chiffre : clés, certificats, logiciels",
    list: "clés, certificats et logiciels de chaque chiffrement, avec leur échéance",
    check: "chiffre un texte d'essai et dit si tout va ; rien n'est envoyé",
    accept: "dit que le logiciel ou la clé changés sont les bons",
    none: "Aucun chiffrement n'est configuré (`sealers`), aucune clé pour les accusés (`receipts`).",
    unknown: (name) => `Le chiffrement ${name} n'est pas dans les réglages (\`sealers\`).`,
    methods: { external: "logiciel externe", openpgp: "OpenPGP", smime: "S/MIME" },
    roles: {
      recipient: "destinataire",
      archive: "archive",
      signature: "signature",
      opening: "ouvre les accusés chiffrés",
      signer: "signe des accusés",
    },
    soon: (file, expiry) => `!! ${file} : ${expiry}`,
    never: "sans échéance",
    expires: (day, days) =>
      days < 0 ? `expiré depuis le ${day}` : `expire le ${day} (dans ${days} jours)`,
    known: {
      first: "pas encore utilisé",
      same: "celui du premier envoi",
      changed: "MODIFIÉ depuis le premier envoi",
    },
    seals: (name) => `${name} : un texte d'essai a été chiffré.`,
    notVerifiable: "Qui peut l'ouvrir n'est pas vérifiable : ce logiciel ne le dit pas.",
    fails: (name) => `${name} : rien ne serait envoyé.`,
    nothingToAccept: (name) => `${name} : rien n'a changé, rien à accepter.`,
    accepted: (name) => `${name} : accepté. Relancez les dépôts retenus avec \`facteur release\`.`,
    reasonNeeded: "Dites pourquoi : --reason « … ».",
  },
  en: {
    about: "show and check what seals: keys, certificates, programs",
    list: "keys, certificates and programs of each sealing, with their expiry",
    check: "seal a test text and say whether all is well; nothing is sent",
    accept: "say that the changed program or key is the right one",
    none: "No sealing is configured (`sealers`), no key for receipts (`receipts`).",
    unknown: (name) => `The sealing ${name} is not in the settings (\`sealers\`).`,
    methods: { external: "external program", openpgp: "OpenPGP", smime: "S/MIME" },
    roles: {
      recipient: "recipient",
      archive: "archive",
      signature: "signature",
      opening: "opens sealed receipts",
      signer: "signs receipts",
    },
    soon: (file, expiry) => `!! ${file}: ${expiry}`,
    never: "never expires",
    expires: (day, days) =>
      days < 0 ? `expired since ${day}` : `expires on ${day} (in ${days} days)`,
    known: {
      first: "not used yet",
      same: "that of the first sending",
      changed: "CHANGED since the first sending",
    },
    seals: (name) => `${name}: a test text was sealed.`,
    notVerifiable: "Who can open it cannot be verified: this program does not say.",
    fails: (name) => `${name}: nothing would be sent.`,
    nothingToAccept: (name) => `${name}: nothing changed, nothing to accept.`,
    accepted: (name) => `${name}: accepted. Release the held deposits with \`facteur release\`.`,
    reasonNeeded: "Say why: --reason “…”.",
  },
};
