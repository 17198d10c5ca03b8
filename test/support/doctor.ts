/** A machine to be looked at by `facteur doctor`: an agent's folder, and the organism that serves its mail. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import type { TestContext } from "node:test";
import type { Diagnosis } from "../../src/cli/doctor/diagnosis.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser } from "./agent.ts";
import { cleanup } from "./cleanup.ts";
import { command } from "./command.ts";

const env = { FACTEUR_TEST_PASSWORD: clientUser.password };

export const given = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const folder = await agentFolder(t, clientOf(organism));
  writeFileSync(
    folder.dossier("mapibox.cfg"),
    "a=ar@organisme.test\r\nsujet=DUE\r\nar.attendus=1\r\n",
  );
  const doctor = (...args: readonly string[]) =>
    command(["--config", folder.settings, "doctor", ...args], { env });
  const diagnoses = async (...args: readonly string[]) => {
    const { code, out } = await doctor("--json", ...args);
    const told = JSON.parse(out) as { sound: boolean; diagnoses: readonly Diagnosis[] };
    assert.equal(code, told.sound ? 0 : 1, out);
    return told.diagnoses;
  };
  const only = async (check: Diagnosis["check"]) =>
    (await diagnoses("--offline")).filter((one) => one.check === check);
  return { organism, folder, doctor, diagnoses, only };
};
