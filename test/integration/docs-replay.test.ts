/**
 * Every command that a document names is run, in a firm made for it: what the documents say is typed, with their names and files
 * put in the place of this machine's. It answers yes or no (0 or 1); it is never wrong usage, a bug or bad settings. What cannot be
 * run here stands in `notRun`, with its reason.
 */
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { everyVerb, type Verb } from "../../src/cli/shell/tree.ts";
import { startOrganism } from "../../src/organism/organism.ts";
import { agentFolder, clientOf, clientUser, startAgent } from "../support/agent.ts";
import { cleanup } from "../support/cleanup.ts";
import { command, commandTree } from "../support/command.ts";
import { type DocumentedCommand, documentedCommands } from "../support/documents.ts";
import { dpae, dpaeAr, edifact, siret } from "../support/samples.ts";
import { pgpPair } from "../support/sealing.ts";
import { rules } from "../support/small-world.ts";

/** By verb, or a verb with an option: why it is not run here, and where it is. */
const notRun: Readonly<Record<string, string>> = {
  run: "stays: test/integration/cli.test.ts",
  demo: "a process of its own: test/integration/demo.test.ts",
  exercise: "a minute of faults: test/integration/exercise.test.ts",
  organism: "stays: test/integration/first-declaration.test.ts",
  setup: "writes settings: test/cli/setup.test.ts, test/integration/first-declaration.test.ts",
  open: "asks a page that is served: test/integration/json-answers.test.ts",
  "page password": "reads a terminal: test/web/",
  login: "asks a provider: test/integration/login.test.ts",
  "service install": "needs root and systemd: test/integration/service.test.ts",
  "service uninstall": "needs root and systemd: test/adapters/service.test.ts",
  "service status": "needs systemd: test/integration/json-answers.test.ts",
  "statement --mail": "needs a mail server of the notices: test/cli/statement-mail.test.ts",
  "move export": "ends the agent here: test/integration/move.test.ts",
  "move import": "needs another machine: test/integration/move.test.ts",
  "move cancel": "needs an export: test/integration/move.test.ts",
};

const skippedAs = (words: readonly string[], path: string): string | undefined =>
  Object.keys(notRun).find(
    (key) => key === path || words.some((word) => key === `${path} ${word}`),
  );

const tree = commandTree();
const verbs = everyVerb(tree);

/** The longest verb that the words begin with. */
const verbOf = (words: readonly string[]): Verb => {
  const found = verbs
    .filter((verb) => verb.path.slice(1).every((word, at) => words[at] === word))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  assert.ok(found);
  return found;
};

/** What follows the verb and is no option, nor the value of one. */
const argumentsOf = ({ words }: DocumentedCommand, verb: Verb): readonly string[] => {
  const flags = [...tree.flags, ...verb.flags].filter((flag) => flag.usage.includes("<"));
  const valued = new Set(flags.flatMap((flag) => flag.names));
  return words
    .slice(verb.path.length - 1)
    .filter((word, at, all) => !word.startsWith("-") && !valued.has(all[at - 1] ?? ""));
};

