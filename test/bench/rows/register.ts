/** The register of a firm: its tables imported, and what one deposit costs that asks it. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { sqliteJournal } from "../../../src/adapters/journal/sqlite-journal.ts";
import { fileStore } from "../../../src/adapters/store/file-store.ts";
import { systemClock } from "../../../src/adapters/system/system-clock.ts";
import { employerHash } from "../../../src/domain/register/entry.ts";
import { changeRegister, contentBytes, proposal, standing } from "../../../src/journey/register.ts";
import { bring } from "../../../src/journey/register-tables.ts";
import { employerSiret, registerFirm } from "../../support/register-firm.ts";
import { alternate, figure } from "../measure.ts";
import type { Row } from "../row.ts";

export const row: Row = {
  name: "register",
  figure:
    "a firm's register as CSV, 500 employers at 4 organisms with numbers, adhesions, accounts and mandates (7,004 rows): imported into a new agent; what a deposit asks of it, one employer after the other",
  goal: "imported in ≤ 5 s, ≤ 1 ms a deposit",
  async run(bench) {
    const employers = bench.quick ? 5 : 500;
    const asked = bench.quick ? 5 : 2000;
    const key = Buffer.alloc(32, 7);
    const files = Object.entries(registerFirm(employers));
    const tables = files.map(([file, text]) => ({ file, bytes: Buffer.from(text) }));
    const opened = (round: number) => {
      const data = join(bench.folder, String(round));
      mkdirSync(data, { recursive: true });
      const journal = sqliteJournal({ file: join(data, "journal.db"), clock: systemClock() });
      return { journal, store: fileStore({ data }), agent: { key } };
    };
    const times = await alternate(bench.rounds, {
      import: async (round) => {
        const began = performance.now();
        const world = opened(round);
        await using journal = world.journal;
        const standingNow = await standing({ ...world, journal });
        const findScan = async () => ({ wrong: { fr: "", en: "" } });
        const brought = await bring({ tables, standing: standingNow, findScan });
        const [problem] = brought.problems;
        if (problem) throw new Error(JSON.stringify(problem));
        const content = await world.store.put(contentBytes(proposal(standingNow, brought)));
        const answer = await changeRegister(world, { content, by: "bench", reason: "" });
        if (answer.is !== "done") throw new Error(JSON.stringify(answer));
        return performance.now() - began;
      },
    });
    const world = opened(0);
    await using journal = world.journal;
    const looks: number[] = [];
    for (let round = 0; round < bench.rounds; round += 1) {
      const began = performance.now();
      for (let n = 0; n < asked; n += 1) {
        const employer = employerHash(key, employerSiret(n % employers));
        const own = await standing({ ...world, journal }, { by: "employer", employer });
        const organisms = await standing({ ...world, journal }, { by: "all", table: "organismes" });
        if (own.length !== 14 || organisms.length !== 4) throw new Error("rows are missing");
      }
      looks.push((performance.now() - began) / asked);
    }
    bench.tell(`${employers} employers: ${Math.round(times.import[0] ?? 0)} ms, ${looks[0]} ms`);
    return {
      figures: [
        figure({ what: "imported", unit: "ms", goal: { atMost: 5000 } }, times.import),
        figure({ what: "asked by a deposit", unit: "ms", goal: { atMost: 1 } }, looks),
      ],
      notes: ["No peer does this: the goals are times, on the machine named above."],
    };
  },
};
