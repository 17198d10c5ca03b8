/** Findings of contribution returns (DUCS). */
import type { Catalogue } from "./text.ts";

export const ducsFindings = {
  "periode-invalide": {
    fr: {
      what: "La période n'a aucune des formes connues (année, trimestre, mois du trimestre).",
      remedy: "Vérifiez la période de la déclaration dans le logiciel de paie.",
    },
    en: {
      what: "The period has none of the known forms (year, quarter, month of a quarter).",
      remedy: "Check the declaration's period in the payroll program.",
    },
  },
  "periode-incoherente": {
    fr: {
      what: "La période de la référence sociale n'est pas celle de la déclaration.",
      remedy:
        "Vérifiez la période, puis laissez le logiciel de paie recalculer la référence sociale.",
    },
    en: {
      what: "The period inside the social reference is not the declaration's.",
      remedy: "Check the period, then let the payroll program compute the social reference again.",
    },
  },
  "reference-sociale-invalide": {
    fr: {
      what: "La référence sociale est mal formée, ou sa clé est fausse.",
      remedy: "Vérifiez le numéro interne donné par l'organisme, puis relancez la préparation.",
    },
    en: {
      what: "The social reference is malformed, or its key is wrong.",
      remedy: "Check the internal number given by the organism and prepare the file again.",
    },
  },
  "reference-sociale-sans-cle": {
    fr: {
      what: "La référence sociale n'a pas de clé, ou la clé 99 : elle n'a pas pu être contrôlée.",
      remedy:
        "Vérifiez le numéro interne à l'œil, ou activez le calcul de la clé dans le logiciel de paie.",
    },
    en: {
      what: "The social reference has no key, or the key 99: it could not be checked.",
      remedy: "Check the internal number by eye, or let the payroll program compute the key.",
    },
  },
  "cpop-invalide": {
    fr: {
      what: "Le Cpop a plus de douze caractères, ou d'autres caractères que des lettres et des chiffres.",
      remedy: "Corrigez-le, ou laissez-le vide : l'organisme en constitue un.",
    },
    en: {
      what: "The Cpop has more than twelve characters, or others than letters and digits.",
      remedy: "Correct it, or leave it blank: the organism makes one.",
    },
  },
  "cpop-absent": {
    fr: {
      what: "Le télérèglement n'a pas de Cpop : l'organisme en constituera un.",
      remedy: "Rien à faire.",
    },
    en: {
      what: "The télérèglement has no Cpop: the organism will make one.",
      remedy: "Nothing to do.",
    },
  },
  "rib-invalide": {
    fr: {
      what: "La clé du compte bancaire ne correspond pas à ses autres chiffres.",
      remedy: "Recopiez le RIB complet dans le logiciel de paie.",
    },
    en: {
      what: "The key of the bank account does not match its other digits.",
      remedy: "Copy the whole RIB again in the payroll program.",
    },
  },
  "compte-non-controle": {
    fr: {
      what: "Le compte n'est pas écrit sous la forme d'un RIB complet : sa clé n'a pas été contrôlée.",
      remedy: "Comparez-le à l'œil avec le RIB.",
    },
    en: {
      what: "The account is not written as a whole RIB: its key was not checked.",
      remedy: "Compare it with the RIB by eye.",
    },
  },
  "paiement-absent": {
    fr: {
      what: "Le groupe de paiement manque : il est obligatoire dans tous les modes.",
      remedy:
        "Choisissez un mode de paiement dans le logiciel de paie, puis relancez la préparation.",
    },
    en: {
      what: "The payment group is missing: it is mandatory in every mode.",
      remedy: "Choose a payment mode in the payroll program and prepare the file again.",
    },
  },
  "paiement-mode-inconnu": {
    fr: {
      what: "Le mode de paiement n'est ni chèque (20), ni virement (30), ni prélèvement (31), ni télérèglement (Z10).",
      remedy: "Choisissez un de ces modes dans le logiciel de paie.",
    },
    en: {
      what: "The payment mode is none of cheque (20), transfer (30), direct debit (31), télérèglement (Z10).",
      remedy: "Choose one of these modes in the payroll program.",
    },
  },
  "paiement-mode-refuse": {
    fr: {
      what: "Cet organisme ne prend pas ce mode : le prélèvement n'existe que dans les institutions de retraite.",
      remedy: "Choisissez un autre mode de paiement pour cet organisme.",
    },
    en: {
      what: "This organism does not take this mode: direct debit exists only at the pension institutions.",
      remedy: "Choose another payment mode for this organism.",
    },
  },
  "paiement-compte": {
    fr: {
      what: "Le compte manque, est de trop, ou n'a pas le rôle que demande le mode de paiement.",
      remedy:
        "Chèque : aucun compte ; virement : celui du bénéficiaire (BF) ; prélèvement, télérèglement : le vôtre (OR).",
    },
    en: {
      what: "The account is missing, superfluous, or not in the role that the payment mode asks for.",
      remedy:
        "Cheque: none; transfer: the beneficiary's (BF); direct debit, télérèglement: yours (OR).",
    },
  },
  "comptes-trop-nombreux": {
    fr: {
      what: "La déclaration utilise plus de trois comptes.",
      remedy: "Répartissez le paiement sur trois comptes au plus.",
    },
    en: {
      what: "The declaration uses more than three accounts.",
      remedy: "Split the payment over three accounts at most.",
    },
  },
  "paiement-rapprochement": {
    fr: {
      what: "La référence de rapprochement n'est pas celle que demande le mode de paiement.",
      remedy:
        "Chèque, virement : la référence sociale ; télérèglement : le Cpop ; prélèvement : aucune.",
    },
    en: {
      what: "The reconciliation reference is not the one that the payment mode asks for.",
      remedy:
        "Cheque, transfer: the social reference; télérèglement: the Cpop; direct debit: none.",
    },
  },
  "paiement-date": {
    fr: {
      what: "La date de paiement manque, ou n'est pas une date.",
      remedy: "Saisissez la date de paiement dans le logiciel de paie.",
    },
    en: {
      what: "The payment date is missing, or is no date.",
      remedy: "Enter the payment date in the payroll program.",
    },
  },
  "paiement-date-tardive": {
    fr: {
      what: "La date de paiement est après la date limite : une majoration est à craindre.",
      remedy: "Avancez la date de paiement à la date limite au plus tard.",
    },
    en: {
      what: "The payment date is after the deadline: expect a penalty.",
      remedy: "Bring the payment date forward to the deadline at the latest.",
    },
  },
  "paiement-repartition": {
    fr: {
      what: "La répartition entre les comptes ne fait pas le montant à payer.",
      remedy: "Corrigez les montants de chaque compte dans le logiciel de paie.",
    },
    en: {
      what: "The split over the accounts does not add up to the amount.",
      remedy: "Correct the amount of each account in the payroll program.",
    },
  },
  "repartition-non-controlee": {
    fr: {
      what: "La répartition entre les comptes n'a pas été contrôlée : le montant total n'est pas lisible dans le fichier.",
      remedy: "Vérifiez à l'œil que les montants font le total.",
    },
    en: {
      what: "The split over the accounts was not checked: the total cannot be read in the file.",
      remedy: "Check by eye that the amounts add up.",
    },
  },
  "total-non-controle": {
    fr: {
      what: "Le message porte un total de contrôle (CNT). Ce qu'il compte n'est pas publié : il n'a pas été comparé.",
      remedy: "Rien à faire ; s'il était faux, l'organisme le dirait dans sa réponse.",
    },
    en: {
      what: "The message holds a control total (CNT). What it counts is not published: it was not compared.",
      remedy: "Nothing to do; if it were wrong, the organism would say so in its answer.",
    },
  },
  "organisme-inconnu": {
    fr: {
      what: "La famille de l'organisme (Urssaf, Assédic, retraite) n'est pas reconnue : les règles de paiement qui en dépendent n'ont pas été contrôlées.",
      remedy: "Vérifiez le mode et la date de paiement avec la notice de l'organisme.",
    },
    en: {
      what: "The family of the organism (Urssaf, Assédic, pension) is not recognised: the payment rules that depend on it were not checked.",
      remedy: "Check mode and date of payment with the organism's notice.",
    },
  },
  "mode-impose": {
    fr: {
      what: "Le montant annuel impose un autre mode de paiement.",
      remedy: "Choisissez le mode imposé (dématérialisé, ou virement) pour cet organisme.",
    },
    en: {
      what: "The yearly amount requires another payment mode.",
      remedy: "Choose the mode that is required (paperless, or transfer) for this organism.",
    },
  },
  "banque-changee": {
    fr: {
      what: "Le compte bancaire ou le mode de paiement n'est plus celui de la dernière déclaration.",
      remedy:
        "Vérifiez que le changement est voulu et qu'il a été annoncé à l'organisme avant l'envoi.",
    },
    en: {
      what: "The bank account or the payment mode is not that of the last declaration.",
      remedy: "Check that the change is wanted and was announced to the organism before sending.",
    },
  },
} as const satisfies Catalogue;
