/** One mail, composed and sealed as its rule asks, kept in the store. It fails closed: a hold, never clear text. */
import type { Deposit } from "../../domain/deposit.ts";
import type { FactOf, Hold } from "../../domain/facts.ts";
import { messageId } from "../../domain/ids.ts";
import { messageIdHeaderOf } from "../../domain/message-id.ts";
import type { RuledMessage } from "../../domain/ruled-message.ts";
import type { Letter } from "../../ports/composer.ts";
import type { Rule } from "../../rules/rule.ts";
import type { Facts, Sender, World } from "../world.ts";
import { sealLetter } from "./seal.ts";

export type FreezeWorld = Pick<
  World,
  | "journal"
  | "dossiers"
  | "store"
  | "senders"
  | "sealers"
  | "composer"
  | "clock"
  | "random"
  | "agent"
>;

interface Mail {
  readonly deposit: Deposit;
  readonly message: RuledMessage;
  readonly sender: Sender;
  readonly rule: Rule;
  readonly to: string;
  /** Mails frozen before it in this step. */
  readonly before: number;
}

export interface FrozenMail {
  /** What its sealing learnt. */
  readonly facts: Facts;
  readonly frozen: Omit<FactOf<"frozen">, "envelope" | "declarations">;
}

export const frozenMail = async (world: FreezeWorld, mail: Mail): Promise<FrozenMail | Hold> => {
  const { deposit, rule, sender } = mail;
  const message = messageId(deposit.id, deposit.messages.length + mail.before + 1);
  const letter = await letterOf(world, mail, message);
  if (rule.sealing !== undefined && letter.more && !sealsAll(world, rule.sealing))
    return { because: "companion-in-clear", details: [`chiffrement=${rule.sealing}`] };
  const sealed =
    rule.sealing === undefined
      ? undefined
      : await sealLetter(world, { deposit, sealer: rule.sealing, letter });
  if (sealed?.is === "held") return sealed.hold;
  const bytes = sealed ? sealed.mail : await world.composer.compose(letter);
  return {
    facts: sealed?.facts ?? [],
    frozen: {
      is: "frozen",
      deposit: deposit.id,
      message,
      sha256: await world.store.put(bytes),
      size: bytes.length,
      messageIdHeader: letter.messageIdHeader,
      date: letter.date,
      identity: sender.name,
      ...(sealed ? { sealed: sealed.sealed } : {}),
    },
  };
};

/** A sealer of the declaration's file alone would leave the other attachments in clear. */
const sealsAll = (world: FreezeWorld, name: string): boolean =>
  world.sealers.get(name)?.takes !== "file";

/** The mail before it is sealed; made once, so that its date and Message-ID are the frozen ones. */
const letterOf = async (
  world: FreezeWorld,
  { deposit, message, rule, sender, to }: Mail,
  id: FactOf<"frozen">["message"],
): Promise<Letter> => {
  const more = [];
  for (const { name, sha256 } of message.attachments ?? [])
    more.push({ name, bytes: await world.store.get(sha256) });
  return {
    from: { address: sender.address, name: sender.displayName },
    to,
    subject: rule.subject,
    note: rule.note,
    attachment: {
      name: deposit.claimed.name,
      bytes: await world.store.get(message.part ?? deposit.claimed.sha256),
    },
    ...(more.length > 0 ? { more } : {}),
    messageIdHeader: messageIdHeaderOf({
      message: id,
      nonce: world.random(8),
      key: world.agent.key,
      address: sender.address,
    }),
    date: world.clock.now(),
    agentToken: world.agent.token,
  };
};
