/**
 * mail.md §6.8: ten thousand files through the real agent, in its own process, against the loopback organism: some are
 * deferred, refused, cut after the dot, bounced, answered twice or never, dropped twice; the agent is killed again and
 * again, then left alone. Every file ends accounted, by the organism's own count, and the memory stays flat.
 * A failure prints its seed: `FACTEUR_SEED=<seed> node --test test/full/soak.test.ts`; `FACTEUR_SOAK` is the number of files.
 */
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { type DaemonProcess, startDaemon } from "../../src/demo/daemon-process.ts";
import type { Deposit } from "../../src/domain/deposit.ts";
import { type SituationIs, situation } from "../../src/domain/rollup.ts";
import { sha256 } from "../../src/foundation/bytes.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { facteur } from "../support/facteur.ts";
import { dpae } from "../support/samples.ts";
import { rules } from "../support/small-world.ts";
import { waitUntil } from "../support/wait-until.ts";

const filesMax = Number(process.env["FACTEUR_SOAK"] ?? 10_000);
const seed = Number(process.env["FACTEUR_SEED"] ?? randomInt(2 ** 31));
/** Files on their way at once: more would only wait. */
const openMax = 400;
const kills = 12;

/**
 * By dossier: how the organism behaves, how often of a hundred, and what becomes of its files. A kill between the dot and its
 * answer leaves a mail uncertain: of those, only what nothing answers stays so.
 */
const lots: readonly (readonly [string, number, ...SituationIs[]])[] = [
  ["accept", 82, "enregistre"],
  ["refuse", 4, "refuse"],
  ["twice", 3, "enregistre"],
  ["451", 2, "enregistre"],
  ["drop-at-dot", 2, "enregistre"],
  ["bounce", 2, "non-remis"],
  ["unsigned", 2, "enregistre-a-confirmer"],
  ["550", 1, "refuse-par-le-serveur"],
  ["554", 1, "refuse-par-le-serveur"],
  ["silent", 1, "remis", "incertain"],
];

const dice = (from: number): ((below: number) => number) => {
  let state = from;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
};

const lotFor = (percent: number): (typeof lots)[number] => {
  let left = percent;
  for (const lot of lots) if ((left -= lot[1]) < 0) return lot;
  throw new Error("the shares are less than a hundred");
};

/** A name of letters only, one for each number. */
const family = (n: number): string =>
  `FICTIVE${String(n)
    .padStart(6, "0")
    .replace(/\d/gu, (digit) => "ABCDEFGHIJ".charAt(Number(digit)))}`;

interface Dropped {
  readonly dossier: string;
  readonly name: string;
  readonly sha256: string;
  readonly ends: readonly SituationIs[];
}

/** Resident memory, in MiB; undefined where the system does not tell. */
const residentOf = (pid: number): number | undefined => {
  const status = `/proc/${pid}/status`;
  const [, kib] = existsSync(status)
    ? (/^VmRSS:\s+(\d+) kB/mu.exec(readFileSync(status, "utf8")) ?? [])
    : [];
  return kib === undefined ? undefined : Number(kib) / 1024;
};

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Still under way: neither ended, nor waiting for a person. */
const isMoving = (d: Deposit): boolean =>
  ["pris-en-charge", "a-envoyer", "envoi-en-cours", "nouvel-essai"].includes(situation(d).is);

