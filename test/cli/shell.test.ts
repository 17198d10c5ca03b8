/** Completions run in the shells themselves; the manual is formatted by groff. A shell that is not here is said. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { command } from "../support/command.ts";
import { needs } from "../support/machine.ts";
import { scratch } from "../support/scratch.ts";

const scriptOf = async (t: TestContext, shell: string): Promise<string> => {
  const { code, out } = await command(["completion", shell]);
  assert.equal(code, 0);
  const file = join(await scratch(t), `facteur.${shell}`);
  writeFileSync(file, out);
  return file;
};

const run = (program: string, ...args: readonly string[]): readonly string[] => {
  const ended = spawnSync(program, args, {
    encoding: "utf8",
    env: { ...process.env, LC_ALL: "C" },
  });
  assert.deepEqual([ended.status, ended.stderr], [0, ""]);
  return ended.stdout.split("\n").filter(Boolean);
};

/** The words of a line, the last one being written; and what must be offered for it, wholly. */
const lines: readonly (readonly [readonly string[], readonly string[]])[] = [
  [
    ["facteur", "sta"],
    ["statement", "status"],
  ],
  [
    ["facteur", "config", ""],
    ["check", "describe", "import"],
  ],
  [["facteur", "--config", "a.json", "config", "ch"], ["check"]],
  [
    ["facteur", "validate", "--format", ""],
    ["text", "html", "pdf", "json"],
  ],
  [["facteur", "list", "--li"], ["--limit"]],
  [
    ["facteur", "--lang", ""],
    ["fr", "en"],
  ],
];

/** A completion's answer may bring what the word means behind a tab or a colon. */
const words = (said: readonly string[]): readonly string[] =>
  said.map((line) => line.replace(/[\t:].*$/u, "")).sort();

test("bash completes verbs, options and their values", needs("bash"), async (t) => {
  const file = await scriptOf(t, "bash");
  for (const [line, offered] of lines) {
    const said = run(
      "bash",
      // On a socket, which a test's pipes are, it would read somebody's own file as after an rsh.
      "--norc",
      "-c",
      `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _facteur; printf '%s\\n' "\${COMPREPLY[@]}"`,
      file,
      ...line,
    );
    assert.deepEqual(words(said), [...offered].sort(), line.join(" "));
  }
});

test("zsh completes the same, with what each word means", needs("zsh"), async (t) => {
  const file = await scriptOf(t, "zsh");
  // What zsh's own completion functions would show is printed instead, by the prefix being written.
  const stubs = `compdef() { }
    offer() { local one; for one in "$@"; do [[ $one == \${words[CURRENT]}* ]] && print -r -- $one; done; return 0 }
    compadd() { shift; offer "$@" }
    _describe() { offer "\${(@P)2}" }
    _files() { }`;
  for (const [line, offered] of lines) {
    const said = run(
      "zsh",
      "-f",
      "-c",
      `${stubs}; file=$1; shift; source $file; words=("$@"); CURRENT=$#; _facteur`,
      "zsh",
      file,
      ...line,
    );
    assert.deepEqual(words(said), [...offered].sort(), line.join(" "));
  }
});

test("fish completes the same, by its own `complete -C`", needs("fish"), async (t) => {
  const file = await scriptOf(t, "fish");
  for (const [line, offered] of lines) {
    const said = run(
      "fish",
      "--no-config",
      "-c",
      `source '${file}'; complete -C '${line.join(" ")}'`,
    );
    assert.deepEqual(words(said), [...offered].sort(), line.join(" "));
  }
});

/** No PowerShell runs here: what its reader pairs first is paired, quotes (typographic ones too) and brackets. */
const unpaired = (script: string): string => {
  const bare = script.replaceAll(/'(?:[^'‘’‚‛]|['‘’‚‛]{2})*'|"[^"“”„]*"|#[^\n]*/gu, "");
  let left = bare.replaceAll(/[^()[\]{}'"‘’‚‛“”„]/gu, "");
  for (let before = ""; before !== left; ) {
    before = left;
    left = left.replaceAll(/\(\)|\[\]|\{\}/gu, "");
  }
  return left;
};

test("PowerShell's completion names every verb; its quotes and brackets are paired, a quote in a meaning is doubled", async () => {
  const { out } = await command(["completion", "powershell"]);
  const english = await command(["--lang", "en", "completion", "powershell"]);
  assert.deepEqual([out, english.out].map(unpaired), ["", ""]);
  assert.notEqual(unpaired(out.replace("l''agent", "l'agent")), "");
  assert.match(out, /'facteur config' = @\(, @\('check', '/u);
  assert.match(out, /'facteur validate --format' = @\('text', 'html', 'pdf', 'json'\)/u);
  assert.match(out, /l''agent/u);
});

test("another shell is refused, with the ones there are", async () => {
  const { code, err } = await command(["completion", "tcsh"]);
  assert.equal(code, 2);
  assert.match(err, /bash, zsh, fish, powershell/u);
});

for (const language of ["fr", "en"] as const)
  test(`the manual page in ${language} names each verb of the help`, async () => {
    const { code, out } = await command(["--lang", language, "man"]);
    assert.equal(code, 0);
    const help = (await command(["--lang", language, "--help"])).out;
    const verbs = [...help.matchAll(/^ {2}([a-z]+)(?: \[options\])?(?: [<[]\S+)?(?: {2,}|$)/gmu)];
    assert.ok(verbs.length > 20, help);
    for (const [, verb = ""] of verbs)
      if (verb !== "help") assert.match(out, new RegExp(`^\\.SS facteur ${verb}\\b`, "mu"), verb);
  });

test("groff formats the manual without a warning", needs("groff"), async (t) => {
  const file = join(await scratch(t), "facteur.1");
  writeFileSync(file, (await command(["man"])).out);
  const ended = spawnSync("groff", ["-K", "utf8", "-man", "-ww", "-T", "utf8", file], {
    encoding: "utf8",
  });
  assert.deepEqual([ended.status, ended.stderr], [0, ""]);
  assert.match(ended.stdout, /rapprochement/u);
});
