/**
 * The house rules as tests: which way imports point, who may use which library, how long files and
 * functions may be, what is never called, and that nothing lies around unused.
 */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { test } from "node:test";
import { scratch } from "./support/scratch.ts";

const root = join(import.meta.dirname, "..");
const sources = globSync("src/**/*.{ts,mjs}", { cwd: root }).sort();
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Every module named in a static or dynamic import, with comments taken out first; a text that ends with the word is none. */
const importsOf = (file: string): readonly string[] => {
  const code = read(file).replace(/\/\*[\s\S]*?\*\//gu, "");
  const found = code.matchAll(
    /\b(?:import|export)\b[^;"']*?\bfrom\s+["']([^"']+)["']|\b(?:import|packagePath)(?:\s*\(\s*|\s+)["']([^"']+)["']/gu,
  );
  return [...found].map((m) => m[1] ?? m[2] ?? "");
};

const area = (file: string): string => file.split("/")[1] ?? "";

/** Imports point inwards: an area may import itself and what stands here beside it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  foundation: [],
  domain: ["foundation"],
  ports: ["domain", "foundation"],
  formats: ["domain", "foundation"],
  rules: ["domain", "foundation"],
  journey: ["ports", "formats", "rules", "domain", "foundation"],
  adapters: ["ports", "domain", "foundation"],
  config: ["domain", "foundation"],
  daemon: ["journey", "rules", "ports", "domain", "foundation"],
  web: ["journey", "rules", "formats", "ports", "domain", "foundation"],
  organism: ["formats", "domain", "foundation"],
  demo: ["organism", "formats", "ports", "config", "domain", "foundation"],
  cli: [
    "compose",
    "journey",
    "rules",
    "demo",
    "organism",
    "daemon",
    "config",
    "adapters",
    "ports",
    "domain",
    "foundation",
  ],
  compose: [
    "web",
    "daemon",
    "journey",
    "adapters",
    "config",
    "formats",
    "ports",
    "domain",
    "foundation",
  ],
  "main.ts": ["cli", "foundation"],
  "bootstrap.mjs": [],
};

const resolved = (file: string, target: string): string => normalize(join(dirname(file), target));

test("imports point inwards", () => {
  const wrong: string[] = [];
  for (const file of sources)
    for (const target of importsOf(file)) {
      if (!target.startsWith(".")) continue;
      const [from, to] = [area(file), area(resolved(file, target))];
      if (from !== to && !(allowed[from] ?? []).includes(to)) wrong.push(`${file} → ${target}`);
    }
  assert.deepEqual(wrong, []);
});

test("an adapter never imports another adapter, a step never another step", () => {
  const wrong: string[] = [];
  const shared = new Set([
    "world.ts",
    "content.ts",
    "examine.ts",
    "agent-facts.ts",
    "expected.ts",
    "register-calendars.ts",
    "employer-pay.ts",
    "sent-before.ts",
  ]);
  for (const file of sources)
    for (const target of importsOf(file)) {
      if (!target.startsWith(".")) continue;
      const to = resolved(file, target);
      const [, , ownPart] = file.split("/");
      const [, toArea, toPart = ""] = to.split("/");
      if (area(file) === "adapters" && toArea === "adapters" && ownPart !== toPart)
        wrong.push(`${file} → ${target}`);
      const step =
        area(file) === "journey" &&
        toArea === "journey" &&
        file.split("/").length === 3 &&
        !shared.has(ownPart ?? "");
      if (step && to.split("/").length === 3 && !shared.has(toPart))
        wrong.push(`${file} → ${target}`);
      const help = toArea === "journey" && to.split("/").length === 4;
      if (step && help && toPart !== ownPart?.replace(".ts", "") && !to.endsWith("conclusion.ts"))
        wrong.push(`${file} → ${target}`);
    }
  assert.deepEqual(wrong, []);
});

/** The user's seven, and every other library: the one folder or file that may import it. */
const homes: Readonly<Record<string, string>> = {
  chokidar: "src/adapters/spool/",
  nodemailer: "src/adapters/courier/",
  imapflow: "src/adapters/mailbox/",
  mailparser: "src/adapters/mail-reader/",
  mailauth: "src/adapters/authenticity/",
  "node-cron": "src/adapters/system/",
  winston: "src/adapters/log/",
  conf: "src/config/",
  "node:sqlite": "src/adapters/",
  "smtp-server": "src/organism/",
  "@clack/prompts": "src/cli/setup/",
  fastify: "src/web/",
  commander: "src/cli/",
  "prom-client": "src/web/monitor/",
  tar: "src/adapters/move/",
  "cli-table3": "src/cli/",
  eta: "src/adapters/reports/",
  pdfmake: "src/adapters/reports/",
  "source-sans": "src/adapters/reports/",
  picomatch: "src/adapters/spool/",
  "jsonc-parser": "src/config/",
  saxes: "src/formats/dpae-xml/",
  re2js: "src/formats/receipts/",
  fflate: "src/adapters/evidence/",
  openpgp: "src/adapters/",
  pkijs: "src/adapters/",
  asn1js: "src/adapters/",
  "node-forge": "src/adapters/sealer/smime/",
  "iconv-lite": "src/",
};

const packageOf = (target: string): string =>
  target.startsWith("node:") || !target.includes("/")
    ? target
    : target
        .split("/")
        .slice(0, target.startsWith("@") ? 2 : 1)
        .join("/");

