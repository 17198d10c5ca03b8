/** Every situation in English: the same promises as in French. */
import type { Counts, SituationIs } from "../rollup.ts";
import type { SituationWords } from "../situations.ts";

const decl = (n: number): string => `${n} ${n === 1 ? "declaration" : "declarations"}`;
const unproven = "by an unauthenticated receipt (to confirm)";

const countsInEnglish = (c: Counts): string =>
  [
    c.registered > 0 && `${c.registered} registered`,
    c.refused > 0 && `${c.refused} refused`,
    c.registeredUnproven > 0 && `${c.registeredUnproven} registered ${unproven}`,
    c.refusedUnproven > 0 && `${c.refusedUnproven} refused ${unproven}`,
    c.contradicted > 0 && `${c.contradicted} with contradictory answers`,
    c.toRead > 0 && `${c.toRead} to read`,
    c.received > 0 && `${c.received} received but not registered yet`,
    c.receivedUnproven > 0 && `${c.receivedUnproven} received ${unproven}`,
    c.superseded > 0 && `${c.superseded} replaced`,
    c.waiting > 0 && `${c.waiting} without an answer`,
  ]
    .filter((text) => text !== false)
    .join(", ");

export const situationsInEnglish: Readonly<Record<SituationIs, SituationWords>> = {
  "pris-en-charge": {
    title: "Taken in",
    sentence: () => "The file is taken in; it is not sent yet.",
    next: "Nothing to do: check and sending follow.",
  },
  incomplet: {
    title: "Incomplete file",
    sentence: () => "The file stops before its end: nothing was sent.",
    next: "Prepare it again in the payroll program, then drop the whole file again.",
  },
  doublon: {
    title: "Duplicate",
    sentence: (_, of) =>
      `This file is identical to deposit ${of ?? "before it"}: it was not sent a second time.`,
    next: "Nothing to send again: read the first deposit's report.",
  },
  rejete: {
    title: "Rejected by the check",
    sentence: () => "The check found errors: nothing was sent.",
    next: "Correct the errors in the payroll program, then drop the file again.",
  },
  "en-attente-de-regle": {
    title: "Waiting for a rule",
    sentence: () => "The file is good, but no usable rule says where to send it: it waits.",
    next: "Have the dossier's rule file corrected; the deposit then goes by itself.",
  },
  retenu: {
    title: "Held",
    sentence: () => "The deposit is set aside: nothing was sent, a person must look at it.",
    next: "Follow the indications below.",
  },
  simule: {
    title: "Test passed, not sent",
    sentence: () => "The check found no blocking error; in test mode, nothing was sent.",
    next: "To declare, have the dossier put in real mode, then drop the same file again.",
  },
  "a-envoyer": {
    title: "To send",
    sentence: () => "The mail is ready and waits its turn: it has not left yet.",
    next: "Nothing to do: sending follows.",
  },
  "envoi-en-cours": {
    title: "Being sent",
    sentence: () => "The mail is being sent.",
    next: "Nothing to do: wait for it to end.",
  },
  "nouvel-essai": {
    title: "To be tried again",
    sentence: () => "The mail has not gone through yet; it is tried again.",
    next: "Do not drop the file again. If it lasts, call the IT service.",
  },
  remis: {
    title: "Handed to the submission server",
    sentence: () =>
      "The mail is with the submission server; the organism has confirmed nothing yet.",
    next: "Wait for the organism's receipt. Do not drop the file again.",
  },
  incertain: {
    title: "Uncertain",
    sentence: () => "The connection broke at the last moment: nobody knows whether the mail left.",
    next: "Do not drop the file again: the organism may already have it.",
  },
  "refuse-par-le-serveur": {
    title: "Refused by the submission server",
    sentence: () => "The submission server refused the mail: it did not leave.",
    next: "Have the address or the rule corrected after the server's answer, then drop the file again.",
  },
  "non-remis": {
    title: "Returned undelivered",
    sentence: () => "The mail came back: it was not delivered to the organism.",
    next: "Have the organism's address checked in the rule, then drop the file again.",
  },
  "en-attente": {
    title: "Waiting for the organism",
    sentence: (c) => `The organism answered, but not all is registered yet: ${countsInEnglish(c)}.`,
    next: "Wait for the next receipts. Do not drop the file again.",
  },
  enregistre: {
    title: "Registered",
    sentence: (c) => `${decl(c.total)} registered by the organism.`,
    next: "Nothing to do. Keep the receipt: it is the proof of the declaration.",
  },
  "enregistre-a-confirmer": {
    title: "To confirm",
    sentence: (c) => `Of ${decl(c.total)}: ${countsInEnglish(c)}.`,
    next: "Open the receipt in the mailbox and check its sender; in doubt, call the organism.",
  },
  partiel: {
    title: "Partly refused",
    sentence: (c) => `Of ${decl(c.total)}: ${countsInEnglish(c)}.`,
    next: "Correct the refused declarations in the payroll program, then drop a new file.",
  },
  refuse: {
    title: "Refused",
    sentence: (c) => `${decl(c.total)} refused by the organism.`,
    next: "Correct the declarations in the payroll program, then drop a new file.",
  },
  "refuse-a-confirmer": {
    title: "Refusal to confirm",
    sentence: (c) => `Of ${decl(c.total)}: ${countsInEnglish(c)}.`,
    next: "Open the receipt in the mailbox and check its sender; in doubt, call the organism.",
  },
  "a-lire": {
    title: "Receipt to read",
    sentence: (c) => `An answer came, and a person must read it: ${countsInEnglish(c)}.`,
    next: "Read the receipt below; in doubt, call the organism.",
  },
  contradictoire: {
    title: "Contradictory answers",
    sentence: () => "The answers contradict each other: nothing is settled until a person decides.",
    next: "Read the answers below, then call the organism to know which one holds.",
  },
  annule: {
    title: "Cancelled",
    sentence: () => "A person cancelled the sending: nothing left.",
    next: "Nothing to do. To send it after all, drop the file again.",
  },
  remplace: {
    title: "Replaced",
    sentence: () =>
      "A declaration dropped later replaces this one: only the last one's receipts are proof.",
    next: "Nothing to do here: follow the deposit that replaces it.",
  },
  "declare-autrement": {
    title: "Declared otherwise",
    sentence: () =>
      "Declared by another way (paper, portal or fax): its proof is kept here, no receipt by mail is awaited.",
    next: "Nothing to do here. Keep the original of the proof.",
  },
  suspendu: {
    title: "Suspended",
    sentence: () =>
      "This deposit is suspended, by a person or by Facteur for the reason given here: nothing leaves until it is released.",
    next: "When it must go: `facteur release` with the deposit's number.",
  },
  corrompu: {
    title: "Damaged mail",
    sentence: () => "The stored mail no longer matches its hash: it will not be sent.",
    next: "Call the IT service (disk, backup), then drop the file again.",
    left: {
      sentence:
        "The stored mail no longer matches its hash: it will not be sent again. A copy left before, or may have.",
      next: "Do not drop the file again: it would be a double. Call the IT service (disk, backup), and ask the organism whether they received it. If they did, confirm it; if they did not, declare it otherwise (portal, paper) and record that on this deposit.",
    },
  },
};
