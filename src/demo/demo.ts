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
import { drops } from "./input.ts";
import { type Expectation, holds, isOver, judge } from "./judge.ts";
import { play, until } from "./play.ts";
import { makeSandbox, type Sandbox } from "./sandbox.ts";

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
}

export interface Played extends AsyncDisposable {
  readonly sandbox: Sandbox;
  readonly deposits: readonly Deposit[];
  readonly expectations: readonly Expectation[];
  readonly held: boolean;
  readonly ports: { readonly smtp: number; readonly imap: number };
}

export const playDemo = async (stage: Stage): Promise<Played> => {
  await using opened = new AsyncDisposableStack();
  const organism = opened.use(await startDemoOrganism());
  const folder = mkdtempSync(join(tmpdir(), "facteur-demo-"));
  const sandbox = sandboxFor(folder, organism);
  stage.tell(`organisme simulé : SMTP ${organism.smtpPort}, IMAP ${organism.imapPort} (127.0.0.1)`);
  stage.tell(`bac à sable      : ${folder}`);
  const daemon = opened.use(startDaemon(sandbox.settings));
  stage.tell(`agent            : facteur run, processus ${daemon.pid}`);
  const signal = AbortSignal.timeout(demoMsMax);
  const deposits = await watchUntilOver({ stage, sandbox, signal, alive: daemon.alive });
  const expectations = judge(deposits, organism.deliveries());
  const kept = opened.move();
  return {
    sandbox,
    deposits,
    expectations,
    held: holds(expectations),
    ports: { smtp: organism.smtpPort, imap: organism.imapPort },
    [Symbol.asyncDispose]: async () => {
      await daemon.stop();
      await kept.disposeAsync();
    },
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
  const played = play({ sandbox, drops: drops(Date.now()), tell: stage.tell, signal }).catch(
    () => undefined,
  );
  const teller = changes(stage.tell);
  try {
    await until(async () => {
      await using journal = stage.openJournal(sandbox.settings);
      deposits = ((await journal?.find({ by: "recent" }, 100)) ?? []).toReversed();
      teller(deposits);
      return isOver(deposits) || !about.alive();
    }, signal);
  } catch (cause) {
    if (!signal.aborted) throw cause;
    stage.tell("le temps est écoulé : voici où les choses en sont");
  }
  await played;
  return deposits;
};
