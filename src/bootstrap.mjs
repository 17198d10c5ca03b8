/**
 * What runs first on a fresh clone, on whatever Node the machine has (18 or later): installs the pinned
 * packages when they are missing or old, then hands over to the pinned Node. Plain JavaScript, no
 * dependency, because nothing else is there yet.
 */
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, "node_modules", ".facteur-installed");
const windows = process.platform === "win32";
const pinnedNode = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");

const programs = {
  facteur: ["src/main.ts"],
  organism: ["src/main.ts", "organism"],
  test: ["test/run.ts"],
  check: ["test/run.ts", "check"],
  bench: ["test/bench/run.ts"],
  build: ["service/build/run.ts"],
};

const lockHash = () =>
  createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");

const installed = () =>
  existsSync(stamp) && existsSync(pinnedNode) && readFileSync(stamp, "utf8") === lockHash();

/**
 * `npm install` from the lock file, which it does not change, with errors only: its engine warnings speak of the
 * machine's Node, which runs nothing here. Not `npm ci`: that one refuses a lock file in which the binaries of
 * other systems are missing, as they are when a registry mirror does not carry them.
 */
const install = () => {
  process.stderr.write(
    "facteur: first run, installing the pinned packages (about half a minute)…\n",
  );
  const done = spawnSync(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: windows,
    },
  );
  if (done.error?.code === "ENOENT")
    stop(
      "npm is not installed.\nInstall it (Debian: `apt-get install npm`), then the same command again.",
    );
  if (done.status !== 0) refuseBare();
  if (done.status !== 0 || !existsSync(pinnedNode))
    stop(
      "the packages could not be installed. Is the package registry reachable?\n" +
        "Try `npm install` in this folder, then the same command again.",
    );
  refuseUnfit();
  writeFileSync(stamp, lockHash());
};

const stop = (said) => {
  process.stderr.write(`facteur: ${said}\n`);
  process.exit(75);
};

const libatomic = "Install it (Debian: `apt-get install libatomic1`), then the same command again.";

/** npm runs the installers of packages by the pinned Node, and takes it away again when they fail. */
const refuseBare = () => {
  const known = spawnSync("/sbin/ldconfig", ["-p"], { encoding: "utf8" });
  if (known.status === 0 && !known.stdout.includes("libatomic.so.1"))
    stop(`the pinned Node needs libatomic.so.1, which this machine lacks.\n${libatomic}`);
};

/** The pinned Node needs libraries that a bare system lacks; the loader's own words name no package. */
const refuseUnfit = () => {
  const { status, stderr } = spawnSync(pinnedNode, ["--version"], { encoding: "utf8" });
  if (status === 0) return;
  const remedy = /libatomic/u.test(stderr) ? libatomic : "It needs glibc 2.28 or newer, on x64.";
  stop(`the pinned Node does not start on this machine.\n${stderr.trim()}\n${remedy}`);
};

const [name, ...rest] = process.argv.slice(2);
const program = programs[name];
if (!program) {
  process.stderr.write(`usage: node src/bootstrap.mjs ${Object.keys(programs).join("|")} …\n`);
  process.exit(2);
}
if (!installed()) install();
const [script, ...first] = program;
const child = spawn(pinnedNode, [join(root, script), ...first, ...rest], {
  stdio: "inherit",
  // What Node makes of the sources is kept beside the packages: the next start is quicker, and smaller.
  // Few arenas of the C library, which would keep what each thread gave back (as in service/facteur.service).
  env: {
    NODE_COMPILE_CACHE: join(root, "node_modules", ".cache", "facteur"),
    MALLOC_ARENA_MAX: "2",
    ...process.env,
  },
  cwd: name === "facteur" ? process.cwd() : root,
});
// Ctrl-C is typed to both: handed on as well, it would come twice, and the second one ends without finishing anything.
const typed = process.stdin.isTTY ? ["SIGINT"] : [];
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
  process.on(signal, () => typed.includes(signal) || child.kill(signal));
child.on("exit", (code, signal) => {
  process.exit(code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 15));
});
