/** Findings of any file: its characters, its versions, its parties, its doubles. */
import type { Catalogue } from "./text.ts";

export const fileFindings = {
  "caracteres-inattendus": {
    fr: {
      what: "Une zone contient des caractères que l'organisme ne promet pas de lire (accents, ponctuation).",
      remedy:
        "Rien d'obligatoire : si l'organisme refuse le fichier, retirez les accents dans le logiciel de paie.",
    },
    en: {
      what: "A field holds characters that the organism does not promise to read (accents, punctuation).",
      remedy:
        "Nothing is required: if the organism refuses the file, remove the accents in the payroll program.",
    },
  },
  "texte-trop-long": {
    fr: {
      what: "Un texte est plus long que la place prévue.",
      remedy: "Raccourcissez-le dans la fiche : l'organisme pourrait le couper ou le refuser.",
    },
    en: {
      what: "A text is longer than its place.",
      remedy: "Shorten it in the record: the organism may cut or refuse it.",
    },
  },
  "element-inconnu": {
    fr: {
      what: "Le fichier contient un élément que la description du format ne connaît pas.",
      remedy:
        "Vérifiez la version du format dans le logiciel de paie ; sinon transmettez ce rapport à l'éditeur.",
    },
    en: {
      what: "The file holds an element that the description of the format does not know.",
      remedy:
        "Check the format's version in the payroll program, or show this report to the publisher.",
    },
  },
  "ordre-inattendu": {
    fr: {
      what: "Un élément ou un segment n'est pas à la place, ou pas au nombre de fois, que dit la description du format.",
      remedy:
        "Vérifiez la version du format dans le logiciel de paie ; sinon transmettez ce rapport à l'éditeur.",
    },
    en: {
      what: "An element or segment does not stand where, or as often as, the description of the format says.",
      remedy:
        "Check the format's version in the payroll program, or show this report to the publisher.",
    },
  },
  "version-inconnue": {
    fr: {
      what: "La version annoncée par le fichier n'est pas celle du profil qui a servi au contrôle.",
      remedy:
        "Vérifiez la version du format dans le logiciel de paie, ou ajoutez un profil pour cette version.",
    },
    en: {
      what: "The version that the file states is not that of the profile it was checked with.",
      remedy:
        "Check the format's version in the payroll program, or add a profile for that version.",
    },
  },
  "version-perimee": {
    fr: {
      what: "L'organisme n'accepte plus cette version à la date d'aujourd'hui.",
      remedy: "Mettez le logiciel de paie à jour, puis relancez la préparation.",
    },
    en: {
      what: "The organism no longer accepts this version today.",
      remedy: "Update the payroll program and prepare the file again.",
    },
  },
  "zone-reservee": {
    fr: {
      what: "Une zone que seul l'organisme remplit n'est pas vide : le fichier est peut-être un accusé de réception.",
      remedy: "Vérifiez que vous n'avez pas déposé un accusé ; sinon relancez la préparation.",
    },
    en: {
      what: "A field that only the organism fills is not empty: the file may be an acknowledgement.",
      remedy: "Check that you did not drop an acknowledgement; otherwise prepare the file again.",
    },
  },
  "identification-vide": {
    fr: {
      what: "L'expéditeur ou le destinataire n'est pas identifié, ou seulement par un SIREN.",
      remedy:
        "Complétez l'identification (SIRET de 14 chiffres) dans les paramètres d'envoi du logiciel de paie.",
    },
    en: {
      what: "The sender or the recipient is not identified, or by a SIREN only.",
      remedy:
        "Complete the identification (SIRET, 14 digits) in the payroll program's sending settings.",
    },
  },
  doublon: {
    fr: {
      what: "La même déclaration figure deux fois dans le fichier.",
      remedy: "Gardez-en une seule : supprimez l'autre dans le logiciel de paie.",
    },
    en: {
      what: "The same declaration stands twice in the file.",
      remedy: "Keep one: remove the other in the payroll program.",
    },
  },
  "identifiant-en-double": {
    fr: {
      what: "Deux déclarations du fichier portent le même identifiant, qui doit être unique.",
      remedy: "Relancez la préparation ; si l'erreur revient, transmettez ce rapport à l'éditeur.",
    },
    en: {
      what: "Two declarations of the file carry the same identifier, which must be unique.",
      remedy: "Prepare the file again; if it comes back, show this report to the publisher.",
    },
  },
  "lot-heterogene": {
    fr: {
      what: "Le fichier mélange des déclarations pour plusieurs organismes : un courrier n'a qu'un destinataire.",
      remedy: "Préparez un fichier par organisme, sauf si tous partagent la même adresse.",
    },
    en: {
      what: "The file mixes declarations for several organisms: a mail has one recipient only.",
      remedy: "Prepare one file per organism, unless they all share one address.",
    },
  },
  "deja-envoye": {
    fr: {
      what: "Cette déclaration a déjà été envoyée.",
      remedy:
        "Ne la renvoyez que pour la remplacer : la dernière arrivée annule et remplace la précédente.",
    },
    en: {
      what: "This declaration was sent before.",
      remedy: "Send it again only to replace it: the last to arrive cancels the one before.",
    },
  },
  "identifiant-deja-utilise": {
    fr: {
      what: "Cet identifiant a déjà servi pour une autre déclaration.",
      remedy: "Vérifiez la numérotation du logiciel de paie avant d'envoyer.",
    },
    en: {
      what: "This identifier was used for another declaration.",
      remedy: "Check the numbering of the payroll program before sending.",
    },
  },
} as const satisfies Catalogue;
