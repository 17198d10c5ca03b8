/** One way of telling people; what it is told names nobody (domain/notices.ts). */
import type { Notice } from "../domain/notices.ts";

export interface Notifier {
  /** Its name in the journal; never changes while its settings stay. */
  readonly channel: string;
  /** The only dossiers it hears of; absent: of all but those that have their own. */
  readonly dossiers?: readonly string[];
  /** Dossiers that others hear of instead. */
  readonly not?: readonly string[];
  notify(notice: Notice, signal: AbortSignal): Promise<Notified>;
}

export type Notified = { readonly is: "told" } | { readonly is: "failed"; readonly said: string };
