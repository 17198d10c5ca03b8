/**
 * `facteur organism`: the fake organism as a program. It prints how to reach it and what each address
 * does, then one line for each message received, until the signal. Nothing leaves this machine.
 */
import { asError, codeOf } from "../foundation/errors.ts";
import { behaviours } from "./behaviours.ts";
import type { Delivery } from "./ledger.ts";
import { type OrganismOptions, startOrganism } from "./organism.ts";

/** Fixed, so that an example configuration can name them. */
export const organismPorts = { smtp: 2525, imap: 2143 } as const;

/** The account that it gives: its address, and where the trial file asks for its answer. */
export const demoUser = { address: "declarations@client.test", password: "demo" } as const;
const domain = "organisme.test";

type Print = (line: string) => void;

export interface OrganismRun
  extends Pick<OrganismOptions, "smtpPort" | "imapPort" | "delayMs" | "lateMs"> {
  readonly signal: AbortSignal;
  readonly print: Print;
}

/** The exit code: 0 after the signal, 78 for a port that cannot be had (design §7). */
export const runOrganism = async ({ signal, print, ...ports }: OrganismRun): Promise<0 | 78> => {
  const onDelivery = (delivery: Delivery): void => print(deliveryLine(delivery));
  const usual = { smtpPort: organismPorts.smtp, imapPort: organismPorts.imap };
  const options = { ...usual, ...ports, users: [demoUser], domain, onDelivery };
  const started = await startOrganism(options).catch((cause: unknown) => asError(cause));
  if (started instanceof Error) {
    const hint = codeOf(started) === "EADDRINUSE" ? " (déjà pris : choisir un autre port)" : "";
    print(`L'organisme ne peut pas démarrer : ${started.message}${hint}`);
    return 78;
  }
  await using organism = started;
  for (const line of welcome(organism)) print(line);
  await aborted(signal);
  print("Fin.");
  return 0;
};

const welcome = (ports: {
  readonly smtpPort: number;
  readonly imapPort: number;
}): readonly string[] => [
  "Organisme de démonstration : rien ne quitte cette machine.",
  `  SMTP    127.0.0.1:${ports.smtpPort} (sans chiffrement)`,
  `  IMAP    127.0.0.1:${ports.imapPort} (sans chiffrement)`,
  `  compte  ${demoUser.address}, mot de passe ${demoUser.password}`,
  "",
  "L'adresse du destinataire décide de ce qui arrive :",
  ...behaviourTable(domain),
  "",
];

/** One line for each behaviour, for the program and for help pages. */
export const behaviourTable = (ofDomain: string): readonly string[] =>
  Object.entries(behaviours).map(
    ([word, { says }]) => `  ${`${word}@${ofDomain}`.padEnd(32)} ${says}`,
  );

/** Hashes, not content: a declaration names people. */
const deliveryLine = (delivery: Delivery): string => {
  const time = new Date(delivery.at).toISOString().slice(11, 19);
  const file = delivery.attachmentName ?? "sans pièce jointe";
  const hash = (delivery.attachmentSha256 ?? delivery.bytesSha256).slice(0, 12);
  return `${time} ${delivery.from} → ${delivery.recipient} ${file} ${hash} ${delivery.answered}`;
};

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
