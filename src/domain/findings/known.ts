/** Findings that need more than the file: history, calendars, settings, or the lack of them. */
import type { Catalogue } from "./text.ts";

export const knownFindings = {
  "historique-non-consulte": {
    fr: {
      what: "Les envois précédents n'ont pas été consultés : déclaration déjà envoyée, identifiant réutilisé et changement de banque n'ont pas été contrôlés.",
      remedy:
        "Contrôlez le fichier sur le poste de l'agent, ou déposez-le dans un dossier en mode test.",
    },
    en: {
      what: "Earlier sendings were not looked at: a repeated declaration, a reused identifier and a change of bank were not checked.",
      remedy: "Validate the file on the agent's machine (`--config`), or drop it in test mode.",
    },
  },
  "boites-inconnues": {
    fr: {
      what: "Les boîtes que l'agent relève ne sont pas connues ici : l'adresse de retour des accusés n'a pas été contrôlée.",
      remedy: "Contrôlez le fichier avec les réglages de l'agent (option --config).",
    },
    en: {
      what: "The mailboxes that the agent reads are not known here: the return address of acknowledgements was not checked.",
      remedy: "Validate the file with the agent's settings (`--config`).",
    },
  },
  "echeance-inconnue": {
    fr: {
      what: "La date limite de paiement n'est dans aucun calendrier : la date de paiement n'a pas été comparée.",
      remedy:
        "Comparez-la au calendrier de l'organisme, ou ajoutez ce calendrier aux réglages (« calendars »).",
    },
    en: {
      what: "The payment deadline stands in no calendar: the payment date was not compared.",
      remedy:
        "Compare it with the organism's calendar, or add that calendar to the settings (`calendars`).",
    },
  },
  "montant-annuel-inconnu": {
    fr: {
      what: "Le montant dû l'an dernier n'est dans aucune table : le mode de paiement imposé par le montant n'a pas été contrôlé.",
      remedy:
        "Vérifiez-le avec l'organisme, ou ajoutez le montant dans « checks/ » (clé « yearly »).",
    },
    en: {
      what: "Last year's amount stands in no table: the payment mode that it may impose was not checked.",
      remedy: "Check it with the organism, or add the amount in `checks/` (key `yearly`).",
    },
  },
  "versions-inconnues": {
    fr: {
      what: "Les versions que l'organisme accepte ne sont dans aucune table : celle du fichier n'a pas été comparée.",
      remedy: "Demandez-les à l'organisme, ou ajoutez-les dans « checks/ » (clé « versions »).",
    },
    en: {
      what: "The versions that the organism takes stand in no table: the file's was not compared.",
      remedy: "Ask the organism, or add them in `checks/` (key `versions`).",
    },
  },
  "declarations-trop-nombreuses": {
    fr: {
      what: "Le fichier contient plus de déclarations que l'agent n'en suit dans un envoi.",
      remedy: "Découpez l'envoi dans le logiciel de paie, puis déposez les fichiers un par un.",
    },
    en: {
      what: "The file holds more declarations than the agent follows in one sending.",
      remedy: "Split it in the payroll program and drop the parts one by one.",
    },
  },
  "doublons-non-controles": {
    fr: {
      what: "Le fichier est trop long pour que toutes ses déclarations soient comparées entre elles.",
      remedy: "Découpez-le, puis contrôlez chaque partie.",
    },
    en: {
      what: "The file is too long for all its declarations to be compared with each other.",
      remedy: "Split it and validate each part.",
    },
  },
} as const satisfies Catalogue;
