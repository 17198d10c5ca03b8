/** Where reports go, relative to the reports folder, with `/`: safe names on every file system. */
import type { Deposit } from "../../domain/deposit.ts";
import { parisMonth } from "../../domain/paris-time.ts";
import { sha256 } from "../../foundation/bytes.ts";

/**
 * `2026-11/D12_cirso_dpae.txt`: the renderers' endings (`.txt`, `.html`, `.json`) come after. The deposit's
 * id makes it unique, so shortening the names loses nothing.
 */
export const reportPaths = (deposit: Deposit): { readonly base: string } => {
  const { at, dossier, name } = deposit.claimed;
  return { base: `${parisMonth(at)}/${deposit.id}_${safe(dossier)}_${safe(name)}` };
};

/** `2026-11/jour-2026-11-21`, beside the month's reports; and one of each dossier. */
export const dayPaths = (day: string, dossier?: string): { readonly base: string } => ({
  base: `${day.slice(0, 7)}/jour-${day}${ofDossier(dossier)}`,
});

/** `periodes/2026-T4`, and one of each dossier. */
export const periodPaths = (period: string, dossier?: string): { readonly base: string } => ({
  base: `periodes/${period}${ofDossier(dossier)}`,
});

/** « Café » and « Cafe » are two clients: a name that had to be changed is told apart by its hash. */
const ofDossier = (dossier: string | undefined): string => {
  if (dossier === undefined) return "";
  const name = safe(dossier);
  return name === dossier ? `_${name}` : `_${name}-${sha256(Buffer.from(dossier)).slice(0, 8)}`;
};

/** ASCII letters, digits, `.`, `-` and `_`; at most 60 characters; no dot at the end (Windows). */
const safe = (text: string): string =>
  text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9._-]+/gu, "_")
    .replace(/\.{2,}/gu, ".")
    .slice(0, 60)
    .replace(/\.+$/u, "") || "_";