/** A usage line, or a verb that is only named: without what it needs there is nothing to run. */
const isMention = (documented: DocumentedCommand, verb: Verb): boolean => {
  const given = argumentsOf(documented, verb);
  const needs = verb.takes.filter((one) => one.startsWith("<")).length;
  return (
    documented.words.some((word) => /^[[<]/u.test(word)) ||
    given.length < needs ||
    (verb.verbs.length > 0 && documented.words.length === verb.path.length - 1)
  );
};

const firm = async (t: TestContext) => {
  const organism = await startOrganism({ users: [clientUser], delayMs: 20 });
  cleanup(t, () => organism[Symbol.asyncDispose]());
  const agent = await agentFolder(t, clientOf(organism));
  const at = (...path: readonly string[]) => join(agent.folder, ...path);
  const key = await pgpPair(agent.folder, "caisse");
  const dossier = { mode: "reel", quietSeconds: 0.2, client: "DUPONT" };
  agent.settle({
    dossiers: { cirso: dossier, ducs: dossier, Boulangerie: { ...dossier, client: "Boulangerie" } },
    sealers: { cirso: { openpgp: { recipients: [key.publicFile] } } },
    printing: { command: [process.execPath, "-e", "process.stdin.resume()"], documents: ["refus"] },
  });
  for (const name of ["ducs", "Boulangerie"]) mkdirSync(at("spool", name), { recursive: true });
  for (const name of ["cirso", "ducs", "Boulangerie"])
    writeFileSync(at("spool", name, "mapibox.cfg"), rules("silent@organisme.test"));
  writeFileSync(at("spool", "cirso", "dpae.txt"), dpae("FICTIVE", "IMAGINAIRE"));
  const running = await startAgent(t, agent.settings);
  await agent.until(1, "remis");
  writeFileSync(at("spool", "Boulangerie", "lot.edi"), edifact(["REF1"]));
  await agent.until(2, "remis");
  await running.stop();
  return { ...agent, at, files: filesOf(agent.folder, key.publicFile) };
};

/** What the documents call so: made before each command, for some take their file away. */
const filesOf = (folder: string, key: string): Readonly<Record<string, string | Uint8Array>> => ({
  [join(folder, "dpae.txt")]: dpae("NOUVELLE"),
  [join(folder, "spool", "cirso", "dpae.txt")]: dpae("NOUVELLE"),
  [join(folder, "ar.txt")]: dpaeAr(dpae("FICTIVE", "IMAGINAIRE"), ["00", "12"]),
  [join(folder, "scan.pdf")]: "%PDF-1.4 fictif",
  [join(folder, "organismes.csv")]:
    "code;nom;famille;identifiants\r\nB;Autre;irc;99999999100013\r\n",
  [join(folder, "spool", "ducs", "lot.edi")]: edifact(["REF2"]),
  [join(folder, "spool", "ducs", "dpae.txt")]: dpae("AUTRE"),
  [join(folder, "cle")]: key,
});

/** What the documents write, in the words of this firm. */
const translated = (folder: string, verb: Verb, words: readonly string[]): readonly string[] => {
  const path = verb.path.slice(1).join(" ");
  const file: Readonly<Record<string, string>> = {
    "receipt import": "ar.txt",
    rehearse: join("spool", "cirso", "mapibox.cfg"),
    "keys import": "caisse.asc",
    "receipt record": "scan.pdf",
    declared: "scan.pdf",
    "qualification done": "scan.pdf",
  };
  const named: Readonly<Record<string, string>> = {
    probe: "cabinet",
    "dossier take": "cirso",
    "keys accept": "cirso",
    hold: "DUPONT",
    release: "DUPONT",
  };
  const one = (word: string): string => {
    if (/^D12$|^ID$/u.test(word)) return "D1";
    if (/^R[57]$/u.test(word)) return "R1";
    if (/^(?:NAME|NOM)$/u.test(word)) return named[path] ?? word;
    if (word === "ÉTAPE") return "appel";
    if (word === "SHELL") return "bash";
    if (word === "*.csv") return join(folder, "organismes.csv");
    if (/^(?:FILE|FICHIER|SCAN)$/u.test(word) || (file[path] && /\.(?:pdf|txt)$/u.test(word)))
      return join(folder, file[path] ?? "dpae.txt");
    if (/\.(?:txt|pdf|zip|edi|cfg)$/u.test(word) || /^(?:modeles|lettres)$/u.test(word))
      return join(folder, word);
    return word === "facteur.json" ? join(folder, word) : word;
  };
  const made = words.map(one);
  const last = verb.flags.find((flag) => flag.names.includes(made.at(-1) ?? ""));
  // « --reason … » was cut where the dots begin.
  const whole = last?.usage.includes("<") ? [...made, "essai"] : made;
  const more = besides[path] ?? [];
  return whole.includes(more[0] ?? "") ? whole : [...whole, ...more];
};

/** What a firm of several dossiers and organisms adds, and a test that nobody sits before. */
const besides: Readonly<Record<string, readonly string[]>> = {
  explain: ["--dossier", "cirso"],
  rehearse: ["--dossier", "cirso"],
  "keys import": ["--yes"],
  "qualification report": ["--organism", "CIRSO"],
  "qualification done": ["--organism", "CIRSO"],
  "qualification override": ["--organism", "CIRSO"],
  "qualification plan": ["--organism", "CIRSO"],
};

/** What a command needs before it: the documents say so in their text. */
const before: readonly (readonly string[])[] = [
  [
    "register",
    "add",
    "organismes",
    "code=CIRSO",
    "nom=C",
    "famille=urssaf",
    "identifiants=999",
    "parcours=cirso",
  ],
  [
    "register",
    "add",
    "organismes",
    "code=URSSAF-99",
    "nom=U",
    "famille=urssaf",
    "identifiants=998",
    "parcours=portail",
  ],
  ["register", "add", "employeurs", `siret=${siret}`, "raison_sociale=Fictive", "pilote=oui"],
];

test("every command in the documents is run, and answers", async (t) => {
  const { folder, settings, files } = await firm(t);
  // What is written without a name given stands where the person stands.
  const home = process.cwd();
  process.chdir(folder);
  cleanup(t, () => process.chdir(home));
  const env = { FACTEUR_TEST_PASSWORD: clientUser.password, HOME: folder };
  const run = (words: readonly string[]) =>
    command(words.includes("--config") ? words : ["--config", settings, ...words], { env });
  for (const words of before) assert.equal((await run(words)).code, 0, words.join(" "));
  const wrong: string[] = [];
  const used = new Set<string>();
  const seen = new Set<string>();
  let ran = 0;
  for (const documented of documentedCommands()) {
    const text = documented.words.join(" ");
    if (seen.has(text)) continue;
    seen.add(text);
    const verb = verbOf(documented.words);
    const path = verb.path.slice(1).join(" ");
    const mention = isMention(documented, verb);
    const skipped = skippedAs(documented.words, path);
    if (skipped !== undefined && !mention) {
      used.add(skipped);
      continue;
    }
    for (const [file, bytes] of Object.entries(files)) writeFileSync(file, bytes);
    const words = mention
      ? [...verb.path.slice(1), "--help"]
      : translated(folder, verb, documented.words);
    const { code, out, err } = await run(words);
    ran += 1;
    // Who only names a command may be asked for the rest of it.
    const named = argumentsOf(documented, verb).length === 0;
    if (code !== 0 && (mention || (code !== 1 && !(code === 2 && named))))
      wrong.push(`${documented.file}:${documented.line} ${text} → ${code} ${err}${out}`);
  }
  assert.deepEqual(wrong, []);
  assert.ok(ran > 100, `${ran} commands were run`);
  const idle = Object.keys(notRun).filter((path) => !used.has(path));
  assert.deepEqual(idle, [], "reasons for what no document names");
});
