/** What can go wrong while encrypting and timestamping; part of the registry in `faults.ts`. Nothing ever leaves in clear instead (I6). */
export const sealFaults = {
  "seal-unknown": {
    fr: {
      what: "La règle demande un chiffrement que la configuration ne connaît pas : rien n'est envoyé.",
      next: "Corrigez `chiffrement` dans la règle, ou ajoutez ce nom sous `sealers` dans la configuration.",
    },
    en: {
      what: "The rule asks for a sealing that the settings do not know: nothing is sent.",
      next: "Correct `chiffrement` in the rule, or add this name under `sealers` in the settings.",
    },
  },
  "seal-key": {
    fr: {
      what: "Une clé ou un certificat de chiffrement est illisible, expiré, révoqué ou impropre : rien n'est envoyé.",
      next: "`facteur keys check` dit lequel ; demandez le nouveau à l'organisme, installez-le, puis `facteur release`.",
    },
    en: {
      what: "An encryption key or certificate is unreadable, expired, revoked or unfit: nothing is sent.",
      next: "`facteur keys check` names it; ask the organism for the new one, install it, then `facteur release`.",
    },
  },
  "seal-program": {
    fr: {
      what: "Le logiciel de chiffrement a échoué : rien n'est envoyé.",
      next: "Vérifiez ses chemins et ses arguments (`sealers`), essayez-le avec `facteur keys check`, puis `facteur release`.",
    },
    en: {
      what: "The encryption program failed: nothing is sent.",
      next: "Check its paths and arguments (`sealers`), try it with `facteur keys check`, then `facteur release`.",
    },
  },
  "seal-changed": {
    fr: {
      what: "Le logiciel ou la clé de chiffrement n'est plus celui du premier envoi : rien n'est envoyé.",
      next: "Si le changement est voulu, dites-le : `facteur keys accept NOM --reason …` ; sinon, remettez l'ancien.",
    },
    en: {
      what: "The encryption program or key is no longer that of the first sending: nothing is sent.",
      next: "If the change is wanted, say so: `facteur keys accept NAME --reason …`; else put the former one back.",
    },
  },
  "seal-unverified": {
    fr: {
      what: "Le résultat du chiffrement n'a pas la forme attendue ou laisse lire du clair : rien n'est envoyé.",
      next: "Ne contournez pas : faites vérifier le logiciel ou la clé, puis `facteur release`.",
    },
    en: {
      what: "What the sealing gave is not what was expected, or shows clear text: nothing is sent.",
      next: "Do not work around it: have the program or key checked, then `facteur release`.",
    },
  },
  "key-expiring": {
    fr: {
      what: "Une clé ou un certificat expire dans moins de 60 jours.",
      next: "Demandez ou créez le suivant dès maintenant (`facteur keys list`, `facteur keys import`) : à l'échéance, rien ne partira plus avec.",
    },
    en: {
      what: "A key or certificate expires in less than 60 days.",
      next: "Ask for or make the next one now (`facteur keys list`, `facteur keys import`): after its end nothing leaves with it.",
    },
  },
  "key-expiring-soon": {
    fr: {
      what: "Une clé ou un certificat expire dans moins de 7 jours : ensuite, rien ne partira plus avec.",
      next: "Installez le suivant avant ce jour (`facteur keys import`), puis `facteur keys check`.",
    },
    en: {
      what: "A key or certificate expires in less than 7 days: after that, nothing leaves with it.",
      next: "Install the next one before that day (`facteur keys import`), then `facteur keys check`.",
    },
  },
  "key-expired": {
    fr: {
      what: "Une clé ou un certificat a expiré ou a été révoqué : rien ne part avec, et ce qu'il signe ne prouve plus rien.",
      next: "Installez le suivant (`facteur keys import`), vérifiez par `facteur keys check`, puis `facteur release` de ce qui attend.",
    },
    en: {
      what: "A key or certificate has expired or was revoked: nothing leaves with it, and what it signs proves nothing any more.",
      next: "Install the next one (`facteur keys import`), check with `facteur keys check`, then `facteur release` what waits.",
    },
  },
  "timestamp-failed": {
    fr: {
      what: "L'autorité d'horodatage ne répond pas, ou refuse : le journal du jour n'est pas encore daté par un tiers.",
      next: "Vérifiez `timestamps.url` et le réseau ; les envois continuent, l'horodatage est redemandé seul.",
    },
    en: {
      what: "The timestamping authority does not answer, or refuses: the day's journal is not dated by a third party yet.",
      next: "Check `timestamps.url` and the network; sending goes on, the stamp is asked for again by itself.",
    },
  },
  "seal-unavailable": {
    fr: {
      what: "Le chiffrement est remis à plus tard (code 75, ou pas de fin dans le délai) : rien n'est envoyé.",
      next: "Facteur réessaie seul ; si cela dure, vérifiez ce dont le logiciel a besoin (licence, réseau, disque).",
    },
    en: {
      what: "Sealing is put off (exit code 75, or no end in time): nothing is sent.",
      next: "Facteur tries again by itself; if it lasts, check what the program needs (licence, network, disk).",
    },
  },
} as const;
