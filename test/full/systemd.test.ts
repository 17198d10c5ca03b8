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
    assert.equal(type("dpkg --remove facteur").code, 0);
    assert.equal(show("ActiveState"), "inactive");
    assert.equal(type("test -e /var/lib/facteur/journal.db").code, 0, "people's work stays");
  },
);
