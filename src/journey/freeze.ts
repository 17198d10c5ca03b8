/**
 * Ruled → frozen: the mail is composed once. Bytes, Message-ID, Date and envelope never change again,
 * whatever the number of tries.
 */
import type { Deposit } from "../domain/deposit.ts";
import { declarationId, messageId } from "../domain/ids.ts";
import { messageIdHeaderOf } from "../domain/message-id.ts";
import type { Rule } from "../rules/rule.ts";
import type { Facts, World } from "./world.ts";

export const freeze = async (
  world: Pick<World, "dossiers" | "store" | "senders" | "composer" | "clock" | "random" | "agent">,
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
  const date = world.clock.now();
  const messageIdHeader = messageIdHeaderOf({
    message,
    nonce: world.random(8),
    key: world.agent.key,
    address: sender.address,
  });
  const bytes = await world.composer.compose({
    from: { address: sender.address, name: sender.displayName },
    to: rule.to,
    subject: rule.subject,
    note: rule.note,
    attachment: {
      name: deposit.claimed.name,
      bytes: await world.store.get(deposit.claimed.sha256),
    },
    messageIdHeader,
    date,
    agentToken: world.agent.token,
  });
  return [
    {
      is: "frozen",
      deposit: deposit.id,
      message,
      sha256: await world.store.put(bytes),
      size: bytes.length,
      messageIdHeader,
      date,
      envelope: { from: sender.address, to: [rule.to] },
      identity: sender.name,
      declarations: recognised.keys.map((_, index) => declarationId(deposit.id, index + 1)),
    },
  ];
};
