/**
 * docs/first-declaration.md typed word for word on a fresh Debian in which systemd is process 1; then what systemd does with an agent
 * that dies, hangs or has wrong settings. The machine has no network: what apt would fetch is in it.
 */
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { basename, join } from "node:path";
import { test } from "node:test";
import { productVersion } from "../../src/foundation/product.ts";
import { debBuilder } from "../support/built-deb.ts";
import { typedBelow } from "../support/documents.ts";
import { scratch } from "../support/scratch.ts";
import {
  makeDebian,
  type SystemdMachine,
  startMachine,
  whyNoMachine,
} from "../support/systemd-machine.ts";
import { isAskedAgain, missingIn, transcript } from "../support/transcript.ts";
import { waitUntil } from "../support/wait-until.ts";

const reason = whyNoMachine();
const needed = reason === undefined ? {} : { skip: reason };

/** A restart after 30 s, a watchdog of 120, a stop that finishes its dialogue, on a busy machine. */
const systemdMsMax = 300_000;

const tryTranscript = async ({ type }: SystemdMachine): Promise<void> => {
  for (const { command, printed } of transcript()) {
    if (command === "facteur organism") {
      // « In another terminal. »
      type("systemd-run --unit=organism facteur organism");
      const said = () => type("journalctl --output=cat --unit=organism").out;
      await waitUntil(command, () => missingIn(printed, said()).length === 0);
      continue;
    }
    if (!isAskedAgain(command)) {
      const { code, out } = type(command);
      assert.equal(code, 0, `${command}\n${out}`);
      assert.deepEqual(missingIn(printed, out), [], `${command}\n${out}`);
      continue;
    }
    let last = "";
    await waitUntil(
      `${command} to print what stands there`,
      () => {
        last = type(command).out;
        return missingIn(printed, last).length === 0;
      },
      systemdMsMax,
    ).catch((cause: unknown) => assert.fail(`${String(cause)}\n${last}`));
  }
};

/** The administrator's page, word for word: a backup restored here, then on a machine that has nothing of the agent. */
const tryBackup = async ({ type }: SystemdMachine): Promise<void> => {
  const page = typedBelow("docs/fr/administrateur.md", "Sauvegarder et restaurer");
  const [backup = [], restore = [], elsewhere = [], released = [], [told = "", settle = ""] = []] =
    page;
  assert.equal(page.length, 6, "and the monthly audit");
  const run = (...commands: readonly string[]): void => {
    for (const command of commands) {
      const { code, out } = type(command);
      assert.equal(code, 0, `${command}\n${out}`);
    }
  };
  const status = (): string => type("sudo -u facteur facteur status").out;
  const sent = async (family: string): Promise<void> => {
    const name = `${family.toLowerCase()}.txt`;
    run(`sed 's/FICTIVE/${family}/g' dpae.txt > /srv/facteur/spool/dpae/${name}`);
    const isThere = (): boolean =>
      new RegExp(`${name} .*Enregistré`, "u").test(type("sudo -u facteur facteur list").out);
    await waitUntil(`${name} to be registered`, isThere, systemdMsMax);
  };

  run(...backup);
  assert.equal(type("stat -c %a /var/backups/facteur.tar.gz").out.trim(), "600");
  await sent("SUPPOSE");
  run(...restore);
  await waitUntil("it to be locked", () => status().includes("[sending-locked]"), systemdMsMax);
  assert.match(type(told).out, /inconnu du journal/u);
  run(settle);
  assert.doesNotMatch(status(), /sending-locked/u);
  await sent("INVENTE");

  run(...backup, "systemctl stop facteur");
  run("rm -r /etc/facteur /var/lib/facteur /var/lib/facteur.avant /srv/facteur");
  // Another number for the user, another machine for the dossiers' marks.
  run("rm -r /etc/systemd/system/facteur.service.d", "userdel facteur", "useradd --system autre");
  run("tr a-f0-9 0-9a-f < /etc/machine-id > /root/id", "cat /root/id > /etc/machine-id");
  run(...elsewhere);
  await waitUntil("it to work", () => status().includes("Tout va bien"), systemdMsMax);
  run(...released);
  await sent("ARRIVEE");
  run("sudo -u facteur facteur audit");
};

