/** A firm of five hundred clients: how long its settings and rules take to load, and a deposit to be ruled. */
import { folderSpool } from "../../../src/adapters/spool/folder-spool.ts";
import { loadSettings } from "../../../src/config/load.ts";
import { limits } from "../../../src/domain/limits.ts";
import { knownAddresses } from "../../../src/domain/wall.ts";
import { RuleBooks } from "../../../src/journey/rule/books.ts";
import { decide } from "../../../src/rules/decide.ts";
import { readRuleSet } from "../../../src/rules/set.ts";
import { firmOf, sharedFiles, siretOf, togetherRules } from "../../support/five-hundred.ts";
import { contribution } from "../../support/samples.ts";
import { alternate, figure } from "../measure.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "rules",
  figure:
    "500 clients, a dossier and a rule file each, with a shared plan of 82 addresses: settings and rules loaded; a deposit of the last client ruled among 500 rules",
  goal: "loaded in ≤ 1 s, a deposit ruled in ≤ 1 ms",
  async run(bench) {
    const clients = bench.quick ? 5 : 500;
    const file = firmOf(clients, bench.folder);
    const deposits = bench.quick ? 10 : 2000;
    const one = lastClient(clients);
    const times = await alternate(bench.rounds, {
      load: async () => {
        const began = performance.now();
        const loaded = loadSettings(file, {});
        if (loaded.is !== "ok") throw new Error(JSON.stringify(loaded.problems));
        const books = new RuleBooks();
        const { dossiers } = loaded.settings;
        // As the agent does at its start: a few folders together.
        for (let at = 0; at < dossiers.length; at += limits.lookParallel)
          await Promise.all(
            dossiers.slice(at, at + limits.lookParallel).map(async (dossier) => {
              const book = await books.look({ ...dossier, spool: folderSpool(dossier) });
              if (book.is !== "right") throw new Error(`${dossier.name}: ${JSON.stringify(book)}`);
            }),
          );
        return performance.now() - began;
      },
      decide: async () => {
        const began = performance.now();
        for (let n = 0; n < deposits; n += 1) one();
        return (performance.now() - began) / deposits;
      },
    });
    const told = { load: Math.round(times.load[0] ?? 0), decide: times.decide[0]?.toFixed(3) };
    bench.tell(`${clients} clients: ${told.load} ms to load, ${told.decide} ms a deposit`);
    return {
      figures: [
        figure(
          { what: "settings and rules loaded", unit: "ms", goal: { atMost: 1000 } },
          times.load,
        ),
        figure({ what: "a deposit ruled", unit: "ms", goal: { atMost: 1 } }, times.decide),
      ],
      notes: ["No peer does this: the goals are times, on the machine named above."],
    };
  },
};

/** The worst case: every rule but the last is asked in vain. Throws when it is not ruled as it should. */
const lastClient = (clients: number): (() => void) => {
  const { set } = readRuleSet({
    root: Buffer.from(togetherRules(clients)),
    companions: new Map(
      Object.entries(sharedFiles()).map(([name, text]) => [name, Buffer.from(text)]),
    ),
  });
  if (!set) throw new Error("the rules are right");
  const known = knownAddresses(set.addresses);
  const declared = { ...contribution("REF1"), siret: siretOf(clients - 1), position: 1, at: 1 };
  return () => {
    const decision = decide(
      set,
      {
        dossier: "tous",
        fileName: "lot.edi",
        mode: "reel",
        format: "ducs-edifact",
        declarations: [declared],
        today: "2026-11-05",
      },
      { identities: [{ name: "cabinet", legacyNames: [] }], known, root: "mapibox.cfg" },
    );
    if (decision.is !== "messages") throw new Error(JSON.stringify(decision));
    if (decision.messages[0]?.from.name !== `client-${String(clients - 1).padStart(3, "0")}`)
      throw new Error("another client's rule");
  };
};
