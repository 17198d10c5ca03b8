/**
 * Every key of the settings file: its meaning, its default, its bounds. `config/facteur.schema.json`
 * is generated from this tree and compared with it by a test.
 */
import { spanPattern } from "../domain/removal/retention.ts";
import type { GroupKey, TextKey } from "./key.ts";
import { dossier } from "./schema/dossiers.ts";
import { identity } from "./schema/identities.ts";
import { page } from "./schema/page.ts";
import { receipts } from "./schema/receipts.ts";
import { sealer } from "./schema/sealers.ts";
import { store } from "./schema/store.ts";
import { calendars, notifications, organisms, printing } from "./schema/telling.ts";
import { words } from "./words.ts";

/** The product's own default: no source gives a number (seed 002 §3.3.8), and proofs must outlive disputes. */
const kept = (fr: string, en: string): TextKey => ({
  is: "text",
  pattern: spanPattern,
  expected: words("un nombre, puis days ou years", "a number, then days or years"),
  told: words(fr, en),
  default: "10 years",
});

export const settingsSchema: GroupKey = {
  is: "group",
  told: words("Réglages de Facteur.", "Facteur's settings."),
  keys: {
    $schema: {
      is: "text",
      told: words(
        "Le schéma de ce fichier, pour l'aide de l'éditeur de texte.",
        "This file's schema, for the text editor's help.",
      ),
      example: "../facteur.schema.json",
    },
    language: {
      is: "text",
      oneOf: ["fr", "en"],
      told: words("Langue des messages et comptes rendus.", "Language of messages and reports."),
      default: "fr",
    },
    data: {
      is: "text",
      required: true,
      told: words(
        "Répertoire de l'agent (journal, fichiers conservés), sur un disque local.",
        "The agent's own folder (journal, store), on a local disk.",
      ),
      example: "/var/lib/facteur",
    },
    reserveMiB: {
      is: "integer",
      min: 1,
      max: 1024,
      told: words(
        "Mio gardés libres dans `data` pour noter ce qui était commencé quand le disque est plein.",
        "MiB kept in `data` so that what was begun can be written down when the disk is full.",
      ),
      default: 16,
    },
    spool: {
      is: "text",
      required: true,
      told: words("Répertoire qui contient les dossiers.", "Folder that holds the dossiers."),
      example: "/srv/facteur/spool",
    },
    shared: {
      is: "text",
      told: words(
        "Répertoire commun à tous les dossiers : règles à inclure, plans d'adressage, notes, pièces à joindre. Un dossier a aussi son propre `regles`, lu en premier.",
        "Folder common to all dossiers: rules to include, addressing plans, notes, attachments. Each dossier also has its own `regles`, read first.",
      ),
      example: "/etc/facteur/regles",
    },
    group: {
      is: "text",
      told: words(
        "Groupe qui partage ce que l'agent écrit pour les personnes (AR, comptes rendus, .statut) : un nom, ou un numéro ; absent : selon l'umask.",
        "Group that shares what the agent writes for people (AR, reports, .statut): a name or a number; absent: as the umask says.",
      ),
      example: "paie",
    },
    reports: {
      is: "group",
      told: words("Les comptes rendus.", "The reports."),
      default: {},
      keys: {
        folder: {
          is: "text",
          told: words("Leur répertoire.", "Their folder."),
          defaultTold: words("`rapports`, dans `spool`", "`rapports`, in `spool`"),
          example: "spool/rapports",
        },
        daily: {
          is: "text",
          told: words(
            "Quand écrire le compte rendu du jour, en notation cron ; absent : jamais.",
            "When to write the daily report, as a cron expression; absent: never.",
          ),
          example: "0 18 * * 1-5",
        },
        today: {
          is: "text",
          told: words(
            "Quand dire dans les avis (`notifications`) ce qui doit partir dans la journée, en notation cron ; absent : jamais.",
            "When to tell in notices (`notifications`) what must leave during the day, as a cron expression; absent: never.",
          ),
          example: "0 8 * * 1-5",
        },
        period: {
          is: "text",
          told: words(
            "Quand écrire les rapprochements par période (mois, trimestre), en notation cron ; absent : jamais.",
            "When to write the reconciliations by period (month, quarter), as a cron expression; absent: never.",
          ),
          example: "0 8 * * 1",
        },
        contact: {
          is: "text",
          told: words(
            "Qui répond aux questions sur les comptes rendus ; imprimé en bas de chacun.",
            "Who answers questions about the reports; printed at the foot of each.",
          ),
          example: "Service paie, poste 12",
        },
      },
    },
    identities: {
      is: "named",
      required: true,
      told: words(
        "Les identités : qui envoie, et où arrivent les réponses.",
        "The identities: who sends, and where answers arrive.",
      ),
      each: identity,
    },
    sealers: {
      is: "named",
      told: words(
        "Les chiffrements, que les règles nomment par `chiffrement`.",
        "The sealings, named by `chiffrement` in the rules.",
      ),
      each: sealer,
    },
    dossiers: {
      is: "named",
      required: true,
      told: words("Les dossiers surveillés.", "The watched dossiers."),
      each: dossier,
    },
    calendars,
    organisms,
    printing,
    notifications,
    page,
    sending: {
      is: "group",
      told: words("L'envoi.", "Sending."),
      default: {},
      keys: {
        parallel: {
          is: "integer",
          min: 1,
          max: 20,
          told: words(
            "Envois simultanés au plus, par identité : un serveur lent ne retarde que les siens.",
            "Messages sent at once per identity, at most: a slow server delays its own only.",
          ),
          default: 4,
        },
        perMinute: {
          is: "integer",
          min: 1,
          max: 100_000,
          told: words(
            "Envois par minute et par identité, au plus : la limite du fournisseur.",
            "Messages per minute and identity, at most: the provider's limit.",
          ),
          default: 60,
        },
        perDay: {
          is: "integer",
          min: 1,
          max: 10_000_000,
          told: words(
            "Envois par jour et par identité, au plus ; les suivants attendent.",
            "Messages per day and identity, at most; the others wait.",
          ),
          default: 2000,
        },
        retryMinutes: {
          is: "list",
          countMin: 1,
          told: words(
            "Minutes d'attente avant le 1er, le 2e… nouvel essai ; la dernière se répète.",
            "Minutes before the 1st, 2nd… retry; the last one repeats.",
          ),
          of: {
            is: "number",
            above: 0,
            max: 10_080,
            told: words("Une attente, en minutes.", "A wait, in minutes."),
          },
          default: [1, 5, 10, 20, 40, 60],
        },
      },
    },
    timestamps: {
      is: "group",
      told: words(
        "Un tiers qui date le journal une fois par jour (RFC 3161) ; absent : personne.",
        "A third party that dates the journal once a day (RFC 3161); absent: nobody.",
      ),
      keys: {
        url: {
          is: "text",
          required: true,
          pattern: "^https?://[^\\s]+$",
          expected: words("une adresse http:// ou https://", "an http:// or https:// address"),
          told: words(
            "Adresse de l'autorité ; elle ne reçoit qu'une empreinte.",
            "Address of the authority; it receives a hash and nothing else.",
          ),
          example: "https://horodatage.example/",
        },
      },
    },
    scanSeconds: {
      is: "number",
      min: 0.2,
      max: 3600,
      told: words(
        "Secondes entre deux relectures complètes des dossiers.",
        "Seconds between two full looks at the dossiers.",
      ),
      default: 30,
    },
    receipts,
    store,
    retention: {
      is: "group",
      told: words(
        "Combien de temps les contenus sont gardés après la fin d'un dépôt, avant que `facteur purge` puisse les enlever.",
        "How long contents are kept after a deposit's end, before `facteur purge` may remove them.",
      ),
      default: {},
      keys: {
        originals: kept(
          "Le fichier pris, sa lecture, ses constats, et sa copie dans `traites` ou `rejetes`.",
          "The file taken, what was read in it and found, and its copy in `traites` or `rejetes`.",
        ),
        mails: kept("Le courrier envoyé.", "The mail that was sent."),
        receipts: kept("Les courriers reçus.", "The mails that came back."),
        reports: kept("Les comptes rendus.", "The reports."),
      },
    },
    log: {
      is: "group",
      told: words("Le journal technique.", "The technical log."),
      default: {},
      keys: {
        level: {
          is: "text",
          oneOf: ["error", "warn", "info", "debug"],
          told: words("Ce qui y est écrit.", "What is written to it."),
          default: "info",
        },
        file: {
          is: "text",
          told: words(
            "Son fichier ; absent : la sortie standard.",
            "Its file; absent: standard output.",
          ),
          example: "/var/log/facteur/facteur.log",
        },
      },
    },
  },
};
