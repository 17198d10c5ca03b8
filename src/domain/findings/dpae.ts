/** Findings of hires (DPAE). */
import type { Catalogue } from "./text.ts";

export const dpaeFindings = {
  "nir-invalide": {
    fr: {
      what: "Le numéro de sécurité sociale n'a pas la forme attendue, ou sa clé ne correspond pas.",
      remedy:
        "Recopiez le numéro de la carte Vitale, ou laissez la zone vide si le salarié n'en a pas.",
    },
    en: {
      what: "The social security number has not the expected form, or its key does not match.",
      remedy:
        "Copy the number of the health card, or leave the field blank if the employee has none.",
    },
  },
  "nir-provisoire": {
    fr: {
      what: "Le numéro de sécurité sociale est provisoire ou en cours d'attribution.",
      remedy: "Rien à faire ; pensez à le remplacer quand le numéro définitif sera connu.",
    },
    en: {
      what: "The social security number is provisional or being assigned.",
      remedy: "Nothing to do; remember to replace it once the definitive number is known.",
    },
  },
  "nir-incoherent": {
    fr: {
      what: "Le numéro de sécurité sociale ne s'accorde pas avec le sexe ou la date de naissance déclarés.",
      remedy: "Vérifiez le numéro, le sexe et la date de naissance dans la fiche du salarié.",
    },
    en: {
      what: "The social security number does not agree with the declared sex or date of birth.",
      remedy: "Check number, sex and date of birth in the employee's record.",
    },
  },
  "embauche-trop-tot": {
    fr: {
      what: "L'embauche est à plus de huit jours : il est trop tôt pour la déclarer.",
      remedy: "Attendez d'être à huit jours ou moins de l'embauche, ou corrigez sa date.",
    },
    en: {
      what: "The hire is more than eight days ahead: it is too early to declare it.",
      remedy: "Wait until eight days before the hire, or correct its date.",
    },
  },
  "embauche-commencee": {
    fr: {
      what: "L'embauche a déjà commencé : la déclaration est tardive, elle part tout de même.",
      remedy: "Laissez partir la déclaration ; corrigez la date ou l'heure si elles sont fausses.",
    },
    en: {
      what: "The hire has already begun: the declaration is late, it leaves all the same.",
      remedy: "Let it leave; correct the date or hour if they are wrong.",
    },
  },
  "fin-de-cdd-absente": {
    fr: {
      what: "Le contrat est à durée déterminée et sa date de fin manque, ou n'est pas une date.",
      remedy: "Saisissez la date de fin du contrat dans la fiche, puis relancez la préparation.",
    },
    en: {
      what: "The contract is for a fixed term and its end date is missing, or is no date.",
      remedy: "Enter the end date of the contract in the record and prepare the file again.",
    },
  },
  "dates-incoherentes": {
    fr: {
      what: "Deux dates se contredisent (fin avant le début, embauche avant la naissance).",
      remedy: "Corrigez la date fausse dans la fiche, puis relancez la préparation.",
    },
    en: {
      what: "Two dates contradict each other (end before start, hire before birth).",
      remedy: "Correct the wrong date in the record and prepare the file again.",
    },
  },
  "ar-adresse-absente": {
    fr: {
      what: "L'accusé est demandé par courrier électronique, mais l'adresse de retour est vide ou mal formée.",
      remedy: "Saisissez l'adresse de retour des accusés dans le logiciel de paie.",
    },
    en: {
      what: "The acknowledgement is asked for by mail, but its return address is empty or malformed.",
      remedy: "Enter the return address of acknowledgements in the payroll program.",
    },
  },
  "ar-adresse-etrangere": {
    fr: {
      what: "L'accusé sera envoyé à une boîte que l'agent ne relève pas : il ne le verrait jamais.",
      remedy:
        "Mettez l'adresse d'une boîte relevée dans le logiciel de paie, ou ajoutez cette boîte aux réglages.",
    },
    en: {
      what: "The acknowledgement would go to a mailbox that the agent does not read: it would never see it.",
      remedy:
        "Put the address of a polled mailbox in the payroll program, or add that mailbox to the settings.",
    },
  },
  "ar-support": {
    fr: {
      what: "L'accusé n'est pas demandé par courrier électronique : l'agent ne peut pas le suivre.",
      remedy: "Choisissez l'accusé par courrier électronique dans le logiciel de paie.",
    },
    en: {
      what: "The acknowledgement is not asked for by mail: the agent cannot follow it.",
      remedy: "Choose the acknowledgement by electronic mail in the payroll program.",
    },
  },
} as const satisfies Catalogue;
