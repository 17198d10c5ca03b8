/** `facteur doctor` where the machine itself is wrong: its clock, and the disk of its data. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { test } from "node:test";
import { sqliteJournal } from "../../src/adapters/journal/sqlite-journal.ts";
import { clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command } from "../support/command.ts";
import { given } from "../support/doctor.ts";
import { main, plainEnv } from "../support/facteur.ts";
import { waitUntil } from "../support/wait-until.ts";

test("a clock that the journal, the settings' file or a mail server contradicts is told with how far it is off", async (t) => {
  const { organism, folder, only, diagnoses } = await given(t);
  const dayMs = 86_400_000;
  const good = async (): Promise<void> =>
    assert.deepEqual(
      (await only("clock")).map((one) => one.is),
      ["good"],
    );
  const written = async (days: number): Promise<void> => {
    const data = join(folder.folder, "data");
    rmSync(data, { recursive: true, force: true });
    mkdirSync(data, { mode: 0o700 });
    const clock = { now: () => Date.now() + days * dayMs };
    await using journal = sqliteJournal({ file: join(data, "journal.db"), clock });
    await journal.transact((j) =>
      j.append({ is: "identity-suspended", identity: "cabinet", said: "535" }),
    );
  };
  await good();
  await written(3 * 365);
  const [late] = await only("clock");
  assert.equal(late?.is, "wrong");
  assert.match(late.said, /retarde d'au moins 1095 jours : la dernière ligne du journal est du/u);
  assert.match(late.next ?? "", /^Mettez-la à l'heure : .*--hours-known/u);
  await written(-10 * 365);
  const [ahead] = await only("clock");
  assert.equal(ahead?.is, "warning");
  assert.match(ahead.said, /rien au journal depuis 3650 jours/u);
  await written(0);
  await good();
  const tomorrow = new Date(Date.now() + dayMs);
  utimesSync(folder.settings, tomorrow, tomorrow);
  const [file] = await only("clock");
  assert.equal(file?.is, "wrong");
  assert.match(file.said, /retarde d'au moins 24 h : .*facteur\.json est du/u);
  utimesSync(folder.settings, new Date(), new Date());
  await good();

  // Exim and Exchange greet with the time.
  const greeter = createServer((socket) => {
    socket.on("error", () => undefined);
    socket.on("data", () => socket.write("250 mx.test\r\n"));
    socket.write("220 mx.test ESMTP Exim 4.98 Sat, 21 Nov 2020 10:00:00 +0100\r\n");
  }).listen(0, "localhost");
  await once(greeter, "listening");
  cleanup(t, () => greeter.close());
  const { port } = greeter.address() as AddressInfo;
  const { submission, ...rest } = clientOf(organism);
  folder.settle({ identities: { cabinet: { ...rest, submission: { ...submission, port } } } });
  const [, server] = (await diagnoses()).filter((one) => one.check === "clock");
  assert.equal(server?.is, "wrong");
  assert.match(server.said, /avance de \d{4,} jours sur celle du serveur d'envoi/u);
});

test("a data folder on a share is wrong for doctor, and no agent starts there: as this system tells its mounts", {
  // Root in a container is often not allowed to.
  skip:
    spawnSync("unshare", ["--mount", "sh", "-c", "mount --bind /dev/null /proc/$$/mountinfo"])
      .status === 0
      ? false
      : "needs root on Linux, and the right to show one process other mounts",
}, async (t) => {
  const { folder } = await given(t);
  const data = join(folder.folder, "data");
  const mounts = join(folder.folder, "mountinfo");
  // The process keeps its number: what is laid over its own list of mounts, it reads itself.
  const typed = (...args: readonly string[]) =>
    spawnSync(
      "unshare",
      [
        "--mount",
        "sh",
        "-c",
        'mount --bind "$0" /proc/$$/mountinfo && exec "$@"',
        mounts,
        process.execPath,
        main,
        ...args,
        "--config",
        folder.settings,
      ],
      { encoding: "utf8", env: { ...plainEnv, FACTEUR_TEST_PASSWORD: clientUser.password } },
    );
  const told = readFileSync("/proc/self/mountinfo", "utf8");
  for (const type of ["nfs4", "cifs", "fuse.sshfs"]) {
    const place = data.replaceAll(" ", "\\040");
    writeFileSync(mounts, `${told}999 1 0:99 / ${place} rw,relatime - ${type} nas:/paie rw\n`);
    mkdirSync(data, { recursive: true, mode: 0o700 });
    const doctor = typed("doctor", "--offline");
    assert.equal(doctor.status, 1, doctor.stderr);
    assert.ok(
      doctor.stdout.includes(`✗ ${data} — système de fichiers réseau (${type})`),
      doctor.stdout,
    );
    assert.match(doctor.stdout, /→ Placez `data` sur un disque local/u);
  }
  const run = typed("run");
  assert.equal(run.status, 78, run.stdout + run.stderr);
  assert.match(run.stderr, /système de fichiers réseau \(fuse\.sshfs\)/u);
  assert.deepEqual(readdirSync(data), [], "nothing was begun there");
});

test("an agent that was carried or restored elsewhere is told to take its dossiers over, before it starts", async (t) => {
  const { folder, only } = await given(t);
  const agent = await startAgent(t, folder.settings);
  await waitUntil("the dossier to be marked", () => existsSync(folder.dossier(".facteur")));
  await agent.stop();
  assert.equal((await only("dossier"))[0]?.is, "good");
  const there = join(folder.folder, "elsewhere");
  renameSync(join(folder.folder, "data"), there);
  folder.settle({ data: there });
  const [copied] = await only("dossier");
  assert.equal(copied?.is, "wrong");
  assert.match(copied.said, /Une copie de cet agent/u);
  assert.match(copied.next ?? "", /facteur dossier take cirso$/u);
  const taken = await command(["dossier", "take", "cirso", "--config", folder.settings], {
    env: { FACTEUR_TEST_PASSWORD: clientUser.password },
  });
  assert.equal(taken.code, 0, taken.err);
  assert.equal((await only("dossier"))[0]?.is, "good");
});
