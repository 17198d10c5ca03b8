/**
 * `npm run organism`: the fake organism as a program. It prints how to reach it and what each address
 * does, then one line for each message received, until the signal. Nothing leaves this machine.
 */
import { parseArgs } from "node:util";
import { asError, codeOf } from "../foundation/errors.ts";
import { behaviours } from "./behaviours.ts";
import type { Delivery } from "./ledger.ts";
import { type OrganismOptions, startOrganism } from "./organism.ts";

/** Fixed, so that an example configuration can name them. */
export const organismPorts = { smtp: 2525, imap: 2143 } as const;

const demoUser = { address: "declarations@client.test", password: "demo" } as const;
const domain = "organisme.test";

const usage = `Organisme de démonstration (SMTP et IMAP, sur cette machine seulement)

  --smtp-port N   port SMTP (${organismPorts.smtp} par défaut, 0 : un port libre)
  --imap-port N   port IMAP (${organismPorts.imap} par défaut, 0 : un port libre)
  --delay-ms N    délai avant un accusé (200 par défaut)
  --late-ms N     délai avant l'accusé de late@ (60000 par défaut)
  --help          ce texte`;

type Print = (line: string) => void;

/** The exit code: 0 after the signal, 2 for wrong usage, 78 for a port that cannot be had (design §7). */
export const runOrganism = async (
  args: readonly string[],
  signal: AbortSignal,
  print: Print,
): Promise<0 | 2 | 78> => {
  const wanted = optionsOf(args);
  if (wanted.is === "help") print(usage);
  if (wanted.is === "help") return 0;
  if (wanted.is === "wrong") {
    print(wanted.why);
    print(usage);
    return 2;
  }
  const onDelivery = (delivery: Delivery): void => print(deliveryLine(delivery));
  const options = { ...wanted.options, users: [demoUser], domain, onDelivery };
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

type Wanted =
  | { readonly is: "run"; readonly options: Omit<OrganismOptions, "users"> }
  | { readonly is: "help" }
  | { readonly is: "wrong"; readonly why: string };

const names = ["smtp-port", "imap-port", "delay-ms", "late-ms"] as const;

const optionsOf = (args: readonly string[]): Wanted => {
  try {
    const text = { type: "string" } as const;
    const { values } = parseArgs({
      args: [...args],
      options: {
        "smtp-port": text,
        "imap-port": text,
        "delay-ms": text,
        "late-ms": text,
        help: { type: "boolean" },
      },
    });
    if (values.help === true) return { is: "help" };
    for (const name of names)
      if (!/^\d{1,9}$/u.test(values[name] ?? "0"))
        return { is: "wrong", why: `--${name} : un nombre est attendu` };
    const number = (name: (typeof names)[number], otherwise: number): number =>
      Number(values[name] ?? otherwise);
    return {
      is: "run",
      options: {
        smtpPort: number("smtp-port", organismPorts.smtp),
        imapPort: number("imap-port", organismPorts.imap),
        delayMs: number("delay-ms", 200),
        lateMs: number("late-ms", 60_000),
      },
    };
  } catch (cause) {
    return { is: "wrong", why: asError(cause).message };
  }
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
