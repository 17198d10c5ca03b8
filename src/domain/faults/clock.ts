/** What time, printers and notices make wrong: the second part of the registry (faults.ts). */
import type { FaultText } from "../faults.ts";

export const clockFaults = {
  "ar-late": {
    fr: {
      what: "Des accusés manquent au-delà du délai attendu ; l'organisme a pourtant répondu à d'autres envois.",
      next: "Appelez l'organisme avec le numéro des dépôts ; ne redéposez rien avant sa réponse.",
    },
    en: {
      what: "Receipts are missing beyond their delay, though the organism answered other mails.",
      next: "Call the organism with the deposits' numbers; drop nothing again before it answers.",
    },
  },
  "ar-silence": {
    fr: {
      what: "Aucun accusé authentifié de cette adresse depuis deux jours : adresse changée ? courrier indésirable ?",
      next: "Vérifiez l'adresse dans la règle et le dossier des indésirables, puis appelez l'organisme.",
    },
    en: {
      what: "No authenticated receipt from anybody at this address for two days: changed address? junk?",
      next: "Check the address in the rule and the junk folder, then call the organism.",
    },
  },
  "deadline-near": {
    fr: {
      what: "L'échéance approche et rien ne prouve que l'organisme a les déclarations : c'est la dernière heure sûre pour renvoyer.",
      next: "Appelez l'organisme maintenant, puis `facteur confirm` (il les a) ou `facteur resend --reason …` (il ne les a pas).",
    },
    en: {
      what: "The deadline is near and nothing proves that the organism has the declarations: the latest safe hour to send again.",
      next: "Call the organism now, then `facteur confirm` (they have them) or `facteur resend --reason …` (they have not).",
    },
  },
  "deadline-passed": {
    fr: {
      what: "L'échéance est passée et rien ne prouve que l'organisme a les déclarations : hors délai, sauf preuve contraire de sa part.",
      next: "Appelez l'organisme, faites la déclaration par un autre moyen s'il ne l'a pas, et gardez la trace de l'appel. Ce qui n'est pas parti est retenté sans fin ; `facteur cancel` l'arrête.",
    },
    en: {
      what: "The deadline has passed and nothing proves that the organism has the declarations: late, unless they prove otherwise.",
      next: "Call the organism, declare by other means if they have nothing, and keep a trace of the call. What has not left is tried again without end; `facteur cancel` stops it.",
    },
  },
  "not-produced": {
    fr: {
      what: "Une déclaration faite à chacune des quatre dernières périodes n'a pas été déposée pour celle-ci.",
      next: "Préparez-la dans le logiciel de paie et déposez-la, ou vérifiez qu'elle n'est plus due.",
    },
    en: {
      what: "A return that was made in each of the last four periods was not dropped for this one.",
      next: "Prepare it in the payroll program and drop it, or check that it is no longer due.",
    },
  },
  "print-failed": {
    fr: {
      what: "Un compte rendu n'a pas pu être imprimé.",
      next: "Vérifiez l'imprimante et `printing.command` ; le compte rendu est dans le dossier des comptes rendus.",
    },
    en: {
      what: "A report could not be printed.",
      next: "Check the printer and `printing.command`; the report is in the reports folder.",
    },
  },
  "notify-failed": {
    fr: {
      what: "Un avis n'a pas pu être transmis ; il sera joint au suivant.",
      next: "Vérifiez `notifications` ; si le serveur refuse l'expéditeur vide, mettez `nullSender` à faux.",
    },
    en: {
      what: "A notice could not be handed over; it goes with the next one.",
      next: "Check `notifications`; if the server refuses the empty sender, set `nullSender` to false.",
    },
  },
} as const satisfies Record<string, { readonly fr: FaultText; readonly en: FaultText }>;
