/** The keys of the page that people open in a browser. */
import { roles } from "../../domain/role.ts";
import type { GroupKey, Key } from "../key.ts";
import { words } from "../words.ts";
import { secretKeys } from "./secrets.ts";

const tls: GroupKey = {
  is: "group",
  told: words(
    "Le chiffrement de la page ; obligatoire au-delà de cette machine.",
    "The page's encryption; required beyond this machine.",
  ),
  keys: {
    certificate: {
      is: "text",
      required: true,
      told: words(
        "Fichier PEM du certificat, avec ceux qui l'ont signé.",
        "PEM file of the certificate, with those that signed it.",
      ),
      example: "/etc/facteur/page.crt",
    },
    key: {
      is: "text",
      required: true,
      told: words("Fichier PEM de sa clé privée.", "PEM file of its private key."),
      example: "/run/credentials/facteur.service/page-key",
    },
  },
};

const accounts: Key = {
  is: "named",
  told: words(
    "Qui entre avec un mot de passe : les noms que porteront leurs décisions.",
    "Who comes in with a password: the names that their decisions will bear.",
  ),
  each: {
    is: "group",
    told: words("Une personne.", "A person."),
    keys: {
      role: {
        is: "text",
        oneOf: roles,
        told: words(
          "`clerk` lit et décide des dépôts ; `administrator` règle aussi l'agent.",
          "`clerk` reads and decides about deposits; `administrator` also sets the agent.",
        ),
        default: "clerk",
      },
      password: {
        is: "group",
        required: true,
        exactlyOne: true,
        told: words(
          "Où se trouve l'empreinte de son mot de passe, faite par `facteur page password`.",
          "Where the hash of the password is, made by `facteur page password`.",
        ),
        example: { file: "/etc/facteur/page-marie" },
        keys: secretKeys,
      },
    },
  },
};

const agreements: Key = {
  is: "group",
  told: words(
    "Les liens signés par lesquels les clients donnent leur accord ; absents : il n'y en a pas.",
    "The signed links by which clients agree; absent: there are none.",
  ),
  keys: {
    url: {
      is: "text",
      required: true,
      told: words(
        "Adresse publique de la page, sans chemin ; sous ce nom, rien d'autre que ces liens ne répond, sauf s'il est aussi dans `names`.",
        "Public address of the page, without path; under this name nothing but these links answers, unless it is in `names` too.",
      ),
      pattern:
        "^(?:https://[A-Za-z0-9.-]+(?::[0-9]{1,5})?|http://(?:127\\.0\\.0\\.1|localhost)(?::[0-9]{1,5})?)$",
      expected: words(
        "https:// et un nom de machine, sans chemin",
        "https:// and a host name, without path",
      ),
      example: "https://accords.cabinet.example",
    },
    days: {
      is: "integer",
      min: 1,
      max: 31,
      told: words(
        "Jours pendant lesquels un lien peut servir ; jamais au-delà de l'échéance.",
        "Days for which a link may be used; never past the deadline.",
      ),
      default: 7,
    },
  },
};

export const page: GroupKey = {
  is: "group",
  told: words(
    "La page pour les personnes, ouverte par `facteur open` ; absente : il n'y en a pas.",
    "The page for people, opened by `facteur open`; absent: there is none.",
  ),
  example: {},
  keys: {
    on: {
      is: "flag",
      told: words("Faux : pas de page.", "False: no page."),
      default: true,
    },
    address: {
      is: "text",
      told: words(
        "Adresse où elle répond ; au-delà de 127.0.0.1, il faut `tls` et `accounts`.",
        "Address it answers on; beyond 127.0.0.1, `tls` and `accounts` are needed.",
      ),
      pattern: "^[0-9A-Fa-f:.]+$|^localhost$",
      expected: words("une adresse IP", "an IP address"),
      default: "127.0.0.1",
    },
    port: {
      is: "integer",
      min: 0,
      max: 65_535,
      told: words("Son port ; 0 : celui qui est libre.", "Its port; 0: whichever is free."),
      default: 8620,
    },
    names: {
      is: "list",
      told: words(
        "Noms par lesquels les autres machines l'appellent ; une demande sous un autre nom est refusée.",
        "Names by which other machines call it; a request under another name is refused.",
      ),
      of: {
        is: "text",
        told: words("Un nom, sans port.", "A name, without port."),
        pattern: "^[A-Za-z0-9.-]+$",
        expected: words("un nom de machine", "a host name"),
      },
      example: ["facteur.cabinet.example"],
      default: [],
    },
    monitors: {
      is: "list",
      told: words(
        "Adresses des machines qui peuvent demander `/health` et `/metrics` sans session, en plus de celle-ci.",
        "Addresses of the machines that may ask `/health` and `/metrics` without a session, beside this one.",
      ),
      of: {
        is: "text",
        told: words("Une adresse.", "An address."),
        pattern: "^[0-9A-Fa-f:.]+$",
        expected: words("une adresse IP", "an IP address"),
      },
      example: ["192.0.2.10"],
      default: [],
    },
    tls,
    accounts,
    agreements,
  },
};
