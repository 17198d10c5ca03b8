/** The keys of one sealing: which method, for whom, with what (seed 000, « logiciel de cryptage »). */
import type { GroupKey } from "../key.ts";
import { words } from "../words.ts";
import { keyFile as file, keyPassphrase as passphrase } from "./secrets.ts";

const external: GroupKey = {
  is: "group",
  told: words(
    "Un logiciel de l'organisme, lancé sans interpréteur de commandes.",
    "A program of the organism's, run without a shell.",
  ),
  keys: {
    paths: {
      is: "named",
      required: true,
      told: words(
        "Ses chemins, chacun sous un nom libre : logiciel, clé, paramètres… Leur empreinte est retenue au premier envoi.",
        "Its paths, each under a name of one's choice. Their hash is remembered at the first sending.",
      ),
      each: {
        is: "group",
        told: words("Un chemin.", "A path."),
        keys: {
          path: file(
            "Le fichier ou le répertoire.",
            "The file or folder.",
            "/opt/cryptage/cle.bin",
          ),
          definitive: {
            is: "text",
            told: words(
              "Celui qui le remplace à partir de `definitiveSince` : la clé définitive.",
              "What takes its place from `definitiveSince` on: the definitive key.",
            ),
            example: "/opt/cryptage/cle-definitive.bin",
          },
        },
      },
    },
    definitiveSince: {
      is: "text",
      pattern: "^\\d{4}-\\d{2}-\\d{2}$",
      expected: words("une date AAAA-MM-JJ", "a date YYYY-MM-DD"),
      told: words(
        "Jour (heure de Paris) du passage à la clé définitive.",
        "Day (Paris time) of the change to the definitive key.",
      ),
      example: "2027-01-04",
    },
    command: {
      is: "list",
      required: true,
      countMin: 3,
      told: words(
        "Le logiciel puis ses arguments ; {nom} est un chemin de `paths`, {entree} le fichier à chiffrer, {sortie} le résultat.",
        "The program, then its arguments; {name} is a path of `paths`, {entree} the file to seal, {sortie} the result.",
      ),
      of: { is: "text", told: words("Un mot.", "A word.") },
      example: ["{logiciel}", "-k", "{cle}", "{entree}", "{sortie}"],
    },
    timeoutSeconds: {
      is: "number",
      min: 1,
      max: 3600,
      told: words("Secondes avant de l'arrêter.", "Seconds before it is killed."),
      default: 60,
    },
    output: {
      is: "text",
      pattern: "^[^/\\\\]+$",
      expected: words("un nom de fichier, sans répertoire", "a file name, without folder"),
      told: words(
        "Nom de la pièce jointe ; {fichier} est celui du fichier déposé.",
        "Name of the attachment; {fichier} is the deposited file's.",
      ),
      default: "{fichier}",
    },
  },
};

const openpgp: GroupKey = {
  is: "group",
  told: words("OpenPGP (RFC 9580).", "OpenPGP (RFC 9580)."),
  keys: {
    covers: {
      is: "text",
      oneOf: ["file", "message"],
      told: words(
        "« file » : la pièce jointe. « message » : la note et la pièce jointe (PGP/MIME).",
        "“file”: the attachment. “message”: note and attachment (PGP/MIME).",
      ),
      default: "file",
    },
    recipients: {
      is: "list",
      required: true,
      countMin: 1,
      told: words("Clés publiques de qui pourra lire.", "Public keys of those who may read."),
      of: file(
        "Fichier d'une clé publique (ASCII).",
        "File of a public key (armoured).",
        "organisme.asc",
      ),
      example: ["organisme.asc"],
    },
    archive: {
      is: "group",
      told: words(
        "Une clé de plus, pour les archives du cabinet.",
        "One more key, for the firm's archive.",
      ),
      keys: {
        file: file("Sa clé publique.", "Its public key.", "archive.asc"),
        secretFile: {
          is: "text",
          told: words(
            "Sa clé secrète : chaque message est alors rouvert et comparé avant l'envoi.",
            "Its secret key: each message is then opened again and compared before it leaves.",
          ),
          example: "archive-secrete.asc",
        },
        passphrase,
      },
    },
    sign: {
      is: "group",
      told: words("Signer aussi.", "Sign too."),
      keys: {
        file: file("Clé secrète de signature.", "Secret key that signs.", "cabinet.asc"),
        passphrase,
      },
    },
  },
};

const smime: GroupKey = {
  is: "group",
  told: words(
    "S/MIME (RFC 8551), toujours sur la note et la pièce jointe ensemble.",
    "S/MIME (RFC 8551), always over note and attachment together.",
  ),
  keys: {
    recipients: {
      is: "list",
      told: words(
        "Certificats de qui pourra lire ; vide : rien n'est chiffré, et `signOnly` doit le dire.",
        "Certificates of those who may read; empty: nothing is encrypted, and `signOnly` must say so.",
      ),
      of: file("Fichier d'un certificat (PEM).", "File of a certificate (PEM).", "organisme.crt"),
      default: [],
      example: ["organisme.crt"],
    },
    signOnly: {
      is: "flag",
      told: words(
        "Signe sans chiffrer : les règles qui nomment ce chiffrement laissent partir le texte en clair, signé.",
        "Signs without encrypting: rules that name this sealing let the text leave in clear, signed.",
      ),
      default: false,
    },
    archive: {
      is: "group",
      told: words(
        "Un certificat de plus, pour les archives du cabinet.",
        "One more certificate, for the firm's archive.",
      ),
      keys: {
        certificate: file("Son certificat.", "Its certificate.", "archive.crt"),
        key: {
          is: "text",
          told: words(
            "Sa clé privée : chaque message est alors rouvert et comparé avant l'envoi.",
            "Its private key: each message is then opened again and compared before it leaves.",
          ),
          example: "archive.key",
        },
        passphrase,
      },
    },
    sign: {
      is: "group",
      told: words("Signer aussi.", "Sign too."),
      keys: {
        certificate: file("Certificat de signature.", "Certificate that signs.", "cabinet.crt"),
        key: file("Sa clé privée.", "Its private key.", "cabinet.key"),
        passphrase,
      },
    },
  },
};

export const sealer: GroupKey = {
  is: "group",
  exactlyOne: true,
  told: words(
    "Un chiffrement, par l'une des trois méthodes.",
    "A sealing, by one of three methods.",
  ),
  keys: { external, openpgp, smime },
};
