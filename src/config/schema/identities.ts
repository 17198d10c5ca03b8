/** The keys of one identity: an address, the server it sends by and the mailbox it is answered in. */
import type { GroupKey, Key } from "../key.ts";
import { words } from "../words.ts";
import { oauth } from "./oauth.ts";
import { secretKeys } from "./secrets.ts";

const password: GroupKey = {
  is: "group",
  exactlyOne: true,
  told: words(
    "Où se trouve le mot de passe ; il n'est jamais écrit dans ce fichier.",
    "Where the password is; it never stands in this file.",
  ),
  example: { env: "FACTEUR_PASSWORD" },
  keys: secretKeys,
};

const required = (filled: "filled" | undefined): { readonly required?: true } =>
  filled ? {} : { required: true };

/** `filled`: a provider may give what is not written, so nothing is required by the shape alone. */
export const server = (port: number, filled?: "filled"): Readonly<Record<string, Key>> => ({
  host: {
    is: "text",
    ...required(filled),
    told: words("Nom du serveur.", "Name of the server."),
    pattern: "^(?:[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_])?|[0-9A-Fa-f.]*:[0-9A-Fa-f:.]*)$",
    expected: words(
      "un nom de machine ou une adresse IP, sans smtp:// ni :port",
      "a host name or an IP address, without smtp:// or :port",
    ),
    example: "mail.example",
  },
  port: {
    is: "integer",
    ...required(filled),
    min: 1,
    max: 65_535,
    told: words("Port du serveur.", "Port of the server."),
    example: port,
  },
  security: {
    is: "text",
    ...required(filled),
    oneOf: ["tls", "starttls", "none"],
    told: words(
      "Chiffrement : « tls » dès la connexion, « starttls » exigé après, « none » en clair (machine locale seulement).",
      "Encryption: “tls” from the start, “starttls” required after it, “none” in clear (loopback only).",
    ),
    example: "tls",
  },
  login: {
    is: "text",
    told: words(
      "Identifiant ; absent seulement vers la machine locale.",
      "Login; absent only towards loopback.",
    ),
    example: "paie@cabinet.example",
  },
  password,
  ca: {
    is: "text",
    told: words(
      "Fichier PEM des seules autorités de certification admises pour ce serveur.",
      "PEM file of the only certificate authorities trusted for this server.",
    ),
    defaultTold: words("celles du système", "the system's"),
    example: "ca.pem",
  },
});

export const mailbox: GroupKey = {
  is: "group",
  told: words(
    "La boîte où arrivent les accusés ; sans elle, ils ne sont pas suivis.",
    "The mailbox where receipts arrive; without it they are not followed.",
  ),
  keys: {
    ...server(993, "filled"),
    protocol: {
      is: "text",
      oneOf: ["imap", "pop3"],
      told: words(
        "Protocole. Préférez IMAP : par POP3, la boîte est verrouillée pendant chaque relève et les indésirables ne sont pas lus.",
        "Protocol. Prefer IMAP: by POP3 the mailbox is locked during each look, and junk mail is not read.",
      ),
      default: "imap",
    },
    deleteAfterDays: {
      is: "integer",
      min: 1,
      max: 3650,
      told: words(
        "POP3 : jours après lesquels un accusé rattaché et conservé ici est supprimé de la boîte ; absent : rien n'est jamais supprimé.",
        "POP3: days after which a receipt that is matched and durable here is deleted from the mailbox; absent: nothing ever is.",
      ),
      example: 30,
    },
    folders: {
      is: "list",
      countMin: 1,
      told: words(
        "Dossiers de courrier à lire (IMAP). `\\Junk`, `\\Sent` et leurs semblables désignent celui que le serveur marque ainsi.",
        "Mail folders to read (IMAP). `\\Junk`, `\\Sent` and their like mean the one that the server marks so.",
      ),
      of: { is: "text", told: words("Un dossier.", "A folder.") },
      default: ["INBOX", "\\Junk"],
    },
    pollSeconds: {
      is: "number",
      min: 0.2,
      max: 86_400,
      told: words("Secondes entre deux relèves.", "Seconds between two looks."),
      default: 60,
    },
    authservId: {
      is: "text",
      told: words(
        "Nom que notre serveur écrit dans Authentication-Results ; sans lui, aucun accusé n'est prouvé par ce moyen.",
        "Name that our own server writes in Authentication-Results; without it no receipt is proven that way.",
      ),
      example: "mx.cabinet.example",
    },
    receivedAbove: {
      is: "integer",
      min: 0,
      max: 10,
      told: words(
        "Champs Received que notre fournisseur écrit au-dessus de ce verdict (regardez la source d'un courriel reçu) : un de plus, et le verdict est venu avec le courriel ; absent : aucun.",
        "Received fields that our provider writes above that verdict (look at the source of a received mail): with one more, the verdict came with the mail; absent: none.",
      ),
      example: 1,
    },
    aliases: {
      is: "list",
      told: words(
        "Autres adresses dont le courrier arrive dans cette boîte : un fichier peut y demander ses accusés.",
        "Other addresses whose mail arrives in this mailbox: a file may ask for its acknowledgements there.",
      ),
      of: { is: "text", told: words("Une adresse.", "An address.") },
      default: [],
      example: ["accuses@cabinet.example"],
    },
    moveMatchedTo: {
      is: "text",
      told: words(
        "Dossier où ranger les courriers rapprochés, une fois conservés ici ; absent : ils restent en place.",
        "Folder where matched mails go once they are durable here; absent: they stay where they are.",
      ),
      example: "Traités",
    },
  },
};

