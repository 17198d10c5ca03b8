/**
 * Every situation in French, for clerks. « Remis au serveur » is never worded as received (mail.md
 * F46), and an unauthenticated AR never as registered (mail.md §4).
 */
import type { Counts, SituationIs } from "../rollup.ts";
import type { SituationWords } from "../situations.ts";

/** French counts 0 and 1 in the singular. */
const plural = (n: number, one: string, many: string): string => `${n} ${n < 2 ? one : many}`;
const dcl = (n: number): string => plural(n, "déclaration", "déclarations");
const registered = (n: number): string => plural(n, "enregistrée", "enregistrées");
const refused = (n: number): string => plural(n, "refusée", "refusées");
const received = (n: number): string => plural(n, "reçue", "reçues");
const unproven = "selon un AR non authentifié (à confirmer)";

/** « 28 enregistrées, 2 refusées »: only what is not zero, in the order people ask. */
export const countsInFrench = (c: Counts): string =>
  [
    c.registered > 0 && registered(c.registered),
    c.refused > 0 && refused(c.refused),
    c.registeredUnproven > 0 && `${registered(c.registeredUnproven)} ${unproven}`,
    c.refusedUnproven > 0 && `${refused(c.refusedUnproven)} ${unproven}`,
    c.contradicted > 0 && `${c.contradicted} avec des réponses contradictoires`,
    c.toRead > 0 && `${c.toRead} à lire`,
    c.received > 0 &&
      `${received(c.received)} mais pas encore ${c.received < 2 ? "enregistrée" : "enregistrées"}`,
    c.receivedUnproven > 0 && `${received(c.receivedUnproven)} ${unproven}`,
    c.superseded > 0 && plural(c.superseded, "remplacée", "remplacées"),
    c.otherwise > 0 && plural(c.otherwise, "déclarée autrement", "déclarées autrement"),
    c.waiting > 0 && `${c.waiting} sans réponse`,
  ]
    .filter((text) => text !== false)
    .join(", ");

const redrop =
  "Relancez la préparation dans le logiciel de paie, puis redéposez le fichier entier.";
const checkSender =
  "Ouvrez l'accusé dans la boîte aux lettres et vérifiez son expéditeur ; au moindre doute, appelez l'organisme.";

