/**
 * The register's tables: what each is about, its columns, and which of them make two rows the same one. This is the
 * documentation, the import, the export and the checks at once; `docs/register.md` is compared with it.
 */
import { periodicities } from "../calendar/period.ts";
import { families } from "../checks/payment-modes.ts";
import { formatNames } from "../declaration.ts";
import {
  account,
  type CellKind,
  choice,
  choices,
  code,
  day,
  email,
  flag,
  identifiers,
  scan,
  siret,
  type Told,
  telephone,
  text,
  whole,
} from "./column.ts";

export interface Column {
  readonly name: string;
  readonly cell: CellKind;
  readonly told: Told;
  /** `key`: names the row, together with the other keys. `needed`: may not be empty. */
  readonly is?: "key" | "needed";
  /** Names a row of another table. */
  readonly refers?: "organismes" | "employeurs";
}

const column = (
  name: string,
  cell: CellKind,
  fr: string,
  more: Pick<Column, "is" | "refers"> & { readonly en: string },
): Column => {
  const { en, ...rest } = more;
  return { name, cell, told: { fr, en }, ...rest };
};

const organism = column("organisme", code, "code de l'organisme", {
  en: "the organism's code",
  is: "key",
  refers: "organismes",
});
const employer = column("siret", siret, "SIRET de l'employeur", {
  en: "the employer's SIRET",
  is: "key",
  refers: "employeurs",
});

const takenFormats = [...formatNames, "dpae", "ducs"] as const;
export const organismFamilies = [...families, "autre"] as const;
const contactUses = ["adhesion", "convention", "technique", "gestion", "secours"] as const;
const roleNames = ["employeur", "tiers-redacteur", "relais"] as const;
/** The seed's payment modes in words (seed 002 §2.3). */
const paymentWords = ["cheque", "virement", "prelevement", "telereglement"] as const;

