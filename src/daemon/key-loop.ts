/**
 * Tells that a key or certificate ends, 60, 30 and 7 days before and when it is there: each once per stage, whatever restarts, and
 * all that are found together in one fact. A key that was replaced is over by itself.
 */
import { type ExpiryStage, expiryCode, expiryStage, type HeldKey } from "../domain/key-expiry.ts";
import { limits } from "../domain/limits.ts";
import { parisDay } from "../domain/paris-time.ts";
import { agentFacts } from "../journey/agent-facts.ts";
import type { World } from "../journey/world.ts";
import type { KeyFiles } from "../ports/key-files.ts";
import type { Problems } from "./problems.ts";

export interface KeyLoopParts {
  readonly world: Pick<World, "journal" | "clock">;
  readonly problems: Problems;
  readonly keys: KeyFiles;
  /** Something was told to people: whoever notifies may look. */
  readonly told: () => void;
}

export const keyLoop = async (parts: KeyLoopParts, signal: AbortSignal): Promise<void> => {
  while (!signal.aborted) {
    await keyRound(parts);
    await parts.world.clock.wait(limits.keyLookMs, signal);
  }
};

interface Ending {
  readonly key: HeldKey;
  readonly expires: number;
  readonly stage: ExpiryStage;
}

export const keyRound = async ({ world, problems, keys, told }: KeyLoopParts): Promise<void> => {
  const now = world.clock.now();
  const found = await keys.look(now);
  const ending = found.keys.flatMap((key): readonly Ending[] => {
    const stage = expiryStage(key.expires, now);
    return stage === undefined || key.expires === undefined
      ? []
      : [{ key, stage, expires: key.expires }];
  });
  showNow(problems, ending);
  const known = await agentFacts(world.journal, "key-expiring");
  const isTold = ({ key, stage, expires }: Ending): boolean =>
    known.some(
      (fact) =>
        fact.stage <= stage &&
        fact.keys.some((k) => k.fingerprint === key.fingerprint && k.expires === expires),
    );
  const news = Map.groupBy(
    ending.filter((one) => !isTold(one)),
    (one) => one.stage,
  );
  if (news.size === 0) return;
  await world.journal.transact(async (t) => {
    for (const [stage, list] of news)
      await t.append({
        is: "key-expiring",
        stage,
        keys: list.map(({ key: { use, file, fingerprint }, expires }) => ({
          use,
          file,
          fingerprint,
          expires,
        })),
      });
  });
  told();
};

const codes = ["key-expiring", "key-expiring-soon", "key-expired"] as const;

const showNow = (problems: Problems, ending: readonly Ending[]): void => {
  const wrong = ending.map(({ key, stage, expires }) => ({
    code: expiryCode(stage),
    about: `${key.use} ${key.file}`,
    said: `${parisDay(expires)}, ${key.fingerprint}`,
  }));
  for (const code of codes)
    problems.keepOnly("", new Set(wrong.flatMap((w) => (w.code === code ? [w.about] : []))), code);
  for (const { code, about, said } of wrong) problems.raise(code, about, said);
};
