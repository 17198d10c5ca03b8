/** Rule files as a hostile or careless hand writes them: an answer in bounded time, never a throw, problems with their place. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { decide } from "../../src/rules/decide.ts";
import { readRuleSet } from "../../src/rules/set.ts";
import { aHire, caseOf, contextOf } from "./sets.ts";

const read = (root: string | Uint8Array, files: Readonly<Record<string, string>> = {}) =>
  readRuleSet({
    root: typeof root === "string" ? Buffer.from(root) : root,
    companions: new Map(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])),
  });

const right = "[dpae]\na=un@organisme.example\nsujet=DPAE\n";
const codes = (root: string | Uint8Array, files: Readonly<Record<string, string>> = {}) =>
  new Set(
    read(root, files)
      .problems.filter((p) => p.severity === "error")
      .map((p) => p.code),
  );

test("every encoding of the same rules, and every mix of line ends, is the same rules", () => {
  const text = "[règles d’été]\na=un@organisme.example\nsujet=Déclaration\n";
  const written: readonly Uint8Array[] = [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, "utf16le"),
    Buffer.from(text.replaceAll("\n", "\r\n")),
    Buffer.from(text.replaceAll("\n", "\r")),
    Buffer.from(text.replace("\n", "\r\n").replace(/\n$/u, "\r")),
  ];
  for (const [index, bytes] of written.entries()) {
    const { set, problems } = read(bytes);
    assert.ok(set, `${index} ${JSON.stringify(problems)}`);
    const [rule] = set.rules;
    assert.deepEqual([rule?.name, rule?.send.sujet], ["règles d’été", "Déclaration"], `${index}`);
  }
});

test("UTF-16 with the high byte first is refused by its name, not misread", () => {
  const bytes = Buffer.from(`\ufeff${right}`, "utf16le").swap16();
  const [problem] = read(bytes).problems;
  assert.deepEqual([problem?.code, problem?.value], ["encodage-inconnu", "UTF-16BE"]);
});

test("includes that loop, or lead out of the folder, are told and never followed", () => {
  const loop = read("inclure=a.cfg\n", { "a.cfg": "inclure=b.cfg\n", "b.cfg": "inclure=a.cfg\n" });
  assert.equal(loop.set, undefined);
  assert.ok(loop.problems.some((p) => p.severity === "error" && p.file !== undefined));
  for (const path of [
    "../secret.cfg",
    "/etc/passwd",
    "a/../../b.cfg",
    "C:\\windows\\x.cfg",
    "\\\\serveur\\x.cfg",
    "..\\x.cfg",
    "a\u0000.cfg",
    "./.././x.cfg",
  ]) {
    const out = read(`inclure=${path}\n${right}`);
    assert.equal(out.set, undefined, path);
    assert.deepEqual(out.wanted, [], path);
  }
});

test("globs, expressions and files made to blow up are answered or refused within limits", () => {
  const stars = `fichiers=${"*a".repeat(2000)}b\n`;
  const deep = `si=${"(".repeat(5000)}nombre > 1${")".repeat(5000)}\n`;
  const nots = `si=${"non ".repeat(5000)}nombre > 1\n`;
  const ors = `si=${Array.from({ length: 3000 }, (_, i) => `nombre = ${i}`).join(" ou ")}\n`;
  for (const line of [stars, deep, nots, ors]) read(`${right}${line}`);
  assert.ok(codes(`${right}${deep}`).size > 0);
  assert.ok(codes(`${right}${nots}`).size > 0);
  assert.ok(codes("#".repeat(3_000_000)).has("fichier-trop-gros"));
  const many = read("x\n".repeat(100_000));
  assert.ok(many.problems.length <= 201);
  const sections = read("[a]\n".repeat(60_000));
  assert.equal(sections.set, undefined);
  assert.ok(sections.problems.some((p) => p.code === "sections-trop-nombreuses"));
});

test("an address with anything but an address in it is refused", () => {
  for (const address of [
    "un@organisme.example\tdeux@organisme.example",
    "un@organisme.example,deux@organisme.example",
    "un@organisme.example;deux@organisme.example",
    "<un@organisme.example>",
    "Nom <un@organisme.example>",
    "un@organisme.example\u0000",
    "un@organisme.example\u2028Bcc: x@y.example",
    "un\u200b@organisme.example",
    "\u202eun@organisme.example",
    "un@@organisme.example",
    "un@organisme..example",
    "un@-organisme.example",
    `${"a".repeat(65)}@organisme.example`,
    `un@${"a".repeat(250)}.example`,
    "un",
    "@organisme.example",
    "un@",
  ])
    assert.equal(
      read(`[dpae]\na=${address}\nsujet=DPAE\n`).set,
      undefined,
      JSON.stringify(address),
    );
});

test("a section that stands twice is told", () => {
  const told = read(`${right}\n${right.replace("un@", "deux@")}`).problems.map((p) => p.line);
  assert.ok(told.includes(5), JSON.stringify(told));
});

test("what a declaration holds adds no header: controls, directions and encoded words hold the deposit", () => {
  const { set } = read("[dpae]\na=un@organisme.example\nsujet=DPAE {{raison_sociale}}\n");
  assert.ok(set);
  for (const employer of [
    "SOCIETE\r\nBcc: x@y.example",
    "SOCIETE\u2028X",
    "SOCIETE \u202eX",
    "SOCIETE =?utf-8?Q?=0D=0ABcc:_x?=",
  ]) {
    const of = caseOf([aHire({ employer })], { mode: "reel", testFlag: undefined });
    const decision = decide(set, of, contextOf(set));
    assert.equal(decision.is === "held" && decision.because, "template-unfilled", employer);
  }
});
