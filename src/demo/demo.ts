/**
 * The demonstration: an organism, a scratch folder, the real daemon as its own process, and a payroll
 * program that drops real input. Ends by itself; says whether every expectation held.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Deposit } from "../domain/deposit.ts";
import { startOrganism } from "../organism/organism.ts";
import type { JournalReader } from "../ports/journal.ts";
import { changes } from "./changes.ts";
import { startDaemon } from "./daemon-process.ts";
import { type Drop, drops } from "./input.ts";
import { type Expectation, holds, isOver, judge } from "./judge.ts";
import { play, until } from "./play.ts";
import { makeSandbox, type Sandbox } from "./sandbox.ts";
import { type DemoLanguage, demoWords } from "./words.ts";

export const client = { address: "paie@employeur.test", password: "demonstration" } as const;
export const organismDomain = "organisme.test";
/** The name of the client's own mail server, as it writes it in Authentication-Results. */
export const demoAuthservId = "mx.fournisseur.test";

/** The whole demonstration, without the first installation: mail needs some, halves need two. */
const demoMsMax = 55_000;

export interface Stage {
  /** Opens the journal of these settings, once the daemon has made it. */
  readonly openJournal: (settings: string) => (JournalReader & AsyncDisposable) | undefined;
  readonly tell: (line: string) => void;
  readonly language: DemoLanguage;
  /** Whoever watches wants it to end. */
  readonly signal: AbortSignal;
}

export interface Played extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly deposits: readonly Deposit[];
  readonly expectations: readonly Expectation[];
  readonly held: boolean;
  readonly ports: { readonly smtp: number; readonly imap: number };
}

/** Undefined when it was asked to end before it was over: nothing of it runs any more. */
export const playDemo = async (stage: Stage): Promise<Played | undefined> => {
  const w = demoWords[stage.language];
  await using opened = new AsyncDisposableStack();
  const organism = opened.use(await startDemoOrganism());
  const folder = mkdtempSync(join(tmpdir(), "facteur-demo-"));
  const sandbox = sandboxFor(folder, organism);
  stage.tell(w.organism(organism.smtpPort, organism.imapPort));
  stage.tell(w.sandbox(folder));
  const daemon = opened.use(startDaemon(sandbox.settings));
  // Asked to stop, it finishes its dialogues; killed only when that fails.
  opened.defer(async () => void (await daemon.stop()));
  stage.tell(w.agent(daemon.pid));
  const signal = AbortSignal.any([AbortSignal.timeout(demoMsMax), stage.signal]);
  const deposits = await watchUntilOver({ stage, sandbox, signal, alive: daemon.alive });
  if (stage.signal.aborted) return undefined;
  const expectations = judge(deposits, organism.deliveries());
  const kept = opened.move();
  return {
    sandbox,
    deposits,
    expectations,
    held: holds(expectations),
    ports: { smtp: organism.smtpPort, imap: organism.imapPort },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
};

export const startDemoOrganism = () =>
  startOrganism({
    domain: organismDomain,
    clientDomain: "employeur.test",
    authservId: demoAuthservId,
    users: [client],
  });

export const sandboxFor = (
  folder: string,
  organism: Awaited<ReturnType<typeof startDemoOrganism>>,
): Sandbox =>
  makeSandbox({
    folder,
    smtpPort: organism.smtpPort,
    imapPort: organism.imapPort,
    authservId: demoAuthservId,
    domain: organismDomain,
    client,
  });

/** Drops everything and tells each change, until nothing more is awaited or time is over. */
const watchUntilOver = async (about: {
  readonly stage: Stage;
  readonly sandbox: Sandbox;
  readonly signal: AbortSignal;
  readonly alive: () => boolean;
}): Promise<readonly Deposit[]> => {
  const { stage, sandbox, signal } = about;
  let deposits: readonly Deposit[] = [];
  const w = demoWords[stage.language];
  const tell = ({ dossier, is, name }: Drop): void =>
    stage.tell(w.drops(dossier, w.dropped[is](name)));
  const played = play({ sandbox, drops: drops(Date.now()), tell, signal }).catch(() => undefined);
  const teller = changes(stage.tell, stage.language);
  try {
    await until(async () => {
      await using journal = stage.openJournal(sandbox.settings);
      deposits = ((await journal?.find({ by: "recent" }, 100)) ?? []).toReversed();
      teller(deposits);
      return isOver(deposits) || !about.alive();
    }, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
    if (!stage.signal.aborted) stage.tell(w.timeOver);
  }
  await played;
  return deposits;
};
