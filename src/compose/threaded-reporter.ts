/**
 * The reporter in a thread of its own: four files of a report are made and made durable beside the work, and what makes
 * them (templates, PDF) is in memory only while there is something to tell.
 */

import { renderOddity } from "../adapters/reports/statut.ts";
import type { Firm } from "../adapters/reports/told.ts";
import type { Deposit } from "../domain/deposit.ts";
import { limits } from "../domain/limits.ts";
import { CalledThread } from "../foundation/thread-calls.ts";
import type {
  DayForPeople,
  DepositForPeople,
  KeptReport,
  PeriodForPeople,
  Published,
  Reporter,
} from "../ports/reporter.ts";
import type { ReportPlaces } from "./report-folders.ts";

/** What the thread is told once: nothing of the settings but this. */
export interface ReportData {
  readonly organisms: Firm["organisms"];
  readonly reports: Firm["reports"] & ReportPlaces["reports"];
  readonly dossiers: ReportPlaces["dossiers"];
  readonly group?: number;
  readonly version: string;
}

export type ReportCall =
  | { readonly is: "publish" | "paper"; readonly input: DepositForPeople }
  | { readonly is: "day" | "day-paper"; readonly input: DayForPeople }
  | { readonly is: "period"; readonly input: PeriodForPeople }
  | { readonly is: "kept"; readonly deposit: Deposit }
  | { readonly is: "discard"; readonly path: string; readonly dossier: string };

export const threadedReporter = (data: ReportData): Reporter & AsyncDisposable => {
  const thread = new CalledThread({
    program: new URL("./report-thread.ts", import.meta.url),
    data: told(data),
    idleMs: limits.reportsIdleMs,
  });
  const asked = async <T>(call: ReportCall): Promise<T> => (await thread.call(call)) as T;
  return {
    publish: (input) => asked<Published>({ is: "publish", input }),
    paper: (input) => asked<Uint8Array>({ is: "paper", input }),
    dayPaper: (input) => asked<Uint8Array>({ is: "day-paper", input }),
    day: (input) => asked<void>({ is: "day", input }),
    period: (input) => asked<void>({ is: "period", input }),
    kept: (deposit) => asked<readonly KeptReport[]>({ is: "kept", deposit }),
    discard: (path, dossier) => asked<void>({ is: "discard", path, dossier }),
    oddity: renderOddity,
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
};

/** Only what it needs: the settings hold secrets. */
const told = (data: ReportData): ReportData => {
  const { organisms, reports, group, version } = data;
  const { folder, contact } = reports;
  return {
    organisms,
    reports: { folder, ...(contact === undefined ? {} : { contact }) },
    dossiers: data.dossiers.flatMap(({ name, reports: own }) =>
      own === undefined ? [] : [{ name, reports: own }],
    ),
    ...(group === undefined ? {} : { group }),
    version,
  };
};
