/**
 * `facteur organism`: the fake organism as a program. It prints how to reach it and what each address
 * does, then one line for each message received, until the signal. Nothing leaves this machine.
 */
import { asError, codeOf } from "../foundation/errors.ts";
import { behaviours } from "./behaviours.ts";
import type { Delivery } from "./ledger.ts";
import { type OrganismOptions, startOrganism } from "./organism.ts";

/** Fixed, so that an example configuration can name them. */
const organismPorts = { smtp: 2525, imap: 2143 } as const;

/** The account that it gives: its address, and where the trial file asks for its answer. */
export const demoUser = { address: "declarations@client.test", password: "demo" } as const;
const domain = "organisme.test";

type Print = (line: string) => void;

export interface OrganismRun
  extends Pick<OrganismOptions, "smtpPort" | "imapPort" | "delayMs" | "lateMs"> {
  readonly signal: AbortSignal;
  readonly print: Print;
  readonly language: Language;
}

type Language = "fr" | "en";

/** The exit code: 0 after the signal, 78 for a port that cannot be had (design §7). */
export const runOrganism = async (run: OrganismRun): Promise<0 | 78> => {
  const { signal, print, language, ...ports } = run;
  const w = words[language];
  const onDelivery = (delivery: Delivery): void => print(deliveryLine(delivery, w));
  const usual = { smtpPort: organismPorts.smtp, imapPort: organismPorts.imap };
  const options = { ...usual, ...ports, users: [demoUser], domain, onDelivery };
  const started = await startOrganism(options).catch((cause: unknown) => asError(cause));
  if (started instanceof Error) {
    print(w.failed(started.message, codeOf(started) === "EADDRINUSE"));
    return 78;
  }
  await using organism = started;
  for (const line of welcome(organism, language)) print(line);
  await aborted(signal);
  print(w.end);
  return 0;
};

const welcome = (
  { smtpPort, imapPort }: { readonly smtpPort: number; readonly imapPort: number },
  language: Language,
): readonly string[] => {
  const w = words[language];
  return [
    w.title,
    `  SMTP    127.0.0.1:${smtpPort} (${w.clear})`,
    `  IMAP    127.0.0.1:${imapPort} (${w.clear})`,
    `  ${w.account}`,
    "",
    w.addresses,
    ...Object.entries(behaviours).map(
      ([word, { says }]) => `  ${`${word}@${domain}`.padEnd(32)} ${says[language]}`,
    ),
    "",
  ];
};

interface OrganismWords {
  readonly title: string;
  readonly clear: string;
  readonly account: string;
  readonly addresses: string;
  readonly noFile: string;
  readonly failed: (why: string, taken: boolean) => string;
  readonly end: string;
}

const words: Readonly<Record<Language, OrganismWords>> = {
  fr: {
    title: "Organisme de démonstration : rien ne quitte cette machine.",
    clear: "sans chiffrement",
    account: `compte  ${demoUser.address}, mot de passe ${demoUser.password}`,
    addresses: "L'adresse du destinataire décide de ce qui arrive :",
    noFile: "sans pièce jointe",
    failed: (why, taken) =>
      `L'organisme ne peut pas démarrer : ${why}${taken ? " (déjà pris : choisir un autre port)" : ""}`,
    end: "Fin.",
  },
  en: {
    title: "Demonstration organism: nothing leaves this machine.",
    clear: "not encrypted",
    account: `account ${demoUser.address}, password ${demoUser.password}`,
    addresses: "The recipient's address decides what happens:",
    noFile: "without attachment",
    failed: (why, taken) =>
      `The organism cannot start: ${why}${taken ? " (taken already: choose another port)" : ""}`,
    end: "End.",
  },
};

/** Hashes, not content: a declaration names people. */
const deliveryLine = (delivery: Delivery, { noFile }: OrganismWords): string => {
  const time = new Date(delivery.at).toISOString().slice(11, 19);
  const file = delivery.attachmentName ?? noFile;
  const hash = (delivery.attachmentSha256 ?? delivery.bytesSha256).slice(0, 12);
  return `${time} ${delivery.from} → ${delivery.recipient} ${file} ${hash} ${delivery.answered}`;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
