/** A place for `facteur setup`: old files of a payroll program, and an organism whose mailbox answers. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { startOrganism } from "../../src/organism/organism.ts";
import { clientUser } from "./agent.ts";
import { cleanup } from "./cleanup.ts";
import { command } from "./command.ts";
import { scratch } from "./scratch.ts";

export const oldRules = "profil=Microsoft Outlook\r\na=ar@organisme.test\r\nsujet=DUE TEST01\r\n";

export const setupPlace = async (t: TestContext) => {
  const folder = await scratch(t);
  const paie = join(folder, "paie");
  for (const name of ["Client Été", "autre/DPAE", "encore/dpae"]) {
    mkdirSync(join(paie, name), { recursive: true });
    writeFileSync(join(paie, name, "mapibox.cfg"), oldRules);
  }
  const config = join(folder, "etc", "facteur.json");
  const places = [
    "--config",
    config,
    "--data",
    join(folder, "data"),
    "--spool",
    join(folder, "spool"),
  ];
  const setup = (...args: readonly string[]) => command(["setup", ...places, ...args]);
  const value = () =>
    JSON.parse(readFileSync(config, "utf8")) as Record<string, Record<string, unknown>>;
  return { folder, paie, config, places, setup, value };
};

export const mailFlags = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const { smtpPort, imapPort } = organism;
  return [
    "--address",
    clientUser.address,
    "--smtp",
    `localhost:${smtpPort}:none`,
    "--imap",
    `localhost:${imapPort}:none`,
  ];
};