test("each library is used, and by its one home only", () => {
  const wrong: string[] = [];
  const used = new Set<string>();
  for (const file of sources)
    for (const target of importsOf(file).filter((t) => !t.startsWith("."))) {
      const name = packageOf(target);
      used.add(name);
      const home = homes[name];
      if (home !== undefined ? !file.startsWith(home) : !name.startsWith("node:"))
        wrong.push(`${file} → ${target}`);
    }
  assert.deepEqual(wrong, []);
  const manifest = JSON.parse(read("package.json")) as { dependencies: Record<string, string> };
  assert.deepEqual(
    Object.keys(manifest.dependencies).filter((d) => !used.has(d)),
    [],
  );
});

test("each of the user's seven libraries is used by exactly one folder", () => {
  for (const name of [
    "chokidar",
    "nodemailer",
    "imapflow",
    "mailparser",
    "node-cron",
    "winston",
    "conf",
  ]) {
    const users = sources.filter((f) => importsOf(f).some((t) => packageOf(t) === name));
    assert.equal(new Set(users.map(dirname)).size, 1, `${name}: ${users.join(", ")}`);
  }
});

test("dependencies are pinned exactly", () => {
  const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
  const all = { ...manifest["dependencies"], ...manifest["devDependencies"] };
  assert.deepEqual(
    Object.entries(all).filter(([, v]) => !/^\d+\.\d+\.\d+$/u.test(v)),
    [],
  );
});

/** What must never be written, where it may be, and what to use instead. */
const banned: readonly (readonly [RegExp, (file: string) => boolean, string])[] = [
  [/\bprocess\.exit\(/u, (f) => f === "src/bootstrap.mjs", "only main.ts sets the exit code"],
  [
    /\bconsole\.|node:console/u,
    (f) => f === "src/adapters/log/library-lines.ts",
    "the Log port, or the command's output",
  ],
  [
    /\bprocess\.(?:argv|env)\b/u,
    (f) => /^src\/(?:main\.ts|bootstrap\.mjs|organism\/main\.ts|cli\/)/u.test(f),
    "read in main.ts or cli/",
  ],
  [
    /\bnew Date\(\)|\bDate\.now\(/u,
    (f) => /^src\/(?:adapters\/|organism\/|demo\/|cli\/)/u.test(f),
    "the Clock port",
  ],
  [/\bMath\.random\(/u, () => false, "injected random bytes"],
  [
    /\b(?:rename|renameSync)\(/u,
    (f) => f === "src/foundation/safe-file.ts",
    "foundation/safe-file.ts",
  ],
  [/\b(?:TODO|FIXME|XXX)\b/u, () => false, "do it, or say it in the docs"],
  [/:\s*any\b|<any>|\bas any\b/u, () => false, "unknown, or the type"],
  [/\bexport default\b/u, () => false, "a name has one spelling"],
  [/@ts-ignore|@ts-expect-error|oxlint-disable|eslint-disable/u, () => false, "repair it"],
];

test("nothing banned is written in the product", () => {
  const wrong: string[] = [];
  for (const file of sources) {
    const lines = read(file).split("\n");
    for (const [pattern, may, instead] of banned) {
      if (may(file)) continue;
      const at = lines.findIndex(
        (line) => pattern.test(line) && !/^\s*(?:\*|\/\*|\/\/)/u.test(line),
      );
      if (at >= 0) wrong.push(`${file}:${at + 1} ${pattern.source} → ${instead}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test("every file begins by saying what it is for", () => {
  const silent = sources.filter((f) => !/^(?:#!.*\n)?(?:import[^;]*;\n|\n)*\/\*\*/u.test(read(f)));
  assert.deepEqual(silent, []);
});

test("every source file is reached from a program", () => {
  const roots = ["src/main.ts", "src/bootstrap.mjs"];
  const reached = new Set(roots);
  for (const file of reached) {
    const workers = [...read(file).matchAll(/new URL\(\s*["'](\.[^"']+\.ts)["']/gu)].map(
      (m) => m[1] ?? "",
    );
    for (const target of [...importsOf(file), ...workers])
      if (target.startsWith(".") && /\.(?:ts|mjs)$/u.test(target))
        reached.add(resolved(file, target));
  }
  assert.deepEqual(
    sources.filter((f) => !reached.has(f) && !f.endsWith(".d.ts")),
    [],
  );
});

test("files are at most 350 lines, functions at most 60: the linter refuses one more", async (t) => {
  const folder = await scratch(t);
  const config = join(folder, ".oxlintrc.json");
  const rules = JSON.parse(read(".oxlintrc.json")) as { options?: unknown };
  delete rules.options;
  writeFileSync(config, JSON.stringify(rules));
  mkdirSync(join(folder, "src"));
  const lint = (body: string): string => {
    writeFileSync(join(folder, "src", "long.ts"), body);
    const done = spawnSync(join(root, "node_modules", ".bin", "oxlint"), ["-c", config, "src"], {
      cwd: folder,
      encoding: "utf8",
    });
    return done.stdout;
  };
  const functionOf = (lines: number): string =>
    `export const f = (): void => {\n${"  void 0;\n".repeat(lines - 2)}};\n`;
  assert.match(lint(functionOf(61)), /max-lines-per-function/u);
  assert.doesNotMatch(lint(functionOf(60)), /max-lines/u);
  const fileOf = (lines: number): string =>
    Array.from({ length: lines }, (_, i) => `export const a${i} = 1;\n`).join("");
  assert.match(lint(fileOf(351)), /max-lines/u);
  assert.doesNotMatch(lint(fileOf(350)), /max-lines/u);
});

test("no test sleeps, and none is skipped without saying why", () => {
  const wrong: string[] = [];
  for (const file of globSync("test/**/*.ts", { cwd: root }).filter(
    (f) => !f.endsWith("tidy.test.ts"),
  ))
    if (/\bsleep\(|\.only\(|\btest\.skip\(|skip: true/u.test(read(file))) wrong.push(file);
  assert.deepEqual(wrong, []);
});
