/** The papers of an account, made from what was gathered: the letter, the summary, the clear copies, all in one or one by one. */
import { accountModel } from "../adapters/reports/account/model.ts";
import { letterAnd, letterPaper, summaryPaper } from "../adapters/reports/account/paper.ts";
import { printable } from "../adapters/reports/model/printable.ts";
import { clearPaper } from "../adapters/reports/paper/clear.ts";
import type { Block, Paper } from "../adapters/reports/paper/paper.ts";
import { type AccountForm } from "../domain/account/forms.ts";
import type { AccountDeposit } from "../domain/account/scope.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { EvidenceFile } from "../domain/evidence.ts";
import { purgedHashes } from "../domain/removal/purge.ts";
import { withoutNir } from "../domain/without-nir.ts";
import { accountPieces } from "../journey/account/pieces.ts";
import type { AccountWorld } from "../journey/account.ts";
import { clearCopy } from "../journey/clear-copy.ts";
import type { World } from "../journey/world.ts";
import type { ClearDeclaration } from "../ports/examination.ts";

export interface Making {
  readonly reader: AccountWorld;
  readonly formats: World["formats"];
  readonly input: Parameters<typeof accountModel>[0];
  readonly paragraphs: readonly string[];
  readonly forms: readonly AccountForm[];
  readonly agent: string;
}

/** One document to print. */
export const accountDocument = async (making: Making): Promise<Paper> => {
  const { input, paragraphs, forms, agent } = making;
  const model = accountModel(input);
  const copies = forms.includes("declarations") ? await clearCopies(making) : [];
  const summary = summaryPaper(model, {
    at: input.now,
    agent,
    more: [
      ...(forms.includes("ar") ? await receiptBlocks(making) : []),
      ...copies.flatMap(({ paper, id }): readonly Block[] => [
        { is: "heading", level: 1, text: `Copie en clair du dépôt ${id}`, listed: true },
        ...paper.blocks.filter((b) => b.is !== "contents"),
      ]),
    ],
  });
  if (!forms.includes("lettre")) return summary;
  return letterAnd(letterPaper(model, { paragraphs, at: input.now, agent }), summary);
};

/** The same as files: the papers, the pieces byte for byte, and the hash of each. */
export const accountFiles = async (
  making: Making,
  asPdf: (paper: Paper) => Promise<Uint8Array>,
): Promise<readonly EvidenceFile[]> => {
  const { input, paragraphs, forms, agent, reader } = making;
  const model = accountModel(input);
  const files: EvidenceFile[] = [];
  if (forms.includes("lettre")) {
    const letter = letterPaper(model, { paragraphs, at: input.now, agent });
    files.push({ path: "lettre.pdf", bytes: await asPdf(letter) });
  }
  const summary = summaryPaper(model, { at: input.now, agent });
  files.push({ path: "recapitulatif.pdf", bytes: await asPdf(summary) });
  if (forms.includes("declarations"))
    for (const { paper, id } of await clearCopies(making))
      files.push({ path: `copies/${id}.pdf`, bytes: await asPdf(paper) });
  const wanted = (path: string): boolean =>
    path.startsWith("declarations/") ? forms.includes("declarations") : forms.includes("ar");
  const pieces = await accountPieces(reader, input.found);
  return [...files, ...pieces.filter(({ path }) => wanted(path))];
};

interface Copy {
  readonly id: string;
  readonly paper: Paper;
}

/** Of the client's own declarations, wherever each can be cut out. */
const clearCopies = async ({ input, reader, formats, agent }: Making): Promise<readonly Copy[]> => {
  const copies: Copy[] = [];
  for (const one of input.found) {
    const { claimed, id } = one.deposit;
    if (claimed.kept === false || purgedHashes(one.deposit).has(claimed.sha256)) continue;
    const whole = clearCopy(await reader.store.get(claimed.sha256), formats) ?? [];
    const own = ownCopies(one, whole);
    if (own.length > 0) copies.push({ id, paper: clearPaper(unnamed(one), own, agent) });
  }
  return copies;
};

/** A shared file's name, or its dossier's, may be another client's. */
const unnamed = ({ deposit, whole }: AccountDeposit): Deposit =>
  whole
    ? deposit
    : {
        ...deposit,
        claimed: { ...deposit.claimed, name: "fichier de plusieurs employeurs", dossier: "commun" },
      };

const ownCopies = (
  { deposit, declarations, whole }: AccountDeposit,
  copies: readonly ClearDeclaration[],
): readonly ClearDeclaration[] => {
  if (whole) return copies;
  // Which copy is whose is certain only when each declaration has its own.
  const pages = copies.filter((c) => c.position !== undefined);
  if (pages.length !== deposit.declarations.length) return [];
  const own = new Set<number | undefined>(declarations.map((d) => d.position));
  return pages.filter((c) => own.has(c.position));
};

/** The acknowledgements' own words. */
const receiptBlocks = async ({ input, reader }: Making): Promise<readonly Block[]> => {
  const blocks: Block[] = [];
  const told = new Set<string>();
  for (const { deposit, receipts } of input.found)
    for (const r of deposit.receipts) {
      if (!receipts.includes(r.receipt) || told.has(r.receipt) || r.text === undefined) continue;
      if (purgedHashes(deposit).has(r.text)) continue;
      told.add(r.receipt);
      const text = Buffer.from(await reader.store.get(r.text)).toString("utf8");
      const lines = text.split(/\r?\n/u).filter((line) => line.trim() !== "");
      blocks.push(
        { is: "heading", level: 1, text: `Accusé ${r.receipt} (${deposit.id})`, listed: true },
        { is: "list", items: lines.map(shown) },
      );
    }
  return blocks;
};

const shown = (line: string): string => withoutNir(printable(line));
