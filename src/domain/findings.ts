/** The catalogue of findings: every code with its meaning and remedy, in French and English. */

import { dpaeFindings } from "./findings/dpae.ts";
import { ducsFindings } from "./findings/ducs.ts";
import { fileFindings } from "./findings/file.ts";
import { knownFindings } from "./findings/known.ts";
import type { Catalogue } from "./findings/text.ts";

export const findings = {
  "taille-excessive": {
    fr: {
      what: "Le fichier dépasse la taille qu'un courrier peut porter.",
      remedy: "Découpez l'envoi dans le logiciel de paie, puis déposez les fichiers un par un.",
    },
    en: {
      what: "The file is larger than a mail can carry.",
      remedy: "Split it in the payroll program and drop the parts one by one.",
    },
  },
  "fichier-vide": {
    fr: {
      what: "Le fichier est vide.",
      remedy: "Relancez la préparation dans le logiciel de paie, puis déposez le fichier.",
    },
    en: {
      what: "The file is empty.",
      remedy: "Prepare it again in the payroll program and drop it.",
    },
  },
  "format-inconnu": {
    fr: {
      what: "Le contenu n'est d'aucun des formats connus (DPAE texte, DPAE XML, DUCS EDIFACT, DUCS texte).",
      remedy: "Vérifiez que le bon fichier a été déposé dans le bon dossier.",
    },
    en: {
      what: "The content is none of the known formats (flat DPAE, DPAE XML, DUCS EDIFACT, flat DUCS).",
      remedy: "Check that the right file was dropped in the right folder.",
    },
  },
  "fichier-tronque": {
    fr: {
      what: "Le fichier s'arrête avant sa fin.",
      remedy: "Relancez la préparation dans le logiciel de paie : le fichier est incomplet.",
    },
    en: { what: "The file stops before its end.", remedy: "Prepare it again: it is incomplete." },
  },
  "structure-invalide": {
    fr: {
      what: "La structure du fichier n'est pas celle de son format.",
      remedy: "Relancez la préparation ; si l'erreur revient, transmettez ce rapport à l'éditeur.",
    },
    en: {
      what: "The structure of the file is not that of its format.",
      remedy: "Prepare it again; if it comes back, show this report to the publisher.",
    },
  },
  "compte-inexact": {
    fr: {
      what: "Un compteur ou une référence de contrôle du fichier ne correspond pas à son contenu.",
      remedy: "Le fichier a été abîmé ou mal assemblé : relancez la préparation.",
    },
    en: {
      what: "A count or control reference in the file does not match its content.",
      remedy: "The file was damaged or badly assembled: prepare it again.",
    },
  },
  "sans-declaration": {
    fr: {
      what: "Le fichier ne contient aucune déclaration.",
      remedy: "Vérifiez la période ou la section choisie dans le logiciel de paie.",
    },
    en: {
      what: "The file holds no declaration.",
      remedy: "Check the period or section chosen in the payroll program.",
    },
  },
  "champ-manquant": {
    fr: {
      what: "Une donnée attendue est absente.",
      remedy: "Complétez la fiche dans le logiciel de paie, puis relancez la préparation.",
    },
    en: {
      what: "An expected value is missing.",
      remedy: "Complete the record in the payroll program and prepare the file again.",
    },
  },
  "champ-invalide": {
    fr: {
      what: "Une donnée n'a pas la forme ou la valeur attendue.",
      remedy: "Corrigez la fiche dans le logiciel de paie, puis relancez la préparation.",
    },
    en: {
      what: "A value has not the expected form, or is none of the expected ones.",
      remedy: "Correct the record in the payroll program and prepare the file again.",
    },
  },
  "siret-invalide": {
    fr: {
      what: "Le SIRET n'est pas valide (14 chiffres et clé).",
      remedy: "Corrigez le SIRET de l'établissement dans le logiciel de paie.",
    },
    en: {
      what: "The SIRET is not valid (14 digits and check digit).",
      remedy: "Correct the establishment's SIRET in the payroll program.",
    },
  },
  "indicateur-de-test": {
    fr: {
      what: "Le fichier se dit de test ou réel, et le mode du dossier dit le contraire.",
      remedy:
        "Préparez le fichier dans le mode du dossier, ou déposez-le dans un dossier du mode que le fichier indique.",
    },
    en: {
      what: "The file calls itself a test or real, and the mode of the dossier says the contrary.",
      remedy:
        "Prepare the file in the mode of the dossier, or drop it in a dossier of the mode that the file states.",
    },
  },
  ...fileFindings,
  ...dpaeFindings,
  ...ducsFindings,
  ...knownFindings,
} as const satisfies Catalogue;

export type FindingCode = keyof typeof findings;
