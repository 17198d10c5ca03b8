/** How a report calls the organism that a mail goes to. */
import type { Deposit } from "../../../domain/deposit.ts";
import type { DeclarationId } from "../../../domain/ids.ts";
import type { ReportOrganisms } from "../../../domain/report/deposit.ts";
import { addressOf, type RuledMail, ruledMails } from "../../../domain/ruled-mails.ts";
import type { Told } from "../told.ts";
import { printable } from "./printable.ts";

/** What the firm says of those that a deposit goes to. */
export const organismsOf = (deposit: Deposit, told: Told): ReportOrganisms =>
  new Map(
    ruledMails(deposit).map((mail) => {
      const address = addressOf(mail);
      const [name, contact] = [told.nameOf(address), told.contactOf(address)];
      return [
        address,
        {
          ...(name === address ? {} : { name }),
          ...(contact === undefined ? {} : { contact }),
        },
      ];
    }),
  );

/** Its address when the settings have no name for it. */
export const calledBy = (organisms: ReportOrganisms, mail: Pick<RuledMail, "to">): string =>
  printable(organisms.get(addressOf(mail))?.name ?? mail.to);

/** « de la déclaration 2 », « des déclarations 1, 3 à 5 ». */
export const carriedText = ({ declarations }: Pick<RuledMail, "declarations">): string =>
  `${declarations.length < 2 ? "de la déclaration" : "des déclarations"} ${positionsText(declarations)}`;

/** “declaration 2”, “declarations 1, 3 to 5”. */
export const carriedTextEn = (declarations: readonly DeclarationId[]): string =>
  `${declarations.length < 2 ? "declaration" : "declarations"} ${positionsText(declarations, "to")}`;

/** « la déclaration 2 », « les déclarations 1, 3 à 5 ». */
export const onlyText = (declarations: readonly DeclarationId[]): string =>
  `${declarations.length < 2 ? "la déclaration" : "les déclarations"} ${positionsText(declarations)}`;

/** « 1, 3 à 5 ». */
export const positionsText = (
  declarations: readonly DeclarationId[],
  to: "à" | "to" = "à",
): string => {
  const runs: { readonly from: number; to: number }[] = [];
  for (const position of declarations.map(positionOf).toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && position === last.to + 1) last.to = position;
    else runs.push({ from: position, to: position });
  }
  return runs.map((run) => runText(run, to)).join(", ");
};

const positionOf = (id: DeclarationId): number => Number(id.split(".")[1]);

const runText = (
  { from, to }: { readonly from: number; readonly to: number },
  word: string,
): string => {
  if (from === to) return String(from);
  return to === from + 1 ? `${from}, ${to}` : `${from} ${word} ${to}`;
};