export const situationsInFrench: Readonly<Record<SituationIs, SituationWords>> = {
  "pris-en-charge": {
    title: "Pris en charge",
    sentence: () => "Le fichier est pris en charge ; il n'est pas encore envoyé.",
    next: "Rien à faire : le contrôle et l'envoi suivent.",
  },
  incomplet: {
    title: "Fichier incomplet",
    sentence: () => "Le fichier s'arrête avant sa fin : rien n'a été envoyé.",
    next: redrop,
  },
  doublon: {
    title: "Doublon",
    sentence: (_, of) =>
      `Ce fichier est identique au dépôt ${of ?? "précédent"} : il n'a pas été envoyé une seconde fois.`,
    next: "Rien à renvoyer : consultez le compte rendu du premier dépôt.",
  },
  rejete: {
    title: "Rejeté au contrôle",
    sentence: () => "Le contrôle a trouvé des erreurs : rien n'a été envoyé.",
    next: "Corrigez les erreurs dans le logiciel de paie, puis redéposez le fichier.",
  },
  "en-attente-de-regle": {
    title: "En attente d'une règle",
    sentence: () =>
      "Le fichier est bon, mais aucune règle utilisable ne dit à qui l'envoyer : il attend.",
    next: "Faites corriger le fichier de règles du dossier ; le dépôt partira ensuite tout seul.",
  },
  retenu: {
    title: "Retenu",
    sentence: () =>
      "Le dépôt est mis de côté : rien n'a été envoyé, une personne doit le regarder.",
    next: "Suivez les indications ci-dessous.",
  },
  simule: {
    title: "Test réussi, sans envoi",
    sentence: () =>
      "Le contrôle n'a trouvé aucune erreur bloquante ; en mode test, rien n'a été envoyé.",
    next: "Pour déclarer, faites passer le dossier en mode réel, puis redéposez le même fichier.",
  },
  "a-envoyer": {
    title: "À envoyer",
    sentence: () => "Le courrier est prêt et attend son tour : il n'est pas encore parti.",
    next: "Rien à faire : l'envoi suit.",
  },
  "envoi-en-cours": {
    title: "Envoi en cours",
    sentence: () => "L'envoi est en cours.",
    next: "Rien à faire : attendez la fin de l'envoi.",
  },
  "nouvel-essai": {
    title: "Nouvel essai prévu",
    sentence: () => "L'envoi n'a pas encore abouti ; il sera réessayé.",
    next: "Ne redéposez pas le fichier. Si la situation dure, prévenez le service informatique.",
  },
  remis: {
    title: "Remis au serveur d'envoi",
    sentence: () =>
      "Le courrier est remis au serveur d'envoi ; l'organisme n'a encore rien confirmé.",
    next: "Attendez l'accusé de réception (AR) de l'organisme. Ne redéposez pas le fichier.",
  },
  incertain: {
    title: "Envoi incertain",
    sentence: () =>
      "La connexion s'est rompue au dernier instant : on ne sait pas si le courrier est parti.",
    next: "Ne redéposez pas le fichier : l'organisme l'a peut-être déjà.",
  },
  "refuse-par-le-serveur": {
    title: "Refusé par le serveur d'envoi",
    sentence: () => "Le serveur d'envoi a refusé le courrier : il n'est pas parti.",
    next: "Faites corriger l'adresse ou la règle selon la réponse du serveur, puis redéposez le fichier.",
  },
  "non-remis": {
    title: "Revenu sans être remis",
    sentence: () => "Le courrier est revenu : il n'a pas été remis à l'organisme.",
    next: "Faites vérifier l'adresse de l'organisme dans la règle, puis redéposez le fichier.",
  },
  "en-attente": {
    title: "En attente de l'organisme",
    sentence: (c) => {
      if (c.received < c.total)
        return `L'organisme a répondu, mais tout n'est pas encore enregistré : ${countsInFrench(c)}.`;
      return c.total === 1
        ? "L'organisme a reçu la déclaration, mais ne l'a pas encore enregistrée."
        : `L'organisme a reçu les ${c.total} déclarations, mais ne les a pas encore enregistrées.`;
    },
    next: "Attendez les accusés de réception suivants. Ne redéposez pas le fichier.",
  },
  enregistre: {
    title: "Enregistré",
    sentence: (c) =>
      c.total === 1
        ? "La déclaration est enregistrée par l'organisme."
        : `Les ${c.total} déclarations sont enregistrées par l'organisme.`,
    next: "Rien à faire. Conservez l'accusé de réception : c'est la preuve de la déclaration.",
  },
  "enregistre-a-confirmer": {
    title: "À confirmer",
    sentence: (c) =>
      c.registered === 0
        ? `${dcl(c.total)} ${c.total === 1 ? "enregistrée" : "enregistrées"} selon un AR non authentifié : à confirmer.`
        : `Sur ${dcl(c.total)} : ${countsInFrench(c)}.`,
    next: checkSender,
  },
  partiel: {
    title: "Refus partiel",
    sentence: (c) => `Sur ${dcl(c.total)} : ${countsInFrench(c)}.`,
    next: "Corrigez les déclarations refusées dans le logiciel de paie, puis déposez un nouveau fichier.",
  },
  refuse: {
    title: "Refusé",
    sentence: (c) =>
      c.total === 1
        ? "La déclaration est refusée par l'organisme."
        : `Les ${c.total} déclarations sont refusées par l'organisme.`,
    next: "Corrigez les déclarations dans le logiciel de paie, puis déposez un nouveau fichier.",
  },
  "refuse-a-confirmer": {
    title: "Refus à confirmer",
    sentence: (c) => `Sur ${dcl(c.total)} : ${countsInFrench(c)}.`,
    next: checkSender,
  },
  "a-lire": {
    title: "Accusé à lire",
    sentence: (c) =>
      `Une réponse est arrivée, et une personne doit la lire : ${countsInFrench(c)}.`,
    next: "Lisez l'accusé de réception ci-dessous ; au moindre doute, appelez l'organisme.",
  },
  contradictoire: {
    title: "Réponses contradictoires",
    sentence: () =>
      "Les réponses se contredisent : rien n'est acquis tant que personne n'a tranché.",
    next: "Lisez les réponses ci-dessous, puis appelez l'organisme pour savoir laquelle vaut.",
  },
  annule: {
    title: "Annulé",
    sentence: () => "L'envoi a été annulé par une personne : rien n'est parti.",
    next: "Rien à faire. Pour l'envoyer tout de même, redéposez le fichier.",
  },
  remplace: {
    title: "Remplacé",
    sentence: () =>
      "Une déclaration déposée plus tard remplace celle-ci : seuls les accusés de la dernière font preuve.",
    next: "Rien à faire ici : suivez le dépôt qui la remplace.",
  },
  "declare-autrement": {
    title: "Déclaré autrement",
    sentence: () =>
      "Déclaré par une autre voie (papier, portail ou télécopie) : la preuve est gardée ici, aucun accusé par courrier n'est attendu.",
    next: "Rien à faire ici. Gardez l'original de la preuve.",
  },
  suspendu: {
    title: "Suspendu",
    sentence: () =>
      "Ce dépôt est suspendu, par une personne ou par Facteur pour la raison dite ici : rien ne part tant qu'il n'est pas libéré.",
    next: "Quand il doit partir : « facteur release », suivi du numéro du dépôt.",
  },
  corrompu: {
    title: "Courrier abîmé",
    sentence: () =>
      "Le courrier conservé ne correspond plus à son empreinte : il ne sera pas envoyé.",
    next: "Prévenez le service informatique (disque, sauvegarde), puis redéposez le fichier.",
    left: {
      sentence:
        "Le courrier conservé ne correspond plus à son empreinte : il ne sera pas renvoyé. Un exemplaire en est parti, ou a pu partir, avant.",
      next: "Ne redéposez pas le fichier : ce serait un double. Prévenez le service informatique (disque, sauvegarde), et demandez à l'organisme s'il a reçu l'envoi. S'il l'a, confirmez-le ; s'il ne l'a pas, déclarez-le autrement (portail, papier) et notez-le sur ce dépôt.",
    },
  },
};
