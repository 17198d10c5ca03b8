/** Clock, schedule and file systems of the machine. */
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { describe, it } from "node:test";
import { cronSchedule, validateCron } from "../../src/adapters/system/cron-schedule.ts";
import {
  networkFileSystem,
  networkTypeOf,
  uncTypeOf,
} from "../../src/adapters/system/network-file-system.ts";
import { systemClock } from "../../src/adapters/system/system-clock.ts";
import type { Clock } from "../../src/ports/clock.ts";
import { memoryClock } from "../support/memory-clock.ts";

const never = new AbortController().signal;

/** Both clocks keep the port's promises; `pass` lets time pass. */
const clockContract = (name: string, makeClock: () => { clock: Clock; pass: () => void }): void => {
  describe(`clock: ${name}`, () => {
    it("waits at least as long as asked, on the clock that never goes back", async () => {
      const { clock, pass } = makeClock();
      const [start, wall] = [clock.monotonic(), clock.now()];
      const waited = clock.wait(20, never);
      pass();
      await waited;
      assert.ok(clock.monotonic() - start >= 20);
      assert.ok(clock.now() >= wall);
    });

    it("ends a wait at once when aborted, before or meanwhile, without an error", async () => {
      const { clock } = makeClock();
      await clock.wait(1e9, AbortSignal.abort());
      const control = new AbortController();
      const waiting = clock.wait(1e12, control.signal);
      control.abort();
      await waiting;
      await clock.wait(0, never);
      await clock.wait(-5, never);
    });
  });
};

clockContract("system", () => ({ clock: systemClock(), pass: () => undefined }));
clockContract("memory", () => {
  const clock = memoryClock();
  return { clock, pass: () => void clock.advance(20) };
});

describe("the memory clock", () => {
  it("wakes waits in their order, and those that they begin", async () => {
    const clock = memoryClock(1000);
    const woken: string[] = [];
    const sleeper = async (name: string, ...waits: number[]): Promise<void> => {
      for (const ms of waits) {
        await clock.wait(ms, never);
        woken.push(`${name}@${clock.monotonic()}`);
      }
    };
    void sleeper("a", 30, 10);
    void sleeper("b", 20, 100);
    await clock.advance(50);
    assert.deepEqual(woken, ["b@20", "a@30", "a@40"]);
    assert.equal(clock.waiting(), 1);
    assert.equal(clock.now(), 1050);
  });

  it("jumps on the wall without waking anybody", async () => {
    const clock = memoryClock(1000);
    void clock.wait(10, never);
    clock.jump(-3_600_000);
    assert.deepEqual([clock.now(), clock.monotonic(), clock.waiting()], [1000 - 3_600_000, 0, 1]);
  });
});

describe("the schedule", () => {
  it("knows a cron expression from what is none", () => {
    for (const good of ["0 8 * * *", "*/5 * * * 1-5", "0 0 8 * * *"]) assert.ok(validateCron(good));
    for (const bad of ["", "8h00", "61 * * * *", "0 25 * * *", "* * *"])
      assert.ok(!validateCron(bad), bad);
    assert.throws(() => cronSchedule("Europe/Paris").next("8h00"), /not a cron expression: "8h00"/);
  });

  it("tells the next time in its zone", () => {
    const hourIn = (zone: string, ms: number): string =>
      new Intl.DateTimeFormat("en-GB", {
        timeZone: zone,
        hour: "2-digit",
        minute: "2-digit",
        hourCycle: "h23",
      }).format(ms);
    for (const zone of ["Europe/Paris", "Pacific/Kiritimati"]) {
      const next = cronSchedule(zone).next("30 18 * * *") ?? 0;
      assert.equal(hourIn(zone, next), "18:30");
      assert.ok(next > Date.now() && next <= Date.now() + 25 * 3_600_000);
    }
  });
});

describe("the file system of a folder", () => {
  const mounts = [
    "27 1 254:0 / / rw,relatime - ext4 /dev/vda rw",
    "40 27 0:50 / /srv/partage rw - cifs //serveur/paie rw",
    "41 27 0:51 / /srv/mes\\040dossiers rw shared:7 - nfs4 nas:/paie rw",
    "42 40 254:1 / /srv/partage/local rw - ext4 /dev/vdb rw",
    "43 27 0:52 / /mnt rw - ext4 /dev/vdc rw",
    "44 27 0:53 / /mnt rw - fuse.sshfs nas:/ rw",
  ].join("\n");

  it("is the one of the nearest mount above it", () => {
    const cases: readonly (readonly [string, string | undefined])[] = [
      ["/var/lib/facteur", undefined],
      ["/srv/partage", "cifs"],
      ["/srv/partage/a/b", "cifs"],
      ["/srv/partage2", undefined],
      ["/srv/partage/local/a", undefined],
      ["/srv/mes dossiers/a", "nfs4"],
      ["/mnt/a", "fuse.sshfs"],
    ];
    for (const [path, type] of cases) assert.equal(networkTypeOf(mounts, path), type, path);
  });

  it("is another machine's by its path on Windows", () => {
    const others = [String.raw`\\nas\paie`, "//nas/paie", String.raw`\\?\UNC\nas\paie`];
    const ours = [
      String.raw`C:\ProgramData\Facteur`,
      String.raw`\\?\C:\data`,
      String.raw`\\.\pipe\x`,
    ];
    assert.deepEqual([...others, ...ours].map(uncTypeOf), [
      ...others.map(() => "UNC"),
      ...ours.map(() => undefined),
    ]);
  });

  it("is asked of the nearest folder that exists", async () => {
    assert.equal(
      await networkFileSystem(`${tmpdir()}/absent/plus/loin`),
      await networkFileSystem(tmpdir()),
    );
  });
});
