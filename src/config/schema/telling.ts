/** The keys of the clock and of telling: calendars, organisms' contacts, printing, notifications. */
import { holidayRegions } from "../../domain/calendar/holidays.ts";
import { printedDocuments } from "../../domain/printed.ts";
import type { GroupKey, Key } from "../key.ts";
import { words } from "../words.ts";
import { server } from "./identities.ts";

const calendarName: Key = { is: "text", told: words("Un calendrier.", "A calendar.") };

export const calendars: Key = {
  is: "list",
  told: words(
    "Calendriers des échéances légales : fichiers, ou noms de ceux fournis dans `config/calendars`.",
    "Calendars of legal deadlines: files, or names of those that come in `config/calendars`.",
  ),
  of: calendarName,
  default: [],
};

/** Of one dossier: where its hours and working days are. */
export const dossierCalendar: Readonly<Record<string, Key>> = {
  zone: {
    is: "text",
    told: words("Son fuseau horaire (nom IANA).", "Its time zone (IANA name)."),
    default: "Europe/Paris",
    example: "Pacific/Noumea",
  },
  holidays: {
    is: "text",
    oneOf: holidayRegions,
    told: words(
      "Ses jours fériés : ceux de la métropole, ou ceux d'Alsace-Moselle.",
      "Its public holidays: those of mainland France, or of Alsace-Moselle.",
    ),
    default: "metropole",
  },
  closedDays: {
    is: "list",
    told: words(
      "Autres jours sans travail : « 2027-05-14 », ou « 09-24 » chaque année.",
      "Further days without work: “2027-05-14”, or “09-24” for every year.",
    ),
    of: {
      is: "text",
      told: words("Un jour.", "A day."),
      pattern: "^(?:\\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$",
      expected: words("AAAA-MM-JJ ou MM-JJ", "YYYY-MM-DD or MM-DD"),
    },
    default: [],
  },
  calendars: {
    is: "list",
    countMin: 1,
    told: words(
      "Ses calendriers des échéances (décalage de paie…).",
      "Its own calendars of deadlines.",
    ),
    of: calendarName,
    defaultTold: words("ceux de `calendars`", "those of `calendars`"),
  },
  notify: {
    is: "list",
    countMin: 1,
    told: words(
      "Adresses prévenues pour ce dossier, et elles seules ; jamais une boîte d'accusés.",
      "Addresses notified for this dossier, and only they; never a mailbox of receipts.",
    ),
    of: { is: "text", told: words("Une adresse.", "An address.") },
    defaultTold: words("celles de `notifications.mail.to`", "those of `notifications.mail.to`"),
    example: ["paie@client.example"],
  },
};

export const organisms: Key = {
  is: "named",
  told: words(
    "Les organismes : qui appeler quand leurs accusés manquent.",
    "The organisms: whom to call when their receipts are missing.",
  ),
  each: {
    is: "group",
    told: words("Un organisme.", "An organism."),
    keys: {
      addresses: {
        is: "list",
        required: true,
        countMin: 1,
        told: words(
          "Ses adresses de courriel, ou « @domaine » pour toutes celles d'un domaine.",
          "Its mail addresses, or “@domain” for all of a domain.",
        ),
        of: { is: "text", told: words("Une adresse.", "An address.") },
        example: ["declarations@organisme.example"],
      },
      contact: {
        is: "text",
        required: true,
        told: words(
          "Qui appeler : service, téléphone, heures. Imprimé dans les alarmes et comptes rendus.",
          "Whom to call: service, telephone, hours. Printed in alarms and reports.",
        ),
        example: "Assistance technique, 01 99 00 00 00, 9 h à 17 h",
      },
    },
  },
};

const command: Key = {
  is: "list",
  countMin: 1,
  told: words(
    "Programme et arguments, lancés sans interpréteur de commandes.",
    "Program and arguments, run without a shell.",
  ),
  of: { is: "text", told: words("Un argument.", "An argument."), mayBeEmpty: true },
};

export const printing: GroupKey = {
  is: "group",
  told: words(
    "L'impression ; absente : rien n'est imprimé.",
    "Printing; absent: nothing is printed.",
  ),
  keys: {
    command: {
      ...command,
      told: words(
        "Programme d'impression et ses arguments ; il reçoit un PDF sur son entrée.",
        "The printing program and its arguments; it gets a PDF on its input.",
      ),
      default: ["lp"],
      example: ["lp", "-d", "paie"],
    },
    documents: {
      is: "list",
      countMin: 1,
      told: words(
        `Ce qui est imprimé : ${printedDocuments.join(", ")}.`,
        `What is printed: ${printedDocuments.join(", ")}.`,
      ),
      of: { is: "text", oneOf: printedDocuments, told: words("Un document.", "A document.") },
      default: ["rejets"],
    },
  },
};

const mail: GroupKey = {
  is: "group",
  told: words("Par courriel, sous une identité à part.", "By mail, under an identity of its own."),
  keys: {
    from: {
      is: "text",
      required: true,
      told: words("L'adresse qui prévient.", "The address that notifies."),
      example: "facteur@cabinet.example",
    },
    to: {
      is: "list",
      required: true,
      countMin: 1,
      told: words(
        "Adresses prévenues ; jamais une boîte d'accusés.",
        "Addresses notified; never a mailbox of receipts.",
      ),
      of: { is: "text", told: words("Une adresse.", "An address.") },
      example: ["equipe-paie@cabinet.example"],
    },
    nullSender: {
      is: "flag",
      told: words(
        "Vrai : expéditeur d'enveloppe vide, pour qu'aucun avis de non-remise ne revienne. Faux si le serveur le refuse.",
        "True: empty envelope sender, so that no bounce comes back. False if the server refuses it.",
      ),
      default: true,
    },
    submission: {
      is: "group",
      required: true,
      told: words("Le serveur par lequel prévenir.", "The server to notify by."),
      keys: server(587),
    },
  },
};

export const notifications: GroupKey = {
  is: "group",
  told: words(
    "Les avis aux personnes : numéros de dépôt et codes, jamais de nom ni de NIR.",
    "Notices to people: deposit numbers and codes, never a name or a NIR.",
  ),
  keys: {
    mail,
    command: {
      ...command,
      told: words(
        "Par un programme, qui reçoit l'avis en JSON sur son entrée.",
        "By a program, which gets the notice as JSON on its input.",
      ),
      example: ["/usr/local/bin/prevenir"],
    },
    webhook: {
      is: "text",
      told: words(
        "Par un POST en JSON vers cette adresse (https, ou http sur cette machine).",
        "By a JSON POST to this address (https, or http on this machine).",
      ),
      pattern: "^https?://[^\\s]+$",
      expected: words("une adresse https://", "an https:// address"),
      example: "https://avis.cabinet.example/facteur",
    },
    digestMinutes: {
      is: "number",
      min: 0,
      max: 1440,
      told: words(
        "Minutes pendant lesquelles les événements sont groupés en un avis.",
        "Minutes during which events are gathered into one notice.",
      ),
      default: 10,
    },
    perHour: {
      is: "integer",
      min: 1,
      max: 60,
      told: words(
        "Avis par heure et par destinataire, au plus ; les suivants attendent, groupés.",
        "Notices per hour and recipient, at most; the others wait, together.",
      ),
      default: 4,
    },
  },
};