export const identity: GroupKey = {
  is: "group",
  told: words("Une identité.", "An identity."),
  keys: {
    address: {
      is: "text",
      required: true,
      told: words(
        "L'adresse qui envoie et qui reçoit les réponses.",
        "The address that sends and is answered.",
      ),
      example: "paie@cabinet.example",
    },
    displayName: {
      is: "text",
      mayBeEmpty: true,
      told: words("Nom montré à côté de l'adresse.", "Name shown beside the address."),
      default: "",
      example: "Cabinet Exemple, service paie",
    },
    legacyNames: {
      is: "list",
      told: words(
        "Valeurs de `profil` qui, dans d'anciens fichiers, désignent cette identité.",
        "Values of `profil` that mean this identity in old files.",
      ),
      of: { is: "text", told: words("Un profil.", "A profile.") },
      default: [],
      example: ["Microsoft Outlook"],
    },
    provider: {
      is: "text",
      told: words(
        "Fournisseur dont les serveurs sont connus (config/providers) : microsoft365, google, ovh, orange, free, ionos, gandi, proton-bridge.",
        "Provider whose servers are known (config/providers): microsoft365, google, ovh, orange, free, ionos, gandi, proton-bridge.",
      ),
      example: "ovh",
    },
    login: {
      is: "text",
      told: words(
        "Identifiant des deux serveurs, là où ils n'en disent pas d'autre.",
        "Login at both servers, where they do not say another one.",
      ),
      defaultTold: words(
        "avec `provider` ou `oauth`, l'adresse",
        "with `provider` or `oauth`, the address",
      ),
      example: "paie@cabinet.example",
    },
    password: {
      ...password,
      told: words(
        "Mot de passe aux deux serveurs, là où ils n'en disent pas d'autre.",
        "Password at both servers, where they do not say another one.",
      ),
    },
    loginMayDiffer: {
      is: "flag",
      told: words(
        "Admet un identifiant qui est une autre adresse : boîte partagée, compte technique.",
        "Allows a login that is another address: shared mailbox, technical account.",
      ),
      default: false,
    },
    oauth,
    submission: {
      is: "group",
      told: words(
        "Le serveur d'envoi (SMTP) ; obligatoire sans `provider`.",
        "The submission server (SMTP); required without `provider`.",
      ),
      keys: server(465, "filled"),
    },
    mailbox,
    receiptFolder: {
      is: "text",
      told: words(
        "Répertoire où l'on dépose des courriels enregistrés (.eml) ou des fichiers d'AR ; rien n'y est modifié.",
        "Folder where saved mails (.eml) or receipts' files are put; nothing in it is changed.",
      ),
      example: "accuses",
    },
  },
};