export const registerTables = {
  organismes: {
    told: { fr: "à qui l'on déclare", en: "to whom one declares" },
    columns: [
      column("code", code, "nom court, choisi par le cabinet", {
        en: "short name, chosen by the firm",
        is: "key",
      }),
      column("nom", text, "nom entier", { en: "full name", is: "needed" }),
      column("famille", choice(...organismFamilies), "famille", { en: "family", is: "needed" }),
      column("siret", siret, "SIRET de l'organisme", { en: "the organism's SIRET" }),
      column("identifiants", identifiers, "comment les fichiers le nomment (code Urssaf, SIRET…)", {
        en: "what files call it (Urssaf code, SIRET…)",
      }),
      column("declarations", choices("dpae", "ducs"), "ce qu'il reçoit ; vide : les deux", {
        en: "what it takes; empty: both",
      }),
      column("parcours", code, "parcours de qualification", { en: "qualification path" }),
      column("adhesion", flag, "une adhésion est exigée avant de déclarer", {
        en: "an adhesion is needed before declaring",
      }),
      column("ouverture_jours", whole(0, 366), "ouvre tant de jours avant l'échéance", {
        en: "opens so many days before the due date",
      }),
      column("heure_limite", choice("12:00", "24:00"), "heure limite du jour de l'échéance", {
        en: "last hour of the due day",
      }),
      column("calendrier", text, "nom du calendrier de ses échéances", {
        en: "name of the calendar of its due dates",
      }),
    ],
  },
  contacts: {
    told: { fr: "qui appeler, pour quoi", en: "whom to call, for what" },
    columns: [
      organism,
      column("usage", choice(...contactUses), "pour quoi", { en: "for what", is: "key" }),
      column("nom", text, "personne ou service", { en: "person or service" }),
      column("telephone", telephone, "téléphone", { en: "telephone" }),
      column("courriel", email, "courriel", { en: "mail address" }),
      column("fax", telephone, "télécopie", { en: "fax" }),
      column("adresse", text, "rue et numéro", { en: "street and number" }),
      column("code_postal", text, "code postal", { en: "postal code" }),
      column("ville", text, "ville", { en: "town" }),
    ],
  },
  adresses: {
    told: {
      fr: "adresses électroniques, par format et environnement",
      en: "electronic addresses, by format and environment",
    },
    columns: [
      organism,
      column("format", choice(...takenFormats), "format, ou tous ceux d'une déclaration", {
        en: "format, or all those of a declaration",
        is: "key",
      }),
      column("environnement", choice("test", "reel"), "test ou réel", {
        en: "test or real",
        is: "key",
      }),
      column("adresse", email, "adresse", { en: "address", is: "needed" }),
    ],
  },
  versions: {
    told: { fr: "versions de format acceptées", en: "format versions that are taken" },
    columns: [
      organism,
      column("format", choice(...takenFormats), "format", { en: "format", is: "key" }),
      column("version", text, "version, comme le fichier la dit", {
        en: "version, as the file says it",
        is: "key",
      }),
      column("jusque", day, "acceptée jusqu'à ce jour ; vide : sans fin connue", {
        en: "taken until this day; empty: no end known",
      }),
    ],
  },
  employeurs: {
    told: { fr: "pour qui l'on déclare", en: "for whom one declares" },
    columns: [
      column("siret", siret, "SIRET", { en: "SIRET", is: "key" }),
      column("raison_sociale", text, "raison sociale", { en: "name", is: "needed" }),
      column("representant", text, "qui signe", { en: "who signs" }),
      column("adresse", text, "rue et numéro", { en: "street and number" }),
      column("code_postal", text, "code postal", { en: "postal code" }),
      column("ville", text, "ville", { en: "town" }),
      column("courriel", email, "courriel du client", { en: "the client's mail address" }),
      column("client", text, "clé `client` de ses dossiers", {
        en: "the key `client` of its dossiers",
      }),
      column("jour_paie", whole(1, 31), "jour du mois où les salaires sont payés", {
        en: "day of the month on which wages are paid",
      }),
      column("decalage_paie", flag, "paie le mois suivant (décalage de paie)", {
        en: "pays the following month (décalage de paie)",
      }),
      column("logiciel", text, "logiciel de paie et sa version", {
        en: "payroll program and its version",
      }),
      column("adresse_ar", email, "adresse de réception des accusés", {
        en: "address to which acknowledgements come",
      }),
      column("ancien_siret", siret, "SIRET d'avant, quand il a changé", {
        en: "the SIRET before, when it changed",
      }),
      column("pilote", flag, "du groupe pilote", { en: "of the pilot group" }),
    ],
  },
  numeros: {
    told: { fr: "numéro interne chez chaque organisme", en: "internal number at each organism" },
    columns: [
      employer,
      organism,
      column("numero", text, "numéro interne", { en: "internal number", is: "needed" }),
    ],
  },
  comptes: {
    told: {
      fr: "comptes bancaires déclarés à chaque organisme (trois au plus par employeur)",
      en: "bank accounts declared to each organism (at most three per employer)",
    },
    columns: [
      employer,
      organism,
      column("compte", account, "RIB", { en: "RIB", is: "key" }),
      column("titulaire", text, "titulaire", { en: "holder" }),
      column("mode", choice(...paymentWords), "mode de paiement", { en: "payment mode" }),
      column("depuis", day, "déclaré le", { en: "declared on" }),
      column("jusque", day, "jusqu'au", { en: "until" }),
    ],
  },
  roles: {
    told: { fr: "qui fait quoi pour un employeur", en: "who does what for an employer" },
    columns: [
      employer,
      column("role", choice(...roleNames), "rôle", { en: "role", is: "key" }),
      column("par_siret", siret, "SIRET de celui qui le tient", {
        en: "SIRET of who holds it",
        is: "key",
      }),
      column("par_nom", text, "son nom", { en: "their name", is: "needed" }),
      column("logiciel", text, "son logiciel de paie et sa version", {
        en: "their payroll program and its version",
      }),
      column("depuis", day, "depuis", { en: "since" }),
      column("jusque", day, "jusqu'au", { en: "until" }),
    ],
  },
  mandats: {
    told: {
      fr: "mandats : un par client, pour toutes les procédures",
      en: "mandates: one per client, for all procedures",
    },
    columns: [
      employer,
      column("mandataire", siret, "SIRET du mandataire", {
        en: "SIRET of who is mandated",
        is: "key",
      }),
      column("signe_le", day, "signé le", { en: "signed on", is: "needed" }),
      column("fin", day, "prend fin le", { en: "ends on" }),
      column("fichier", scan, "mandat numérisé", { en: "scanned mandate" }),
    ],
  },
  adhesions: {
    told: {
      fr: "adhésion d'un employeur chez un organisme",
      en: "an employer's adhesion at an organism",
    },
    columns: [
      employer,
      organism,
      column("demandee", day, "demandée le", { en: "asked on" }),
      column("accord", flag, "l'organisme est d'accord", { en: "the organism agrees" }),
      column("accord_le", day, "réponse du", { en: "answered on" }),
      column("debut_tests", day, "début des tests", { en: "tests begin on" }),
      column("references", text, "références données par l'organisme", {
        en: "references that the organism gave",
      }),
      column("mode_paiement", choice(...paymentWords), "mode de paiement", { en: "payment mode" }),
      column("periodicite", choice(...periodicities), "tous les combien on y déclare", {
        en: "how often one declares there",
      }),
      column("utilisee_le", day, "dernière utilisation connue avant Facteur", {
        en: "last use known before Facteur",
      }),
      column("resiliee", day, "résiliée le", { en: "ended on" }),
    ],
  },
  montants: {
    told: {
      fr: "cotisations d'une année civile, pour les seuils",
      en: "contributions of a calendar year, for thresholds",
    },
    columns: [
      employer,
      organism,
      column("annee", whole(1990, 2100), "année civile", { en: "calendar year", is: "key" }),
      column("montant", whole(0, 999_999_999), "euros entiers", {
        en: "whole euros",
        is: "needed",
      }),
    ],
  },
} as const satisfies Record<string, { readonly told: Told; readonly columns: readonly Column[] }>;

export type RegisterTable = keyof typeof registerTables;

/** In the order in which they refer to each other: organisms and employers before the rest. */
export const registerTableNames = Object.keys(registerTables) as readonly RegisterTable[];

export const isRegisterTable = (name: string): name is RegisterTable =>
  Object.hasOwn(registerTables, name);

export const columnsOf = (table: RegisterTable): readonly Column[] => registerTables[table].columns;

export const keysOf = (table: RegisterTable): readonly string[] =>
  columnsOf(table)
    .filter((one) => one.is === "key")
    .map((one) => one.name);
