/**
 * What a portal sends back for a flat DPAE (seed 001): ADS, the notice of deposit; ACS, the portal's own answer; ARS, the
 * organism's, through the portal. The two `avis.xml` have the fields that formats.md §7 names; how they are arranged in real
 * ones is not told, so this arrangement is the demonstration's own, as is the ADS's text.
 */
import { linesOf } from "../formats/lines.ts";
import { refuses, type Verdicts } from "./behaviours.ts";
import type { Outgoing } from "./compose.ts";

type Content = Pick<Outgoing, "subject" | "text" | "attachment"> & { readonly what: string };

export const portalMails = (of: {
  readonly bytes: Uint8Array;
  readonly number: number;
  readonly at: number;
  readonly verdicts: Verdicts;
}): readonly Content[] => {
  const { number, at } = of;
  const sirets = siretsOf(of.bytes);
  const avis = (root: string, date: string, value: (index: number) => string): Uint8Array =>
    Buffer.from(
      [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<${root}>`,
        `<numeroAds>DEMO${String(number).padStart(8, "0")}</numeroAds>`,
        `<${date}>${new Date(at).toISOString().slice(0, 19)}</${date}>`,
        `<nbDecl>${sirets.length}</nbDecl>`,
        "<msgLibre></msgLibre>",
        ...sirets.map((siret, index) => {
          const fields = `<siret>${siret}</siret><typeDeclaration>DUE</typeDeclaration>`;
          return `<declaration>${fields}<etat>${value(index)}</etat></declaration>`;
        }),
        `</${root}>`,
      ].join("\n"),
    );
  const answer = (index: number): string =>
    refuses(of.verdicts, index + 1) ? "refusees" : "acceptée";
  const notice = (what: "ACS" | "ARS", bytes: Uint8Array): Content => ({
    what: what.toLowerCase(),
    subject: `${what} : Message N° ${number}`,
    text: "Veuillez trouver ci-joint votre avis.\r\n",
    attachment: { name: "avis.xml", bytes },
  });
  return [
    {
      what: "ads",
      subject: `ADS : Message N° ${number}`,
      text: `Votre dépôt DEMO${String(number).padStart(8, "0")} a été pris en compte.\r\n`,
    },
    notice(
      "ACS",
      avis("avisConformiteSigne", "dateAcs", () => "acceptée"),
    ),
    notice("ARS", avis("avisReceptionSigne", "dateArs", answer)),
  ];
};

/** Columns 137-150 of each record (formats.md §1). */
const siretsOf = (bytes: Uint8Array): readonly string[] => {
  const sirets: string[] = [];
  for (const { start, end } of linesOf(bytes))
    if (end - start > 150)
      sirets.push(Buffer.from(bytes.subarray(start + 136, start + 150)).toString("latin1"));
  return sirets;
};
