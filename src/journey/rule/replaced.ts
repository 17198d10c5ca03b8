/**
 * A mail that waits and whose declarations a later file replaces: the last one counts, so it must not leave after it. Its replacement
 * goes in its place; where only a part of it is replaced, or its replacement did not leave, a person decides.
 */
import { type Deposit, endedUnsent } from "../../domain/deposit.ts";
import type { FactOf } from "../../domain/facts.ts";
import type { DepositId } from "../../domain/ids.ts";
import { declares, type Message } from "../../domain/message.ts";
import type { JournalReader } from "../../ports/journal.ts";

type Ordered = FactOf<"ordered">;

/** What the agent orders about it instead of sending; undefined when nothing replaces it. */
export const replacedOrder = async (
  journal: Pick<JournalReader, "deposit">,
  deposit: Deposit,
  message: Message,
): Promise<Pick<Ordered, "order" | "message" | "reason"> | undefined> => {
  if (!declares(message)) return undefined;
  const { declarations } = message.frozen;
  const over = deposit.superseded.filter((s) =>
    s.declarations.some((d) => declarations.includes(d)),
  );
  const last = over.at(-1);
  if (!last) return undefined;
  if (!(await goes(journal, last.by))) {
    const reason = `${last.by} devait remplacer ce dépôt et n'est pas parti : libérez celui-ci s'il doit partir tout de même, ou annulez-le`;
    return { order: "hold", reason };
  }
  const gone = new Set(over.flatMap((s) => s.declarations));
  return declarations.every((d) => gone.has(d))
    ? {
        order: "cancel",
        // Of a file that left cut, the other mails go; else the offices' copies have nothing to copy any more.
        ...(deposit.messages.filter(declares).length > 1 ? { message: message.id } : {}),
        reason: `remplacé par ${last.by} avant d'être parti`,
      }
    : {
        order: "hold",
        reason: `${last.by} remplace une partie de ce dépôt : libérez-le si le reste doit partir, ou annulez-le et redéposez le reste`,
      };
};

const goes = async (journal: Pick<JournalReader, "deposit">, by: DepositId): Promise<boolean> => {
  const other = await journal.deposit(by);
  return other !== undefined && !endedUnsent(other);
};
