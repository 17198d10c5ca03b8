/** Faults of rules, plans and the wall (the registry is `faults.ts`). */
export const ruleFaults = {
  "rules-unreadable": {
    fr: {
      what: "Le fichier de règles est là, et ne peut pas être lu.",
      next: "Mettez à sa place un fichier ordinaire, que l'agent a le droit de lire : ni répertoire, ni lien.",
    },
    en: {
      what: "The rule file is there, and cannot be read.",
      next: "Put a plain file in its place that the agent may read: no folder, no link.",
    },
  },
  "no-rule": {
    fr: {
      what: "Aucune règle ne prend cette déclaration.",
      next: "`facteur explain FICHIER` dit pourquoi chaque règle l'a laissée ; ajoutez-en une, et le dépôt partira.",
    },
    en: {
      what: "No rule takes this declaration.",
      next: "`facteur explain FILE` says why each rule left it; add one, and the deposit goes.",
    },
  },
  "no-address": {
    fr: {
      what: "Le plan d'adressage n'a pas d'adresse pour cette déclaration.",
      next: "Ajoutez la ligne qui manque au plan (famille, format, environnement) ; le dépôt partira alors.",
    },
    en: {
      what: "The addressing plan has no address for this declaration.",
      next: "Add the missing line to the plan (family, format, environment); the deposit then goes.",
    },
  },
  "mixed-recipients": {
    fr: {
      what: "Les déclarations de ce fichier vont à des adresses différentes : ce n'est pas un seul courrier.",
      next: "Faites un fichier par adresse, ou écrivez `decouper=oui` dans les règles concernées.",
    },
    en: {
      what: "The declarations of this file go to different addresses: it is not one mail.",
      next: "Make one file per address, or write `decouper=oui` in the rules concerned.",
    },
  },
  "template-unfilled": {
    fr: {
      what: "Un champ de l'objet ou de la note n'a pas de valeur, ou en a plusieurs.",
      next: "Corrigez la règle, ou la déclaration dans le logiciel de paie.",
    },
    en: {
      what: "A field of the subject or the note has no value, or several.",
      next: "Correct the rule, or the declaration in the payroll program.",
    },
  },
  "personal-in-clear": {
    fr: {
      what: "Avec un chiffrement, l'objet, ou la note d'un courrier dont seule la pièce est chiffrée, nommerait une personne.",
      next: "Retirez ce champ de la règle, ou prenez un chiffrement de tout le courrier pour la note ; renommez le fichier s'il porte un nom.",
    },
    en: {
      what: "With sealing, the subject, or the note of a mail of which only the file is sealed, would name a person.",
      next: "Remove this field from the rule, or take a sealing of the whole mail for the note; rename the file if it bears a name.",
    },
  },
  "essai-wall": {
    fr: {
      what: "Un essai irait à une adresse qui n'est pas celle du test : rien n'est parti.",
      next: "Ajoutez l'adresse de test au plan, ou `partage=oui` et `marque=…` si l'organisme prend les essais à sa seule adresse.",
    },
    en: {
      what: "An essai would go to an address that is not the test's: nothing left.",
      next: "Add the test address to the plan, or `partage=oui` and `marque=…` if the organism takes tests at its only address.",
    },
  },
  "cannot-split": {
    fr: {
      what: "Ce fichier ne peut pas être découpé sans risque.",
      next: "Faites un fichier par adresse dans le logiciel de paie ; seuls les DUCS EDIFACT et les DPAE plates se découpent.",
    },
    en: {
      what: "This file cannot be cut safely.",
      next: "Make one file per address in the payroll program; only EDIFACT DUCS and flat DPAE can be cut.",
    },
  },
  "companion-missing": {
    fr: {
      what: "Une pièce à joindre est absente, illisible ou trop grosse.",
      next: "Placez-la dans `regles` du dossier ou dans le répertoire partagé ; le dépôt partira quand les règles seront enregistrées à nouveau, ou avec `facteur release`.",
    },
    en: {
      what: "A further attachment is missing, unreadable or too large.",
      next: "Put it into the dossier's `regles` or the shared folder; the deposit goes when the rules are saved again, or with `facteur release`.",
    },
  },
  "companion-in-clear": {
    fr: {
      what: "Une pièce jointe partirait en clair à côté d'une déclaration chiffrée.",
      next: "Retirez `joindre` de la règle, ou prenez un chiffrement qui scelle tout le courrier ; puis `facteur release`.",
    },
    en: {
      what: "A further attachment would leave in clear beside a sealed declaration.",
      next: "Remove `joindre` from the rule, or take a sealing of the whole mail; then `facteur release`.",
    },
  },
  "approval-needed": {
    fr: {
      what: "La règle demande qu'une personne approuve ce dépôt avant son départ.",
      next: "Relisez-le avec `facteur show`, puis `facteur release` ; ou `facteur cancel`.",
    },
    en: {
      what: "The rule asks a person to approve this deposit before it goes.",
      next: "Read it with `facteur show`, then `facteur release`; or `facteur cancel`.",
    },
  },
  "agreement-needed": {
    fr: {
      what: "La règle demande l'accord du client avant le départ de ce dépôt.",
      next: "`facteur statement` imprime ce qui va être déclaré et débité ; remis au client, dites-le (`facteur statement --given`). Son accord : `facteur release --agreed-by` ; son refus : `facteur cancel`.",
    },
    en: {
      what: "The rule asks for the client's agreement before this deposit goes.",
      next: "`facteur statement` prints what is about to be declared and debited; once the client has it, say so (`facteur statement --given`). Their agreement: `facteur release --agreed-by`; their refusal: `facteur cancel`.",
    },
  },
  "rules-refused": {
    fr: {
      what: "Le nouveau fichier de règles est faux : l'ancien reste en vigueur.",
      next: "Corrigez les lignes indiquées (`facteur config check`) ; le nouveau prendra effet tout entier.",
    },
    en: {
      what: "The new rule file is wrong: the old one stays in force.",
      next: "Correct the lines named (`facteur config check`); the new one then takes effect as a whole.",
    },
  },
} as const;
