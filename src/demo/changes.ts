/** Tells each change of each deposit once, as it happens. */
import type { Deposit } from "../domain/deposit.ts";
import { situation } from "../domain/rollup.ts";
import { situationText } from "../domain/situations.ts";
import { type DemoLanguage, demoWords } from "./words.ts";

export const changes = (
  tell: (line: string) => void,
  language: DemoLanguage,
): ((deposits: readonly Deposit[]) => void) => {
  const w = demoWords[language];
  const told = new Map<string, string>();
  return (deposits) => {
    for (const deposit of deposits) {
      const { title } = situationText(situation(deposit), language);
      const receipts = deposit.receipts.length;
      const now = `${title} (${receipts})`;
      if (told.get(deposit.id) === now) continue;
      told.set(deposit.id, now);
      const what = `${deposit.id.padEnd(4)}${deposit.claimed.dossier}/${deposit.claimed.name}`;
      tell(w.changed(what, `${title}${receipts > 0 ? w.answers(receipts) : ""}`));
    }
  };
};
