/** `facteur probe [NAME] [--send-self]`: both logins of an identity, tried as the agent does, and what the servers show. */

import { faults } from "../../domain/faults.ts";
import { parisDay } from "../../domain/paris-time.ts";
import type { Look, ProbeReport, TlsSeen } from "../../domain/probe.ts";
import { isSound } from "../../domain/probe.ts";
import type { Exit } from "../../foundation/refusal.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { identityNamed, probed } from "./logins.ts";
import { loginWords } from "./words.ts";

export interface ProbeOptions extends Global {
  readonly name?: string;
  readonly sendSelf?: boolean;
  readonly json?: boolean;
}

const dayMs = 86_400_000;

export const probe = async (context: Context, options: ProbeOptions): Promise<Exit> => {
  const settings = settingsOf(context, options);
  const identities =
    options.name === undefined
      ? settings.identities
      : [identityNamed(context, settings, options.name)];
  const place = { context, settings };
  const reports: ProbeReport[] = [];
  for (const { name } of identities) {
    const { report, byAgent } = await probed(place, name, options.sendSelf ?? false);
    reports.push(report);
    if (!options.json) context.io.out(`${tellProbe(context, report, byAgent).join("\n")}\n`);
  }
  if (options.json) context.io.out(`${JSON.stringify({ identities: reports }, undefined, 2)}\n`);
  return reports.every(isSound) ? 0 : 1;
};

export const tellProbe = (
  context: Context,
  report: ProbeReport,
  byAgent: boolean,
): readonly string[] => {
  const words = loginWords[context.language].probe;
  const { submission, mailbox, self, skewMs } = report;
  return [
    `${report.identity} <${report.address}>`,
    ...sideOf(context, words.submission, submission),
    ...(submission.seen
      ? [
          ...tlsLines(context, submission.seen.tls),
          `    ${words.offers({ ...submission.seen, size: sizeOf(submission.seen.size) })}`,
        ]
      : []),
    ...(mailbox ? sideOf(context, words.mailbox, mailbox) : []),
    ...(mailbox?.seen
      ? [
          ...tlsLines(context, mailbox.seen.tls),
          `    ${words.mechanisms(mailbox.seen.mechanisms)}`,
          `    ${words.folders(mailbox.seen.folders)}`,
        ]
      : []),
    `  ${words.skew(skewMs === undefined ? undefined : Math.round(skewMs / 1000))}`,
    ...(self ? [`  ${words.self(self)}`, `  ${words.noDeclaration}`] : []),
    ...(byAgent && isSound(report) ? [`  ${words.resumed}`] : []),
  ];
};

const sideOf = (
  { language }: Context,
  side: string,
  look: Look<{ readonly tls?: TlsSeen }>,
): readonly string[] => {
  const words = loginWords[language].probe;
  const colon = language === "fr" ? " :" : ":";
  if (look.is === "logged-in") return [`  ${side}${colon} ${look.server}, ${words.loggedIn}`];
  const { what, next } = faults[look.code][language];
  return [
    `  ${side}${colon} ${look.server}, ${words.failed}`,
    `    ${what}`,
    `    ${look.said}`,
    `    ${next}`,
  ];
};

const tlsLines = ({ language }: Context, tls: TlsSeen | undefined): readonly string[] => {
  const words = loginWords[language].probe;
  if (!tls) return [`    ${words.clear}`];
  const days = Math.floor((tls.expires - Date.now()) / dayMs);
  return [
    `    ${tls.version}, ${tls.cipher}`,
    `    ${words.certificate(tls.subject, tls.issuer)}, ${words.expires(parisDay(tls.expires), days)}`,
  ];
};

const sizeOf = (bytes: number | undefined): string =>
  bytes === undefined ? "" : `${Math.floor(bytes / 1024 / 1024)} Mio`;
