/** How a report calls the organism that a mail goes to. */
import type { DeclarationId } from "../../../domain/ids.ts";
import type { ReportOrganisms } from "../../../domain/report-model.ts";
import { addressOf, type RuledMail } from "../../../domain/ruled-mails.ts";
import { printable } from "./printable.ts";

/** Its address when the settings have no name for it. */
export const calledBy = (organisms: ReportOrganisms, mail: Pick<RuledMail, "to">): string =>
  printable(organisms.get(addressOf(mail))?.name ?? mail.to);

/** « de la déclaration 2 », « des déclarations 1, 3 à 5 ». */
export const carriedText = (mail: Pick<RuledMail, "declarations">): string => {
  const positions = positionsText(mail.declarations);
  return mail.declarations.length < 2
    ? `de la déclaration ${positions}`
    : `des déclarations ${positions}`;
};

/** « 1, 3 à 5 ». */
export const positionsText = (declarations: readonly DeclarationId[]): string => {
  const runs: { readonly from: number; to: number }[] = [];
  for (const position of declarations.map(positionOf).toSorted((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && position === last.to + 1) last.to = position;
    else runs.push({ from: position, to: position });
  }
  return runs.map(runText).join(", ");
};

const positionOf = (id: DeclarationId): number => Number(id.split(".")[1]);

const runText = ({ from, to }: { readonly from: number; readonly to: number }): string => {
  if (from === to) return String(from);
  return to === from + 1 ? `${from}, ${to}` : `${from} à ${to}`;
};
