/** The Windows service: its steps and what `sc` answers. The steps themselves were run nowhere (service/README.md). */
import assert from "node:assert/strict";
import { test } from "node:test";
import { subjectOf } from "../../src/adapters/service/step.ts";
import {
  windowsInstallSteps,
  windowsUninstallSteps,
} from "../../src/adapters/service/windows-plan.ts";
import { windowsStateOf } from "../../src/adapters/service/windows-state.ts";

const home = "C:\\ProgramData\\Facteur";
const wrapper = "C:\\Program Files\\Facteur\\facteur-service.exe";
const settings = `${home}\\facteur.json`;
const commands = (steps: ReturnType<typeof windowsInstallSteps>): readonly string[] =>
  steps.filter((s) => s.do === "run").map(subjectOf);

test("the state is closed to all but the system and the administrators, in every language", () => {
  const told = { data: "D:\\facteur\\data", writable: ["D:\\facteur\\data", "D:\\paie\\cirso"] };
  const steps = windowsInstallSteps({ wrapper, settings, told, group: "CABINET\\Paie" });
  const rights = "/inheritance:r /grant:r *S-1-5-18:(OI)(CI)F *S-1-5-32-544:(OI)(CI)F";
  assert.deepEqual(commands(steps), [
    `icacls ${home} ${rights}`,
    `icacls D:\\facteur\\data ${rights}`,
    "icacls D:\\paie\\cirso /grant CABINET\\Paie:(OI)(CI)M",
    `${wrapper} install`,
    `${wrapper} stop`,
    `${wrapper} start`,
  ]);
  assert.deepEqual(
    steps.flatMap((s) => (s.do === "folder" ? [s.path] : [])),
    [home, `${home}\\credentials`, `${home}\\journal`, "D:\\facteur\\data", "D:\\paie\\cirso"],
  );
});

test("without settings it is installed and not started; its removal removes nothing of people's", () => {
  const steps = windowsInstallSteps({ wrapper, settings, group: undefined });
  assert.deepEqual(commands(steps).slice(-1), [`${wrapper} install`]);
  assert.ok(windowsUninstallSteps(wrapper).every((s) => s.do === "run"));
});

test("sc's answer is read by its numbers, whatever the language", () => {
  const english = [
    "SERVICE_NAME: Facteur",
    "        TYPE               : 10  WIN32_OWN_PROCESS",
    "        STATE              : 4  RUNNING",
    "                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)",
    "        WIN32_EXIT_CODE    : 0  (0x0)",
    "        SERVICE_EXIT_CODE  : 0  (0x0)",
    "        PID                : 4321",
    "        FLAGS              :",
  ].join("\r\n");
  for (const text of [english, english.replace("STATE ", "ÉTAT  ")]) {
    const state = windowsStateOf(text);
    assert.equal(state.active, "active");
    assert.equal(state.pid, 4321);
  }
  assert.equal(windowsStateOf(english.replace(": 4  RUNNING", ": 1  STOPPED")).active, "stopped");
});
