/** What can go wrong with a submission server; part of the registry in `faults.ts`. */
export const smtpFaults = {
  "send-unbegun": {
    fr: {
      what: "Un pli n'a pas pu être commencé : sa copie dans `data/store` ne peut pas être lue. Il attend, les autres partent.",
      next: "Rendez au compte de l'agent le droit de lire tout le répertoire `data` (chown -R), puis attendez une minute.",
    },
    en: {
      what: "A mail could not be begun: its copy in `data/store` cannot be read. It waits, the others leave.",
      next: "Give the agent's account the right to read all of the `data` folder again (chown -R), then wait a minute.",
    },
  },
  "send-withheld": {
    fr: {
      what: "Quelqu'un a suspendu le dépôt pendant l'envoi, ou son accusé est arrivé : le point final n'a pas été donné, rien n'est parti.",
      next: "Rien à faire ; s'il est suspendu, il part quand on le libère (`facteur release`).",
    },
    en: {
      what: "Somebody suspended the deposit during the attempt, or its receipt came: the final dot was not given, nothing left.",
      next: "Nothing to do; if it is suspended, it leaves when it is released (`facteur release`).",
    },
  },
  "identity-gone": {
    fr: {
      what: "Des plis attendent une identité que les réglages ne nomment plus : ils ne partiront pas.",
      next: "Remettez cette identité sous son nom dans `identities`, ou annulez ces dépôts (`facteur cancel`) et redéposez-les.",
    },
    en: {
      what: "Mails wait for an identity that the settings no longer name: they will not leave.",
      next: "Put that identity back under its name in `identities`, or cancel these deposits (`facteur cancel`) and drop them again.",
    },
  },
  "smtp-unreachable": {
    fr: {
      what: "Le serveur d'envoi ne répond pas.",
      next: "Vérifiez le réseau, le nom et le port (`identities.*.submission`) ; l'envoi sera réessayé.",
    },
    en: {
      what: "The submission server does not answer.",
      next: "Check the network, the name and the port (`identities.*.submission`); it is tried again.",
    },
  },
  "smtp-tls": {
    fr: {
      what: "La connexion chiffrée avec le serveur d'envoi n'est pas sûre ou a échoué.",
      next: "Vérifiez `security`, le certificat et `ca` ; rien n'est envoyé en clair.",
    },
    en: {
      what: "The encrypted connection to the submission server is not safe, or failed.",
      next: "Check `security`, the certificate and `ca`; nothing is sent in clear.",
    },
  },
  "smtp-login": {
    fr: {
      what: "Le serveur d'envoi refuse l'identifiant ou le mot de passe.",
      next: "Corrigez `login` ou le secret désigné par `password`, puis `facteur probe NOM`.",
    },
    en: {
      what: "The submission server refuses the login or password.",
      next: "Correct `login` or the secret that `password` names, then `facteur probe NAME`.",
    },
  },
  "smtp-temporary": {
    fr: {
      what: "Le serveur d'envoi demande de réessayer plus tard.",
      next: "Rien à faire : l'envoi sera réessayé.",
    },
    en: {
      what: "The submission server asks to try again later.",
      next: "Nothing to do: it is tried again.",
    },
  },
  "smtp-refused": {
    fr: {
      what: "Le serveur refuse le message ou le destinataire.",
      next: "Lisez la réponse du serveur, corrigez l'adresse dans la règle, puis redéposez le fichier.",
    },
    en: {
      what: "The server refuses the message or the recipient.",
      next: "Read the server's answer, correct the address in the rule and drop the file again.",
    },
  },
  "smtp-broken": {
    fr: {
      what: "La connexion avec le serveur d'envoi s'est rompue.",
      next: "Avant la fin du message, l'envoi est réessayé ; après, la preuve est cherchée dans la boîte.",
    },
    en: {
      what: "The connection to the submission server broke.",
      next: "Before the end of the message it is tried again; after it, proof is sought in the mailbox.",
    },
  },
} as const;
