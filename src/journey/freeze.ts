/**
 * Ruled → frozen: the mail is composed once. Bytes, Message-ID, Date and envelope never change again,
 * whatever the number of tries.
 */
import type { Deposit } from "../domain/deposit.ts";
import { declarationId, type MessageId, messageId } from "../domain/ids.ts";
import { messageIdHeaderOf } from "../domain/message-id.ts";
import type { Letter } from "../ports/composer.ts";
import type { Rule } from "../rules/rule.ts";
import { sealLetter } from "./freeze/seal.ts";
import type { Facts, Sender, World } from "./world.ts";

export const freeze = async (
  world: Pick<
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
  >,
  deposit: Deposit,
): Promise<Facts> => {
  const { ruled, recognised } = deposit;
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  if (dossier && dossier.mode !== "reel") return [{ is: "simulated", deposit: deposit.id }];
  const sender = ruled && world.senders.get(ruled.identity);
  if (!ruled || !recognised) throw new Error(`${deposit.id} is frozen before it is ruled`);
  if (!sender)
    return [
      {
        is: "held",
        deposit: deposit.id,
        because: "rules-invalid",
        details: [`profil ${ruled.identity}`],
      },
    ];
  const rule = JSON.parse(Buffer.from(await world.store.get(ruled.ruling)).toString()) as Rule;
  const message = messageId(deposit.id, deposit.messages.length + 1);
  const letter = await letterOf(world, { deposit, rule, sender, message });
  const sealed =
    rule.sealing === undefined
      ? undefined
      : await sealLetter(world, { deposit, sealer: rule.sealing, letter });
  if (sealed?.is === "held") return [{ is: "held", deposit: deposit.id, ...sealed.hold }];
  const bytes = sealed ? sealed.mail : await world.composer.compose(letter);
  return [
    ...(sealed?.facts ?? []),
    {
      is: "frozen",
      deposit: deposit.id,
      message,
      sha256: await world.store.put(bytes),
      size: bytes.length,
      messageIdHeader: letter.messageIdHeader,
      date: letter.date,
      envelope: { from: sender.address, to: [rule.to] },
      identity: sender.name,
      declarations: recognised.keys.map((_, index) => declarationId(deposit.id, index + 1)),
      ...(sealed ? { sealed: sealed.sealed } : {}),
    },
  ];
};

/** The mail before it is sealed; made once, so that its date and Message-ID are the frozen ones. */
const letterOf = async (
  world: Pick<World, "store" | "clock" | "random" | "agent">,
  about: {
    readonly deposit: Deposit;
    readonly rule: Rule;
    readonly sender: Sender;
    readonly message: MessageId;
  },
): Promise<Letter> => {
  const { deposit, rule, sender, message } = about;
  return {
    from: { address: sender.address, name: sender.displayName },
    to: rule.to,
    subject: rule.subject,
    note: rule.note,
    attachment: {
      name: deposit.claimed.name,
      bytes: await world.store.get(deposit.claimed.sha256),
    },
    messageIdHeader: messageIdHeaderOf({
      message,
      nonce: world.random(8),
      key: world.agent.key,
      address: sender.address,
    }),
    date: world.clock.now(),
    agentToken: world.agent.token,
  };
};
