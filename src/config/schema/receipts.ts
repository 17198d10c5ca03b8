/** The keys of `receipts`: how what comes back is read, who may sign it, and what opens it. */
import type { GroupKey, Key } from "../key.ts";
import { words } from "../words.ts";
import { keyFile as file, keyPassphrase as passphrase } from "./secrets.ts";

const signers: Key = {
  is: "named",
  told: words(
    "Signataires admis, par domaine d'organisme : un accusé qu'ils signent est authentique (A).",
    "Signers that are accepted, by organism's domain: a receipt that they sign is authentic (A).",
  ),
  each: {
    is: "group",
    told: words(
      "Un domaine : des certificats, des clés OpenPGP, ou les deux.",
      "A domain: certificates, OpenPGP keys, or both.",
    ),
    keys: {
      certificates: {
        is: "list",
        countMin: 1,
        told: words(
          "Fichiers PEM des certificats S/MIME signataires.",
          "PEM files of the S/MIME certificates that sign.",
        ),
        of: { is: "text", told: words("Un fichier PEM.", "A PEM file.") },
        example: ["portail.pem"],
      },
      keys: {
        is: "list",
        countMin: 1,
        told: words(
          "Fichiers des clés publiques OpenPGP (ASCII) signataires.",
          "Files of the OpenPGP public keys (armoured) that sign.",
        ),
        of: { is: "text", told: words("Un fichier de clé publique.", "A public key's file.") },
        example: ["portail.asc"],
      },
    },
  },
};

const openers: Key = {
  is: "named",
  told: words(
    "Clés qui ouvrent les accusés chiffrés pour nous, chacune sous un nom libre.",
    "Keys that open the receipts encrypted for us, each under a name of one's choice.",
  ),
  each: {
    is: "group",
    exactlyOne: true,
    told: words("Une clé.", "A key."),
    keys: {
      openpgp: {
        is: "group",
        told: words("Une clé secrète OpenPGP.", "An OpenPGP secret key."),
        keys: {
          file: file("Son fichier (ASCII).", "Its file (armoured).", "cabinet-secrete.asc"),
          passphrase,
        },
      },
      smime: {
        is: "group",
        told: words("Un certificat S/MIME et sa clé.", "An S/MIME certificate and its key."),
        keys: {
          certificate: file("Le certificat (PEM).", "The certificate (PEM).", "cabinet.crt"),
          key: file("Sa clé privée (PEM).", "Its private key (PEM).", "cabinet.key"),
          passphrase,
        },
      },
    },
  },
};

export const receipts: GroupKey = {
  is: "group",
  told: words("La lecture des accusés.", "Reading receipts."),
  default: {},
  keys: {
    profiles: {
      is: "list",
      told: words(
        "Profils d'accusés en texte : fichiers, ou noms de ceux fournis dans `config/receipts`.",
        "Profiles of text receipts: files, or names of those that come in `config/receipts`.",
      ),
      of: { is: "text", told: words("Un profil.", "A profile.") },
      default: [],
    },
    signers,
    openers,
    sinceDays: {
      is: "integer",
      min: 1,
      max: 3650,
      told: words(
        "Jours de courrier relus quand une boîte est lue pour la première fois.",
        "Days of mail that are read when a mailbox is read for the first time.",
      ),
      default: 30,
    },
  },
};
