/** Faults of the firm's register and of qualification (the registry is `faults.ts`). */
export const registerFaults = {
  "mandate-missing": {
    fr: {
      what: "Le registre n'a pas de mandat en vigueur du client de cette déclaration.",
      next: "Enregistrez-le (`facteur register add mandats …`), le dépôt partira alors ; ou `facteur release ID --reason …`.",
    },
    en: {
      what: "The register has no mandate in force of this declaration's client.",
      next: "Record it (`facteur register add mandats …`), the deposit then goes; or `facteur release ID --reason …`.",
    },
  },
  "adhesion-missing": {
    fr: {
      what: "L'employeur n'adhère pas, ou plus, au service de cet organisme, d'après le registre.",
      next: "Mettez l'adhésion à jour (`facteur register set adhesions …`), le dépôt partira alors ; sinon déclarez autrement.",
    },
    en: {
      what: "The employer has not, or no longer, adhered to this organism's service, says the register.",
      next: "Bring the adhesion up to date (`facteur register set adhesions …`), the deposit then goes; else declare otherwise.",
    },
  },
  "address-differs": {
    fr: {
      what: "L'adresse du plan ou de la règle n'est pas celle que le registre donne à cet organisme.",
      next: "Corrigez le plan, ou le registre (`facteur register set adresses …`) : le dépôt partira alors ; un dépôt réel part aussi avec `facteur release ID --reason …`.",
    },
    en: {
      what: "The address of the plan or rule is not the one that the register has for this organism.",
      next: "Correct the plan, or the register (`facteur register set adresses …`): the deposit then goes; a real deposit also goes with `facteur release ID --reason …`.",
    },
  },
  "not-qualified": {
    fr: {
      what: "Le parcours de qualification n'est pas terminé : rien ne part encore en réel.",
      next: "`facteur qualification` dit ce qui manque ; le dépôt partira ensuite, ou avec `facteur release ID --override --reason …`.",
    },
    en: {
      what: "The qualification path is not complete: nothing leaves for real yet.",
      next: "`facteur qualification` says what is missing; the deposit then goes, or with `facteur release ID --override --reason …`.",
    },
  },
  "step-first": {
    fr: {
      what: "Une étape de la qualification est à faire avant cet envoi d'essai.",
      next: "Faites-la, puis `facteur qualification done ÉTAPE` ; l'essai partira alors.",
    },
    en: {
      what: "A step of the qualification is to be done before this test sending.",
      next: "Do it, then `facteur qualification done STEP`; the test then goes.",
    },
  },
  "step-awaits-ar": {
    fr: {
      what: "Une étape est UN envoi et UN accusé : l'accusé de l'envoi précédent n'est pas encore là.",
      next: "Attendez-le ; puis `facteur release ID` envoie ce dépôt pour l'étape suivante, ou `facteur cancel`.",
    },
    en: {
      what: "A step is ONE sending and ONE acknowledgement: that of the sending before has not come yet.",
      next: "Wait for it; then `facteur release ID` sends this deposit for the next step, or `facteur cancel`.",
    },
  },
} as const;
