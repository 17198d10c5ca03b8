/**
 * The Windows executable under Wine: spool, sending, receiving, journal, reports, orders by named pipe. Wine 8 runs no Node above
 * 22, so the executable is built here with Node 22.23.3; people get the same script in Node 26 (`npm run build windows`).
 */
import assert from "node:assert/strict";
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { closeSync, globSync, mkdirSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { bundleWhole, root } from "../../service/build/bundle.ts";
import { makeOldExecutable } from "../../service/build/executable.ts";
import { nodeBinary, npmPackage } from "../../service/build/node-binaries.ts";
import { productVersion } from "../../src/foundation/product.ts";
import { cleanup } from "../support/cleanup.ts";
import { scratch } from "../support/scratch.ts";
import { waitUntil } from "../support/wait-until.ts";

const wine = spawnSync("sh", ["-c", "command -v wine"]).status === 0;
const needed = wine ? {} : { skip: "wine is not on this machine (apt-get install wine wine64)" };
const version = "22.23.3";

interface Windows {
  readonly folder: string;
  /** Runs the executable to its end; Wine hands a program's output on to files only. */
  readonly facteur: (...args: readonly string[]) => { readonly code: number; readonly out: string };
  readonly start: (...args: readonly string[]) => ChildProcess;
}

const windows = async (t: TestContext): Promise<Windows> => {
  const folder = await scratch(t);
  const program = join(folder, "facteur.exe");
  const bundle = await bundleWhole(join(folder, "whole"));
  await makeOldExecutable({
    bundle,
    output: program,
    node: nodeBinary(root, "win-x64", version),
    builder: nodeBinary(root, "linux-x64", version),
    postject: npmPackage(root, "postject", "1.0.0-alpha.6"),
  });
  const env = {
    ...process.env,
    WINEPREFIX: join(folder, "prefix"),
    WINEDEBUG: "-all",
    WINEARCH: "win64",
    DISPLAY: "",
    NODE_OPTIONS: "",
  };
  cleanup(t, () => spawnSync("wineserver", ["-k"], { env }));
  spawnSync("wine", ["wineboot", "-i"], { env });
  spawnSync("wine", ["winecfg", "-v", "win10"], { env });
  const said = join(folder, "said.txt");
  const facteur = (...args: readonly string[]) => {
    const file = openSync(said, "w");
    const stdio = ["ignore", file, file] as const;
    const done = spawnSync("wine", [program, ...args], { env, cwd: folder, stdio: [...stdio] });
    closeSync(file);
    return { code: done.status ?? -1, out: readFileSync(said, "utf8") };
  };
  const start = (...args: readonly string[]): ChildProcess => {
    const file = openSync(join(folder, "agent.txt"), "w");
    return spawn("wine", [program, ...args], { env, cwd: folder, stdio: ["ignore", file, file] });
  };
  return { folder, facteur, start };
};

test(
  "under Wine it takes files, sends them once, files the ARs and writes reports",
  needed,
  async (t) => {
    const { folder, facteur, start } = await windows(t);
    assert.equal(facteur("--version").out.split("\n")[0]?.trim(), productVersion());
    const demo = facteur("--lang", "fr", "demo");
    assert.equal(demo.code, 0, demo.out);
    assert.match(demo.out, /✓ plis arrivés deux fois : 0/u);
    assert.match(demo.out, /Tout est comme attendu/u);
    const place = join(folder, "prefix/drive_c/**/facteur-demo-*/spool");
    assert.equal(globSync(join(place, "cirso/AR/dpae*.txt")).length > 0, true, "the AR is filed");
    assert.equal(globSync(join(place, "rapports/**/*.html")).length >= 7, true);
    assert.equal(globSync(join(place, "cirso/traites/*/*dpae.txt")).length >= 2, true);

    // The agent itself, on a path longer than Windows' 260 characters, and a file whose name is a device there.
    const long = join(folder, ...Array.from({ length: 5 }, (_, i) => `${i}`.repeat(60)));
    mkdirSync(join(long, "spool", "cirso"), { recursive: true });
    const server = { host: "localhost", port: 1, security: "none" };
    const settings = join(long, "facteur.json");
    writeFileSync(
      settings,
      JSON.stringify({
        data: "data",
        spool: "spool",
        identities: { paie: { address: "paie@employeur.test", submission: server } },
        dossiers: { cirso: { mode: "test", quietSeconds: 1 } },
        scanSeconds: 1,
      }),
    );
    const windowsPath = `Z:${settings.replaceAll("/", "\\")}`;
    start("run", "--config", windowsPath);
    const status = () => facteur("status", "--json", "--config", windowsPath).out;
    await waitUntil(
      "an answer by the named pipe",
      () => status().includes('"running": true'),
      60_000,
    );
    writeFileSync(join(long, "spool", "cirso", "aux.txt"), "Madame,\r\nbonjour.\r\n");
    await waitUntil(
      "the device's name to be taken and set aside",
      () => globSync(join(long, "spool/cirso/rejetes/*/*aux.txt")).length === 1,
      60_000,
    );
  },
);

test("the definition that Windows gets names what lies beside it", () => {
  const xml = readFileSync(join(root, "service/windows/facteur-service.xml"), "utf8");
  assert.match(xml, /<executable>%BASE%\\facteur\.exe<\/executable>/u);
  assert.match(xml, /<stoptimeout>660sec<\/stoptimeout>/u);
  assert.match(xml, /ProgramData%\\Facteur\\facteur\.json/u);
});
