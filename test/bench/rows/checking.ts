/** Declaration files read and checked: a flat DPAE of 100 MB and of 1 GB as a person validates it, EDIFACT beside a parser. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { Parser } from "edifact";
import { ducsEdifact } from "../../../src/formats/ducs-edifact/ducs-edifact.ts";
import { readWhole } from "../../../src/formats/read-whole.ts";
import { writeLarge } from "../../support/large-files.ts";
import { alternate, figure, ratio } from "../measure.ts";
import { type Bench, type Figure, type Row } from "../row.ts";

const MB = 1_000_000;

export const row: Row = {
  name: "checking",
  figure:
    "a flat DPAE of 100 MB and of 1 GB through `facteur validate`; 20 MB of DUCS EDIFACT read and checked",
  goal: "100 MB in ≤ 3 s and ≤ 200 MiB resident, 1 GB in the same memory; EDIFACT read and checked at ≥ 2× the npm package `edifact` merely parsing the same bytes",
  async run(bench) {
    return {
      figures: [...(await flat(bench)), ...(await edifact(bench))],
      notes: [
        "Times of the command include its start; resident is its peak.",
        "EDIFACT in CPU time, so that other work on the machine counts for neither side; the parser's four events have a listener that counts, as its own documentation shows.",
      ],
    };
  },
};

const flat = async (bench: Bench): Promise<readonly Figure[]> => {
  const [small, large] = bench.quick ? [1 * MB, 2 * MB] : [100 * MB, 1000 * MB];
  const path = join(bench.folder, "dpae.txt");
  writeLarge(path, "dpae-flat", small);
  const seconds: number[] = [];
  const resident: number[] = [];
  for (let round = 0; round < bench.rounds; round += 1) {
    const run = await validated(path, bench);
    seconds.push(run.seconds);
    resident.push(run.residentMiB);
  }
  writeLarge(path, "dpae-flat", large);
  const huge = await validated(path, bench);
  await rm(path);
  return [
    figure({ what: "100 MB: time", unit: "s", goal: { atMost: 3 } }, seconds),
    figure({ what: "100 MB: resident", unit: "MiB", goal: { atMost: 200 } }, resident),
    figure({ what: "1 GB: time", unit: "s" }, [huge.seconds]),
    figure({ what: "1 GB: resident", unit: "MiB", goal: { atMost: 200 } }, [huge.residentMiB]),
  ];
};

const root = join(import.meta.dirname, "..", "..", "..");

/** The program says its own peak as it ends. */
const peak = `data:text/javascript,process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS))`;

const validated = async (
  path: string,
  bench: Bench,
): Promise<{ readonly seconds: number; readonly residentMiB: number }> => {
  const begun = performance.now();
  const output = join(bench.folder, "rapport.txt");
  const child = spawn(
    process.execPath,
    ["--import", peak, join(root, "src", "main.ts"), "validate", path, "--output", output],
    { stdio: ["ignore", "ignore", "pipe"] },
  );
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => {
    said += chunk.toString();
  });
  await once(child, "close");
  const seconds = (performance.now() - begun) / 1000;
  const [, kib] = /peak (\d+)/u.exec(said) ?? [];
  if (kib === undefined) throw new Error(`validate said no peak: ${said}`);
  bench.tell(`${path}: ${seconds.toFixed(2)} s, ${(Number(kib) / 1024).toFixed(0)} MiB`);
  return { seconds, residentMiB: Number(kib) / 1024 };
};

const edifact = async (bench: Bench): Promise<readonly Figure[]> => {
  const path = join(bench.folder, "lot.edi");
  writeLarge(path, "ducs-edifact", bench.quick ? MB / 2 : 20 * MB);
  const bytes = readFileSync(path);
  const speed = async (work: () => void): Promise<number> => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return bytes.length / MB / ((user + system) / 1e6);
  };
  const speeds = await alternate(bench.rounds + 1, {
    ours: () => speed(() => readWhole(ducsEdifact, bytes)),
    parser: () => speed(() => parse(bytes)),
  });
  // The first round warms both up.
  const [ours, parser] = [speeds.ours.slice(1), speeds.parser.slice(1)];
  return [
    figure({ what: "EDIFACT: Facteur, read and checked", unit: "MB/s" }, ours),
    figure({ what: "EDIFACT: `edifact`, parsed", unit: "MB/s" }, parser),
    figure(
      { what: "EDIFACT: Facteur / `edifact`", unit: "", goal: { atLeast: 2 } },
      ratio(ours, parser),
    ),
  ];
};

const pieceBytes = 64 * 1024;

const parse = (bytes: Buffer): number => {
  const parser = new Parser();
  let events = 0;
  const seen = (): void => {
    events += 1;
  };
  for (const event of ["opensegment", "closesegment", "element", "component"])
    parser.on(event, seen);
  for (let at = 0; at < bytes.length; at += pieceBytes)
    parser.write(bytes.toString("latin1", at, Math.min(at + pieceBytes, bytes.length)));
  parser.end();
  return events;
};
