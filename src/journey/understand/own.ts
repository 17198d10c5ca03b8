/** Whether a mail is our own, come back: through a copy, a list, or a report put into the mailbox (mail.md F73). */
import { ownDepositNumber } from "../../domain/message-id.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";

/** What shows it; undefined for everybody else's mail. */
export const isOwn = (
  world: Pick<World, "agent" | "senders">,
  mail: ReadMail,
): string | undefined => {
  if (mail.headers.get("x-facteur-agent")?.includes(world.agent.token)) return "x-facteur-agent";
  const from = mail.from.toLowerCase();
  const ours = [...world.senders.values()].some((s) => s.address.toLowerCase() === from);
  return ours && ownDepositNumber(world.agent.key, mail.messageId) !== undefined
    ? "message-id"
    : undefined;
};
