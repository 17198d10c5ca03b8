/**
 * Ruled → frozen: each mail is composed once. Bytes, Message-ID, Date and envelope never change again,
 * whatever the number of tries.
 */
import type { Deposit } from "../domain/deposit.ts";
import type { Fact, FactOf, Hold } from "../domain/facts.ts";
import { isBelow, type Mode } from "../domain/mode.ts";
import { ruledMessages, timesOf } from "../domain/ruled-mails.ts";
import type { MailTimes, RuledMessage } from "../domain/ruled-message.ts";
import { inWindow } from "../domain/send-window.ts";
import type { Rule } from "../rules/rule.ts";
import { type FreezeWorld, frozenMail } from "./freeze/mail.ts";
import type { Facts, Sender, World } from "./world.ts";

export const freeze = async (world: FreezeWorld, deposit: Deposit): Promise<Facts> => {
  const { ruled } = deposit;
  if (!ruled) throw new Error(`${deposit.id} is frozen before it is ruled`);
  const mode = ruled.mode ?? "reel";
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  if (mode === "test" || (dossier && isBelow(dossier.mode, mode)))
    return [{ is: "simulated", deposit: deposit.id }];
  const facts: Fact[] = [];
  for (const message of ruledMessages(deposit)) {
    const frozen = facts.filter((fact) => fact.is === "frozen").length;
    const made = await freezeOne(world, { deposit, message, mode, before: frozen });
    if ("because" in made) return [{ is: "held", deposit: deposit.id, ...made }];
    facts.push(...made);
  }
  // Several mails may show the same programs for the first time.
  return [...new Map(facts.map((fact) => [JSON.stringify(fact), fact])).values()];
};

interface Freezing {
  readonly deposit: Deposit;
  readonly message: RuledMessage;
  readonly mode: Mode;
  /** Mails frozen before it in this step. */
  readonly before: number;
}

/** The organism's message, and one more for each office copy; an essai goes to the test address and nowhere else. */
const freezeOne = async (world: FreezeWorld, about: Freezing): Promise<Facts | Hold> => {
  const { deposit, message, mode, before } = about;
  const sender = world.senders.get(message.identity);
  if (!sender) return { because: "rules-invalid", details: [`profil ${message.identity}`] };
  const rule = JSON.parse(Buffer.from(await world.store.get(message.ruling)).toString()) as Rule;
  const own = await frozenMail(world, { deposit, message, sender, rule, to: rule.to, before });
  if ("because" in own) return own;
  const facts: Fact[] = [
    ...own.facts,
    {
      ...own.frozen,
      envelope: { from: sender.address, to: recipients(rule, sender, mode) },
      declarations: message.declarations,
      ...(message.expects ? { expects: message.expects } : {}),
      ...(mode === "essai" ? { essai: essaiOf(deposit, rule) } : {}),
      ...(rule.resendsUncertain ? { resends: true } : {}),
      ...timing(world, rule, timesOf(deposit, message)),
    },
  ];
  const offices = mode === "reel" ? (rule.officeCopies ?? []) : [];
  for (const [index, to] of offices.entries()) {
    const copied = { deposit, message, sender, rule, to, before: before + 1 + index };
    const copy = await frozenMail(world, copied);
    if ("because" in copy) return copy;
    const envelope = { from: sender.address, to: [to] };
    facts.push({ ...copy.frozen, envelope, declarations: [], copy: true });
  }
  return facts;
};

/** `copie=oui`: a second recipient in the same transaction is a proof that it left (mail.md §1). */
const recipients = (rule: Rule, sender: Sender, mode: Mode): readonly string[] =>
  rule.copyToSelf && mode === "reel" ? [rule.to, sender.address] : [rule.to];

const essaiOf = (deposit: Deposit, rule: Rule): NonNullable<FactOf<"frozen">["essai"]> => ({
  subject: rule.subject,
  ...(deposit.recognised?.testFlag ? { testFlag: deposit.recognised.testFlag } : {}),
});

const timing = (
  world: Pick<World, "clock">,
  { window }: Rule,
  { deadline }: MailTimes,
): Pick<FactOf<"frozen">, "window" | "notBefore"> => {
  if (!window) return {};
  const now = world.clock.now();
  const opens = inWindow(now, window, deadline);
  return { window, ...(opens > now ? { notBefore: opens } : {}) };
};
