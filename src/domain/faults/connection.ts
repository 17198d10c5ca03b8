/** Connections that are not safe, and authorisations that are gone; part of the registry in `faults.ts`. Nothing is said in clear instead (F48). */
export const connectionFaults = {
  "identity-suspended": {
    fr: {
      what: "L'identité est suspendue : sa connexion est refusée (mot de passe changé, autorisation expirée ou retirée).",
      next: "`facteur login NOM`, ou corrigez le secret puis `facteur probe NOM` ; d'ici là un seul essai par heure est fait.",
    },
    en: {
      what: "The identity is suspended: its login is refused (changed password, expired or revoked authorisation).",
      next: "`facteur login NAME`, or correct the secret, then `facteur probe NAME`; until then one try an hour is made.",
    },
  },
  "receipt-pending": {
    fr: {
      what: "L'authenticité d'un accusé n'a pas pu être vérifiée : le DNS ne répond pas.",
      next: "Rien à faire : elle est redemandée toutes les cinq minutes. Si cela dure, vérifiez le DNS de la machine.",
    },
    en: {
      what: "A receipt's authenticity could not be checked: the DNS does not answer.",
      next: "Nothing to do: it is asked again every five minutes. If it lasts, check this machine's DNS.",
    },
  },
  "login-expired": {
    fr: {
      what: "L'autorisation de cette identité (OAuth2) a expiré, a été retirée ou n'a jamais été donnée.",
      next: "`facteur login NOM` ; les courriers en attente partent ensuite, sans relancer l'agent.",
    },
    en: {
      what: "This identity's authorisation (OAuth2) has expired, was revoked or was never given.",
      next: "`facteur login NAME`; waiting mails then go, without restarting the agent.",
    },
  },
  "login-unreachable": {
    fr: {
      what: "Le service qui donne les autorisations (OAuth2) ne répond pas.",
      next: "Vérifiez le réseau et les adresses sous `oauth` ; l'agent réessaie seul.",
    },
    en: {
      what: "The service that gives authorisations (OAuth2) does not answer.",
      next: "Check the network and the addresses under `oauth`; the agent tries again.",
    },
  },
  "smtp-tls-expired": {
    fr: {
      what: "Le certificat du serveur d'envoi a expiré : rien n'est envoyé.",
      next: "Vérifiez l'heure de cette machine ; si elle est juste, l'hébergeur doit renouveler son certificat.",
    },
    en: {
      what: "The submission server's certificate has expired: nothing is sent.",
      next: "Check this machine's time; if it is right, the provider must renew the certificate.",
    },
  },
  "smtp-tls-not-yet-valid": {
    fr: {
      what: "Le certificat du serveur d'envoi n'est pas encore valable : rien n'est envoyé.",
      next: "Vérifiez l'heure de cette machine ; si elle est juste, prévenez l'hébergeur.",
    },
    en: {
      what: "The submission server's certificate is not valid yet: nothing is sent.",
      next: "Check this machine's time; if it is right, tell the provider.",
    },
  },
  "smtp-tls-wrong-name": {
    fr: {
      what: "Le certificat du serveur d'envoi est celui d'un autre nom : rien n'est envoyé.",
      next: "Écrivez dans `submission.host` le nom que donne l'hébergeur ; s'il est juste, quelqu'un se met peut-être entre vous.",
    },
    en: {
      what: "The submission server's certificate is for another name: nothing is sent.",
      next: "Write the name the provider gives into `submission.host`; if it is right, somebody may stand in between.",
    },
  },
  "smtp-tls-self-signed": {
    fr: {
      what: "Le serveur d'envoi montre un certificat qu'il a signé lui-même : rien n'est envoyé.",
      next: "Si ce serveur est le vôtre, désignez son certificat par `submission.ca` ; sinon prévenez l'hébergeur.",
    },
    en: {
      what: "The submission server shows a certificate signed by itself: nothing is sent.",
      next: "If the server is yours, name its certificate in `submission.ca`; else tell the provider.",
    },
  },
  "smtp-tls-unknown-authority": {
    fr: {
      what: "Le certificat du serveur d'envoi vient d'une autorité qui n'est pas admise : rien n'est envoyé.",
      next: "Vérifiez le fichier désigné par `submission.ca` ; sans `ca`, l'autorité doit être connue de cette machine.",
    },
    en: {
      what: "The submission server's certificate comes from an authority that is not trusted: nothing is sent.",
      next: "Check the file named by `submission.ca`; without `ca` this machine must know the authority.",
    },
  },
  "smtp-tls-too-old": {
    fr: {
      what: "Le serveur d'envoi ne sait chiffrer qu'avec un protocole abandonné (avant TLS 1.2) : rien n'est envoyé.",
      next: "L'hébergeur doit proposer TLS 1.2 ou 1.3 ; si d'habitude il le propose, quelqu'un se met peut-être entre vous.",
    },
    en: {
      what: "The submission server encrypts with an abandoned protocol only (before TLS 1.2): nothing is sent.",
      next: "The provider must offer TLS 1.2 or 1.3; if it usually does, somebody may stand in between.",
    },
  },
  "smtp-tls-stripped": {
    fr: {
      what: "Le serveur d'envoi ne passe pas au chiffrement (STARTTLS absent ou refusé) : rien n'est envoyé.",
      next: "Vérifiez `submission.port` et `security` ; s'ils sont justes, quelqu'un retire peut-être le chiffrement en chemin.",
    },
    en: {
      what: "The submission server does not start encryption (STARTTLS missing or refused): nothing is sent.",
      next: "Check `submission.port` and `security`; if they are right, somebody on the way may take encryption away.",
    },
  },
  "mailbox-tls-expired": {
    fr: {
      what: "Le certificat de la boîte aux lettres a expiré : elle n'est pas lue.",
      next: "Vérifiez l'heure de cette machine ; si elle est juste, l'hébergeur doit renouveler le certificat de la boîte.",
    },
    en: {
      what: "The mailbox server's certificate has expired: it is not read.",
      next: "Check this machine's time; if it is right, the provider must renew the mailbox's certificate.",
    },
  },
  "mailbox-tls-not-yet-valid": {
    fr: {
      what: "Le certificat de la boîte aux lettres n'est pas encore valable : elle n'est pas lue.",
      next: "Vérifiez l'heure de cette machine ; si elle est juste, prévenez l'hébergeur de la boîte.",
    },
    en: {
      what: "The mailbox server's certificate is not valid yet: it is not read.",
      next: "Check this machine's time; if it is right, tell the mailbox's provider.",
    },
  },
  "mailbox-tls-wrong-name": {
    fr: {
      what: "Le certificat de la boîte aux lettres est celui d'un autre nom : elle n'est pas lue.",
      next: "Écrivez dans `mailbox.host` le nom que donne l'hébergeur ; s'il est juste, quelqu'un se met peut-être entre vous.",
    },
    en: {
      what: "The mailbox server's certificate is for another name: it is not read.",
      next: "Write the name the provider gives into `mailbox.host`; if it is right, somebody may stand in between.",
    },
  },
  "mailbox-tls-self-signed": {
    fr: {
      what: "La boîte aux lettres montre un certificat qu'elle a signé elle-même : elle n'est pas lue.",
      next: "Si ce serveur est le vôtre, désignez son certificat par `mailbox.ca` ; sinon prévenez l'hébergeur.",
    },
    en: {
      what: "The mailbox server shows a certificate signed by itself: it is not read.",
      next: "If the server is yours, name its certificate in `mailbox.ca`; else tell the provider.",
    },
  },
  "mailbox-tls-unknown-authority": {
    fr: {
      what: "Le certificat de la boîte aux lettres vient d'une autorité qui n'est pas admise : elle n'est pas lue.",
      next: "Vérifiez le fichier désigné par `mailbox.ca` ; sans `ca`, l'autorité doit être connue de cette machine.",
    },
    en: {
      what: "The mailbox server's certificate comes from an authority that is not trusted: it is not read.",
      next: "Check the file named by `mailbox.ca`; without `ca` this machine must know the authority.",
    },
  },
  "mailbox-tls-too-old": {
    fr: {
      what: "La boîte aux lettres ne sait chiffrer qu'avec un protocole abandonné (avant TLS 1.2) : elle n'est pas lue.",
      next: "L'hébergeur de la boîte doit proposer TLS 1.2 ou 1.3 ; si d'habitude il le propose, quelqu'un se met peut-être entre vous.",
    },
    en: {
      what: "The mailbox server encrypts with an abandoned protocol only (before TLS 1.2): it is not read.",
      next: "The mailbox's provider must offer TLS 1.2 or 1.3; if it usually does, somebody may stand in between.",
    },
  },
  "mailbox-tls-stripped": {
    fr: {
      what: "La boîte aux lettres ne passe pas au chiffrement (STARTTLS absent ou refusé) : elle n'est pas lue.",
      next: "Vérifiez `mailbox.port` et `security` ; s'ils sont justes, quelqu'un retire peut-être le chiffrement en chemin.",
    },
    en: {
      what: "The mailbox server does not start encryption (STARTTLS missing or refused): it is not read.",
      next: "Check `mailbox.port` and `security`; if they are right, somebody on the way may take encryption away.",
    },
  },
} as const;