test(`${filesMax} files, ${kills} kills (seed ${seed})`, { timeout: 3_600_000 }, async (t) => {
  const roll = dice(seed);
  await using organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  const folder = await agentFolder(t, clientOf(organism));
  const names = lots.map(([name]) => name);
  folder.settle({
    dossiers: Object.fromEntries(names.map((name) => [name, { mode: "reel", quietSeconds: 0.2 }])),
    sending: { retryMinutes: [0.01], parallel: 8, perMinute: 10_000, perDay: 1_000_000 },
    log: { level: "info", file: "facteur.log" },
  });
  const at = (dossier: string, name = ""): string => join(folder.folder, "spool", dossier, name);
  for (const name of names) {
    mkdirSync(at(name), { recursive: true });
    writeFileSync(at(name, "mapibox.cfg"), rules(`${name}@organisme.test`));
  }
  const everything = async (): Promise<readonly Deposit[]> => {
    await using journal = readJournal(join(folder.folder, "data", "journal.db"));
    return (await journal?.find({ by: "recent" }, filesMax * 2)) ?? [];
  };
  /**
   * Files on their way: dropped and not taken yet, or among the newest ones and not at an end. The organism lives in this
   * process: a look at all of them, again and again, would keep it from answering.
   */
  const moving = async (): Promise<number> => {
    alive();
    await using journal = readJournal(join(folder.folder, "data", "journal.db"));
    const found = (await journal?.find({ by: "recent" }, openMax * 3)) ?? [];
    const taken = Number(found[0]?.id.slice(1) ?? 0);
    return dropped.length - taken + found.filter(isMoving).length;
  };
  const dropped: Dropped[] = [];
  const drop = (n: number): void => {
    const [dossier, , ...ends] = lotFor(roll(100));
    const bytes = dpae(family(n));
    const put = (name: string, as: readonly SituationIs[]): void => {
      // Written under a name that is not taken, then renamed: whole when it is seen.
      writeFileSync(at(dossier, `.${name}`), bytes);
      renameSync(at(dossier, `.${name}`), at(dossier, name));
      dropped.push({ dossier, name, sha256: sha256(bytes), ends: as });
    };
    put(`dpae-${n}.txt`, ends);
  };

  let daemon: DaemonProcess = startDaemon(folder.settings);
  cleanup(t, () => daemon.kill());
  const alive = (): void => assert.ok(daemon.alive(), daemon.said());
  // Each at a moment of its own within the first half, in the middle of the work: when so many dots have come.
  const killedAt = Array.from({ length: kills }, (_, n) =>
    Math.floor(((n + roll(100) / 100) * filesMax) / 2 / kills),
  );
  let killed = 0;
  const killInTurn = async (): Promise<void> => {
    const at = killedAt[killed];
    if (at === undefined || organism.deliveries().length < at) return;
    await daemon.kill();
    daemon = startDaemon(folder.settings);
    killed += 1;
    const before = organism.deliveries().length;
    await waitUntil("it to send again", () => organism.deliveries().length > before, 600_000);
  };
  const resident: number[] = [];
  while (dropped.length < filesMax) {
    for (let n = 0; n < 50 && dropped.length < filesMax; n += 1) drop(dropped.length);
    const half = killed === kills && dropped.length > filesMax / 2;
    const now = half ? residentOf(daemon.pid) : undefined;
    if (now !== undefined) resident.push(now);
    const room = async (): Promise<boolean> => {
      await killInTurn();
      return (await moving()) < openMax;
    };
    await waitUntil("room for more", room, 600_000);
  }
  const allKilled = async (): Promise<boolean> => {
    await killInTurn();
    return killed === kills;
  };
  await waitUntil("the last kill", allKilled, 600_000);
  // The same bytes again, of one in a hundred that ended well: duplicates, and nothing more.
  const again = dropped.filter((d, n) => n % 100 === 0 && d.ends.includes("enregistre"));
  await waitUntil("nothing moves", async () => (await moving()) === 0, 600_000);
  for (const { dossier, sha256: sha } of again) {
    const n = dropped.findIndex((d) => d.sha256 === sha);
    writeFileSync(at(dossier, `encore-${n}.txt`), dpae(family(n)));
  }
  const total = filesMax + again.length;

  // An answer lost between the journal's dot and the wire's stays uncertain: said, and never sent again.
  const dots = new Map<string, number>();
  const held = (header: string): number => dots.get(header) ?? 0;
  const ended = async () => {
    alive();
    const all = await everything();
    dots.clear();
    for (const d of organism.deliveries())
      if (d.answered === "250" || d.answered === "dropped")
        dots.set(d.messageIdHeader, held(d.messageIdHeader) + 1);
    const open = all.filter((d) => {
      const wanted = dropped.find((x) => x.name === d.claimed.name)?.ends ?? ["doublon"];
      const { is } = situation(d);
      const lost =
        is === "incertain" && d.messages.every((m) => held(m.frozen.messageIdHeader) === 0);
      return !wanted.includes(is) && !lost;
    });
    return { all, open };
  };
  const { all } = await waitUntil(
    "every file to end",
    async () => {
      const now = await ended();
      return now.all.length === total && now.open.length === 0 ? now : undefined;
    },
    600_000,
  ).catch(async (cause: unknown) => {
    const { all, open } = await ended();
    const said = open.slice(0, 10).map((d) => `${d.claimed.name} ${situation(d).is}`);
    throw new Error(`${all.length} of ${total}; ${open.length} open: ${said.join(", ")}`, {
      cause,
    });
  });

  // The organism's count: never twice, and every mail that the agent calls accepted is there.
  for (const [header, times] of dots) assert.equal(times, 1, `${header} is there ${times} times`);
  const bytes = organism
    .deliveries()
    .filter((d) => d.answered === "250" || d.answered === "dropped")
    .map((d) => d.attachmentSha256);
  assert.equal(new Set(bytes).size, bytes.length, "the same file left twice");
  for (const file of dropped)
    assert.equal(all.filter((d) => d.claimed.name === file.name).length, 1, `${file.name} is lost`);
  const uncertain = all.filter((d) => situation(d).is === "incertain").length;
  assert.ok(uncertain <= kills * 8, `${uncertain} uncertain`);
  await waitUntil("every original to be put away", () =>
    all.every((d) => !existsSync(at(d.claimed.dossier, d.claimed.name))),
  );

  // The second quarter of that half, when the process is warm, and the last.
  const quarter = Math.floor(resident.length / 4);
  const [early, late] = [resident.slice(quarter, 2 * quarter), resident.slice(-quarter)];
  t.diagnostic(
    `${organism.deliveries().length} dots, ${uncertain} uncertain, resident ${Math.round(median(early))} then ${Math.round(median(late))} MiB`,
  );
  if (resident.length > 20)
    assert.ok(
      median(late) < median(early) * 1.25 + 32,
      `memory grows: ${resident.map(Math.round)}`,
    );
  assert.equal(await daemon.stop(), 0);
  const audit = await facteur("audit", "--config", folder.settings);
  assert.equal(audit.code, 0, audit.out.slice(-2000));
});
