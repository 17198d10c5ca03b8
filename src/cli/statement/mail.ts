/**
 * `facteur statement D12 --mail`: a signed link goes to the client, by which it reads the statement and agrees. The link is
 * journalled before the mail leaves; it begins no delay, because a mail that was sent is no mail that was read.
 */
import { randomBytes } from "node:crypto";
import { ordersPath } from "../../adapters/system/orders.ts";
import { systemClock } from "../../adapters/system/system-clock.ts";
import { agreementDesk } from "../../compose/agreement-desk.ts";
import { openForRegister } from "../../compose/register.ts";
import type { Settings } from "../../config/settings.ts";
import { frenchDateTime } from "../../domain/paris-time.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type MadeLink, makeAgreementLink } from "../../journey/agreement/link.ts";
import type { AgreementDesk } from "../../ports/agreement-desk.ts";
import { addressOf } from "../addressee.ts";
import { type Context, type Global, settingsOf } from "../command.ts";
import { give } from "../give.ts";
import { depositIdNamed, depositNamed, reading } from "../reading.ts";
import { reasonGiven, signer } from "../signature.ts";
import { statementWords } from "./words.ts";

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
  if (!settings.page?.agreements) throw new Refusal(2, [words.noLinks]);
  if (!settings.notifications?.mail) throw new Refusal(2, [words.noIdentity]);
  const id = depositIdNamed(context, options.id);
  await using reader = reading(context, options);
  const desk = agreementDesk({ settings, data: reader });
  if (!desk) throw new Refusal(2, [words.noLinks]);
  const deposit = await depositNamed(context, reader, options.id);
  const typed = options.mail === true ? undefined : options.mail;
  const to = addressIn(await desk.addressee(deposit, typed), { words, id });
  const made = await linkFor(context, options, { settings, desk, to });
  const sent = await desk.mail({ to, ...made, at: Date.now() });
  if (sent.is === "failed") throw new Refusal(75, [words.notMailed(sent.said)]);
  if (options.json) io.out(`${JSON.stringify({ is: "mailed", to, expires: made.expires })}\n`);
  else io.out(`${words.mailed(id, to, frenchDateTime(made.expires))}\n`);
  return 0;
};

const addressIn = (
  judged: Awaited<ReturnType<AgreementDesk["addressee"]>>,
  { words, id }: { readonly words: (typeof statementWords)["fr"]; readonly id: `D${number}` },
): string => {
  return addressOf(judged, { ...words, noAddress: words.noAddress(id) });
};

const linkFor = async (
  context: Context,
  options: StatementMailOptions,
  about: { readonly settings: Settings; readonly desk: AgreementDesk; readonly to: string },
): Promise<Extract<MadeLink, { readonly is: "made" }>> => {
  const { settings, desk, to } = about;
  const words = statementWords[context.language];
  const deposit = depositIdNamed(context, options.id);
  const signed = { by: signer(options.by), reason: reasonGiven(options.reason) };
  const request = { deposit, to, days: desk.days, ...signed };
  const dossiers = new Map(settings.dossiers.map((d) => [d.name, d]));
  const made = await give(context, {
    path: ordersPath(settings.data),
    order: "agreement-link",
    args: request,
    open: () => openForRegister(settings),
    here: (world) =>
      makeAgreementLink({ ...world, dossiers, clock: systemClock(), random: randomBytes }, request),
  });
  if (made.is === "made") return made;
  const said =
    made.is === "unknown"
      ? context.words.unknownDeposit(options.id)
      : words.noLink(deposit, made.because);
  throw new Refusal(1, [said]);
};
