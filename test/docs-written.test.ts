/** Pages and parts of pages that are written from the code, and say what it says. `FACTEUR_WRITE_DOCS=1` writes them. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { everyVerb, type Verb } from "../src/cli/shell/tree.ts";
import type { Counts } from "../src/domain/rollup.ts";
import { situationsInFrench } from "../src/domain/situations/fr.ts";
import { commandTree } from "./support/command.ts";
import { writtenIn } from "./support/documents.ts";

const check = (file: string, mark: string, text: string): void => {
  const part = writtenIn(file, mark);
  if (process.env["FACTEUR_WRITE_DOCS"] === "1") return part.write(text);
  assert.equal(
    part.text,
    text,
    `${file}: FACTEUR_WRITE_DOCS=1 node --test test/docs-written.test.ts`,
  );
};

const cell = (text: string): string => text.replaceAll("|", String.raw`\|`);

const verbSection = ({ path, about, takes, flags }: Verb): string => {
  const own = flags.filter((flag) => !flag.names.includes("--help"));
  const rows = own.map((flag) => {
    const values = flag.choices.length > 0 ? ` (${flag.choices.join(", ")})` : "";
    const preset = flag.preset === undefined ? "" : `; ${flag.preset} unless said`;
    return `| \`${cell(flag.usage)}\` | ${cell(flag.about)}${values}${preset} |`;
  });
  const table = rows.length === 0 ? [] : ["", "| option | |", "|---|---|", ...rows];
  return [`### \`${[...path, ...takes].join(" ")}\``, "", `${about}.`, ...table, ""].join("\n");
};

test("docs/commands.md has each command with its options, and no other", () => {
  const verbs = everyVerb(commandTree("en")).filter((verb) => verb.path.length > 1);
  check("docs/commands.md", "commands", `\n${verbs.map(verbSection).join("\n")}\n`);
});

const none: Counts = {
  total: 1,
  waiting: 0,
  received: 0,
  receivedUnproven: 0,
  registered: 0,
  registeredUnproven: 0,
  refused: 0,
  refusedUnproven: 0,
  contradicted: 0,
  toRead: 0,
  superseded: 0,
  otherwise: 0,
};

/** What each state's sentence counts, in an example. */
const examples: Readonly<Record<string, Counts>> = {
  "en-attente": { ...none, received: 1 },
  "enregistre-a-confirmer": { ...none, registeredUnproven: 1 },
  partiel: { ...none, total: 3, registered: 2, refused: 1 },
  "refuse-a-confirmer": { ...none, refusedUnproven: 1 },
  "a-lire": { ...none, toRead: 1 },
};

test("the clerk's guide has each state as the reports word it, with what it asks", () => {
  const rows = Object.entries(situationsInFrench).flatMap(
    ([is, { title, sentence, next, left }]) => [
      `| **${title}** | ${cell(sentence(examples[is] ?? none, undefined))} | ${cell(next)} |`,
      ...(left ? [`| **${title}** | ${cell(left.sentence)} | ${cell(left.next)} |`] : []),
    ],
  );
  const table = [
    "",
    "| état | ce qu'il veut dire | ce qu'il vous demande |",
    "|---|---|---|",
    ...rows,
    "",
    "",
  ];
  check("docs/fr/gestionnaire.md", "states", table.join("\n"));
});
