/** Tells each change of each deposit once, as it happens. */
import type { Deposit } from "../domain/deposit.ts";
import { situation } from "../domain/rollup.ts";
import { situationText } from "../domain/situations.ts";

export const changes = (tell: (line: string) => void): ((deposits: readonly Deposit[]) => void) => {
  const told = new Map<string, string>();
  return (deposits) => {
    for (const deposit of deposits) {
      const { title } = situationText(situation(deposit), "fr");
      const receipts = deposit.receipts.length;
      const now = `${title} (${receipts})`;
      if (told.get(deposit.id) === now) continue;
      told.set(deposit.id, now);
      const ars = receipts > 0 ? `, ${receipts} réponse(s) reçue(s)` : "";
      tell(
        `${deposit.id.padEnd(4)}${deposit.claimed.dossier}/${deposit.claimed.name} : ${title}${ars}`,
      );
    }
  };
};
