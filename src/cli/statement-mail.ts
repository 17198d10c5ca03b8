/**
 * `facteur statement D12 --mail`: a signed link goes to the client, by which it reads the statement and agrees. The link is
 * journalled before the mail leaves; it begins no delay, because a mail that was sent is no mail that was read.
 */
import { randomBytes } from "node:crypto";
import { sendToClient } from "../adapters/courier/client-mail.ts";
import { ordersPath } from "../adapters/system/orders.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import { accountSender, isMachine } from "../compose/account.ts";
import { openForRegister } from "../compose/register.ts";
import type { Settings } from "../config/settings.ts";
import { isPlausibleAddress } from "../domain/address.ts";
import type { Deposit } from "../domain/deposit.ts";
import { frenchDateTime } from "../domain/paris-time.ts";
import { valueOf } from "../domain/register/entry.ts";
import { type Exit, Refusal } from "../foundation/refusal.ts";
import { makeAgreementLink } from "../journey/agreement/link.ts";
import { contentOf } from "../journey/content.ts";
import { standing } from "../journey/register.ts";
import { type Context, type Global, settingsOf } from "./command.ts";
import { give } from "./give.ts";
import { depositIdNamed, depositNamed, reading } from "./reading.ts";
import { reasonGiven, signer } from "./signature.ts";
import { statementWords } from "./statement-words.ts";

export interface StatementMailOptions extends Global {
  readonly id: string;
  /** `true`: to the register's address. */
  readonly mail: string | true;
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export const statementMail = async (
  context: Context,
  options: StatementMailOptions,
): Promise<Exit> => {
  const { io, language } = context;
  const words = statementWords[language];
  const settings = settingsOf(context, options);
  const agreements = settings.page?.agreements;
  if (!agreements) throw new Refusal(2, [words.noLinks]);
  const sender = accountSender(settings);
  if (!sender) throw new Refusal(2, [words.noIdentity]);
  const deposit = depositIdNamed(context, options.id);
  const to = await addressAsked(context, options, settings);
  const signed = { by: signer(options.by), reason: reasonGiven(options.reason) };
  const request = { deposit, to, days: agreements.days, ...signed };
  const dossiers = new Map(settings.dossiers.map((d) => [d.name, d]));
  const made = await give(context, {
    path: ordersPath(settings.data),
    order: "agreement-link",
    args: request,
    open: () => openForRegister(settings),
    here: (world) =>
      makeAgreementLink({ ...world, dossiers, clock: systemClock(), random: randomBytes }, request),
  });
  if (made.is !== "made") {
    const said =
      made.is === "unknown"
        ? context.words.unknownDeposit(options.id)
        : words.noLink(deposit, made.because);
    throw new Refusal(1, [said]);
  }
  const until = frenchDateTime(made.expires);
  const sent = await sendToClient(sender.courier, {
    from: sender.from,
    to,
    subject: "Votre accord avant déclaration",
    text: mailText(`${agreements.url}/agreement/${made.token}`, until, settings.reports.contact),
    at: Date.now(),
  });
  if (sent.is === "failed") throw new Refusal(75, [words.notMailed(sent.said)]);
  if (options.json) io.out(`${JSON.stringify({ is: "mailed", to, expires: made.expires })}\n`);
  else io.out(`${words.mailed(deposit, to, until)}\n`);
  return 0;
};

/** It says nothing of the declaration: mails travel in clear. French: it is for the client. */
const mailText = (link: string, until: string, contact: string | undefined): string =>
  [
    "Bonjour,",
    "",
    "Un état de ce qui va être déclaré et débité attend votre accord :",
    "",
    link,
    "",
    `Ce lien sert une fois, jusqu'au ${until}. L'ouvrir ne donne pas votre accord : seul le bouton de la page le donne.`,
    "Ne le transmettez à personne : qui l'a peut donner votre accord.",
    `En cas de désaccord, ou si vous n'attendiez pas ce courrier, appelez ${contact ?? "votre cabinet"}.`,
    "",
  ].join("\n");

const addressAsked = async (
  context: Context,
  options: StatementMailOptions,
  settings: Settings,
): Promise<string> => {
  const words = statementWords[context.language];
  await using reader = reading(context, options);
  const deposit = await depositNamed(context, reader, options.id);
  const entries = await standing(reader);
  const to = options.mail === true ? await known(reader, deposit, entries) : options.mail.trim();
  if (!isPlausibleAddress(to)) throw new Refusal(2, [words.noAddress(deposit.id)]);
  const rules = deposit.stage.is === "held" ? deposit.stage.hold.details : [];
  const sentTo = rules.flatMap((line) => line.split(" : ", 1));
  if (isMachine(to, { settings, entries, sentTo })) throw new Refusal(2, [words.machine(to)]);
  return to;
};

/** The register's address of the employers of this deposit, when it has one and the same for all; else empty. */
const known = async (
  reader: Parameters<typeof contentOf>[0],
  deposit: Deposit,
  entries: Awaited<ReturnType<typeof standing>>,
): Promise<string> => {
  const { declarations } = await contentOf(reader, deposit);
  const sirets = new Set(declarations.map((d) => d.siret));
  const employers = entries.filter(
    (e) => e.table === "employeurs" && sirets.has(valueOf(e, "siret")),
  );
  const [one = "", ...others] = new Set(employers.map((e) => valueOf(e, "courriel")));
  return others.length === 0 && employers.length === sirets.size ? one : "";
};
