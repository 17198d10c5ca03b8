/** The papers of one deposit, made when they are asked for: its report, the client's statement, what to declare it with otherwise. */
import type { Deposit } from "../../domain/deposit.ts";
import { kitFor } from "../../journey/report/kit.ts";
import { statementFor } from "../../journey/report/statement.ts";
import type { DepositForPeople } from "../../ports/reporter.ts";
import type { Visit } from "../visit/visit.ts";
import type { Document, PageWorld } from "../world.ts";
import { byHandWords } from "./by-hand-words.ts";

export type PaperAsked =
  | { readonly is: "paper"; readonly document: Document; readonly pdfName: string }
  /** Why it cannot be made. */
  | { readonly is: "none"; readonly because: string }
  | { readonly is: "unknown" };

/** `report.html`, `statement.pdf`, `kit.txt`: the part before the dot. */
export const paperAsked = async (
  page: PageWorld,
  visit: Visit,
  about: { readonly deposit: Deposit; readonly input: () => Promise<DepositForPeople> },
): Promise<PaperAsked> => {
  const { deposit } = about;
  const w = byHandWords[visit.language];
  const at = page.world.clock.now();
  switch ((visit.params["report"] ?? "").split(".")[0]) {
    case "report": {
      const document = page.papers.deposit(await about.input());
      return { is: "paper", document, pdfName: `${deposit.id}.pdf` };
    }
    case "statement": {
      const asked = await statementFor(page.world, { deposit, at });
      if (!asked) return { is: "none", because: w.wrong.noContent };
      const document = page.papers.statement(asked);
      return { is: "paper", document, pdfName: `${deposit.id}-etat.pdf` };
    }
    case "kit": {
      const found = await kitFor(page.world, deposit);
      if (found.is === "none") return { is: "none", because: w.noKit[found.because] };
      const document = page.papers.kit(deposit, found, at);
      return { is: "paper", document, pdfName: `${deposit.id}-autrement.pdf` };
    }
    default:
      return { is: "unknown" };
  }
};
