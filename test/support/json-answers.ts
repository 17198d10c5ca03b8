/** JSON answers of commands, held against the schemas that `docs/` publishes for them. */
import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020, type AnySchemaObject } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { schemaOf } from "../../src/cli/schemas.ts";
import { everyVerb, type Flag, type Verb } from "../../src/cli/shell/tree.ts";
import { commandTree } from "./command.ts";

/** Beside the command's own: with one of these `show` answers with another document. */
const schemasOfShow: Readonly<Record<string, string>> = {
  "--clear": "schemas/clear.json",
  "--generations": "schemas/generations.json",
};

const docs = join(import.meta.dirname, "..", "..", "docs");

const read = (file: string): AnySchemaObject =>
  JSON.parse(readFileSync(join(docs, file), "utf8")) as AnySchemaObject;

/** Every published schema, below `docs/`. */
export const publishedSchemas = (): readonly string[] =>
  globSync("{schemas/*.json,*-schema.json}", { cwd: docs })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file !== "schemas/common.json")
    .sort();

const asksForJson = (flag: Flag): boolean =>
  flag.names.includes("--json") || flag.choices.includes("json");

/** Commands that can answer in JSON: `register list`. */
export const jsonCommands = (): readonly string[] =>
  everyVerb(commandTree())
    .filter((verb: Verb) => verb.flags.some(asksForJson))
    .map((verb) => verb.path.slice(1).join(" "));

export class SchemaCheck {
  readonly #ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  readonly #used = new Set<string>();
  readonly #answered = new Set<string>();

  constructor() {
    formats.default(this.#ajv);
    this.#ajv.addSchema(read("schemas/common.json"), "common.json");
    for (const file of publishedSchemas()) {
      const { $id: _, ...schema } = read(file);
      this.#ajv.addSchema(schema, file.replace("schemas/", ""));
    }
  }

  /** What the schema of this command, or of a failure, has against the answer. */
  check(words: readonly string[], answer: unknown): void {
    const command = commandOf(words);
    const failed = typeof answer === "object" && answer !== null && "error" in answer;
    const other = Object.entries(schemasOfShow).find(([option]) => words.includes(option))?.[1];
    const own = (command === "show" ? other : undefined) ?? schemaOf(command.split(" "));
    if (!failed) this.#answered.add(command);
    if (command === "config describe") {
      assert.equal(this.#ajv.validateSchema(answer as AnySchemaObject), true, "a schema itself");
      return;
    }
    assert.ok(own, `${command} has no schema`);
    const file = failed ? "schemas/error.json" : own;
    this.#used.add(file);
    const validate = this.#ajv.getSchema(file.replace("schemas/", ""));
    assert.ok(validate, `${file} is not published`);
    const wrong = validate(answer) ? [] : (validate.errors ?? []);
    assert.deepEqual(
      wrong.map((one) => `${one.instancePath} ${one.message ?? ""} ${JSON.stringify(one.params)}`),
      [],
      `${words.join(" ")}: ${file}`,
    );
  }

  /** What nobody asked, and what describes nothing. */
  get left(): { readonly commands: readonly string[]; readonly schemas: readonly string[] } {
    return {
      commands: jsonCommands().filter((command) => !this.#answered.has(command)),
      schemas: publishedSchemas().filter((file) => !this.#used.has(file)),
    };
  }
}

/** The longest command that these words begin with. */
const commandOf = (words: readonly string[]): string => {
  const pair = words.slice(0, 2).join(" ");
  return jsonCommands().includes(pair) ? pair : (words[0] ?? "");
};