/** What a systemd below 250, which takes no folder of credentials, is given: the service reads the folder itself. */
const tryWithoutCredentials = ({ type }: SystemdMachine): void => {
  const dropIn = "/etc/systemd/system/facteur.service.d/20-sans.conf";
  type(`printf '[Service]\\nLoadCredential=\\n' > ${dropIn} && systemctl daemon-reload`);
  assert.equal(type("systemctl restart facteur").code, 0);
  const pid = type("systemctl show facteur --property=MainPID --value").out.trim();
  assert.equal(type(`grep -c CREDENTIALS_DIRECTORY /proc/${pid}/environ`).out.trim(), "0");
  assert.equal(type("systemctl is-active facteur").out.trim(), "active");
  type(`rm ${dropIn} && systemctl daemon-reload && systemctl restart facteur`);
};

test(
  "on a fresh Debian the page's commands lead to a declaration that is registered, and systemd keeps the agent",
  needed,
  async (t) => {
    const folder = await scratch(t);
    const debian = join(folder, "debian");
    makeDebian(debian);
    const deb = (await debBuilder(folder))(productVersion());
    copyFileSync(deb, join(debian, "root", basename(deb)));
    const machine = await startMachine(t, debian);
    const { type } = machine;
    await tryTranscript(machine);

    const show = (key: string): string =>
      type(`systemctl show facteur --property=${key} --value`).out.trim();
    assert.match(show("StatusText"), /En marche/u);
    const status = type(
      `grep -E '^(NoNewPrivs|Seccomp|CapEff)' /proc/${show("MainPID")}/status`,
    ).out;
    assert.match(status, /CapEff:\s0+\n[^]*NoNewPrivs:\s1\n[^]*Seccomp:\s2/u, "the sandbox is on");
    assert.match(
      type("systemd-analyze security facteur --no-pager").out,
      /level for facteur\.service: [01]\.\d OK/u,
    );
    assert.equal(type("runuser -u facteur -- facteur doctor").code, 0);

    const restarted = async (what: string, before: string): Promise<void> => {
      // Between two, the unit has no process (0), and still the status text of the former.
      const isNew = () =>
        ![before, "0"].includes(show("MainPID")) &&
        show("SubState") === "running" &&
        show("StatusText").includes("En marche");
      await waitUntil(`a new agent after ${what}`, isNew, systemdMsMax);
    };
    for (const [what, signal] of [
      ["a death", "KILL"],
      ["a hang that the watchdog ends", "STOP"],
    ] as const) {
      const before = show("MainPID");
      type(`kill -${signal} ${before}`);
      await restarted(what, before);
    }

    // What root does beside the stopped service leaves nothing that the service cannot open.
    type("systemctl stop facteur");
    assert.equal(show("ActiveState"), "inactive");
    for (const command of ["list", "audit", "hold D2 --reason essai"]) type(`facteur ${command}`);
    type("systemctl start facteur");
    assert.equal(show("ActiveState"), "active", type("journalctl -u facteur -n 20 --no-pager").out);

    type(`sed -i 's/"mode"/"mdoe"/' /etc/facteur/facteur.json`);
    type("systemctl restart facteur");
    assert.deepEqual(
      [show("ExecMainStatus"), show("SubState")],
      ["78", "failed"],
      "and it stays so",
    );
    assert.match(type("facteur service status").out, /réglages faux \(78\)/u);
    type(`sed -i 's/"mdoe"/"mode"/' /etc/facteur/facteur.json`);

    assert.equal(type("facteur service install").code, 0, "twice changes nothing");
    assert.equal(show("ActiveState"), "active");
    tryWithoutCredentials(machine);
    await tryBackup(machine);
    assert.equal(type("dpkg --remove facteur").code, 0);
    assert.equal(show("ActiveState"), "inactive");
    assert.equal(type("test -e /var/lib/facteur/journal.db").code, 0, "people's work stays");
  },
);
