/** F08 F32: one dossier's share answers with errors when the agent starts: the others are served, and it is once it is well. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { FolderFault } from "../../src/ports/spool-faults.ts";
import { memorySpool } from "../support/memory-spool.ts";
import { dpae } from "../support/samples.ts";
import { smallDaemon } from "../support/small-daemon.ts";
import { rules, smallWorld } from "../support/small-world.ts";

for (const [code, told] of [
  ["EIO", "disk-failing cirso"],
  ["ESTALE", "folder-missing cirso"],
  ["ENOSPC", "folder-full cirso"],
] as const)
  test(`F08 a dossier whose share answers ${code} at start keeps no other one waiting`, async (t) => {
    const world = smallWorld(t);
    let fails = true;
    const refusing = async <T>(work: () => Promise<T>): Promise<T> => {
      const cause = Object.assign(new Error(`${code}: lstat`), { code });
      if (!fails) return work();
      throw code === "ESTALE" ? new FolderFault("folder-missing", cause.message) : cause;
    };
    const { spool } = world;
    const near = memorySpool({ ignore: [] });
    near.drop("mapibox.cfg", rules());
    near.drop("pres.txt", dpae("INVENTE"));
    spool.drop("loin.txt", dpae("FICTIVE"));
    const far = {
      ...world.dossier,
      spool: {
        ...spool,
        names: () => refusing(spool.names),
        rules: (name: string) => refusing(() => spool.rules(name)),
        own: (...args: Parameters<typeof spool.own>) => refusing(() => spool.own(...args)),
      },
    };
    const dossiers = new Map([
      ["cirso", far],
      ["pres", { ...world.dossier, name: "pres", spool: near }],
    ]);
    const small = smallDaemon(t, { ...world, dossiers });
    const problems = () => small.daemon.problems.list().map((p) => `${p.code} ${p.about}`);
    await small.until("the other's is sent", () => world.courier.dots() === 1);
    assert.ok(problems().includes(told), problems().join(", "));
    fails = false;
    await small.until("its own is sent", () => world.courier.dots() === 2);
    await small.until("nothing is wrong any more", () => problems().length === 0);
  });
