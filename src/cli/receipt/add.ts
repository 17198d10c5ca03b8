/** Declares `facteur receipt …` and its options. */
import { type Command, Option } from "commander";
import { type Adding, lineCount } from "../adding.ts";
import type { Global } from "../command.ts";
import {
  receiptAssign,
  receiptConfirm,
  receiptImport,
  receiptList,
  receiptRecord,
  receiptRefile,
} from "../commands.ts";
import type { ReceiptListOptions } from "./list.ts";
import type { RecordOptions } from "./receipt.ts";
import { receiptWords } from "./words.ts";

interface Person {
  readonly by?: string;
  readonly reason?: string;
  readonly json?: boolean;
}

export const addReceipts = (adding: Adding): void => {
  const { command, context, done, globals } = adding;
  const words = receiptWords[context.language];
  const root = command("receipt", words.about);
  addPaper(root, adding);
  addAnswers(root, adding);
  root
    .command("list")
    .description(words.list)
    .option("--to-assign", words.options.toAssign)
    .option("--poison", words.options.poison)
    .option("--pending", words.options.pending)
    .option("--json", context.words.options.json)
    .option("--limit <n>", words.options.limit, lineCount, 100)
    .action(async (o: Omit<ReceiptListOptions, keyof Global>) =>
      done(await receiptList(context, { ...globals(), ...o })),
    );
};

/** A command that a person gives: who and why stay in the journal. */
const byPerson = (
  root: Command,
  { context }: Adding,
  about: { readonly name: string; readonly told: string },
): Command =>
  root
    .command(about.name)
    .description(about.told)
    .option("--by <name>", receiptWords[context.language].options.by)
    .option("--reason <text>", context.words.orderOptions.reason)
    .option("--json", context.words.options.json);

const addPaper = (root: Command, adding: Adding): void => {
  const { context, done, globals } = adding;
  const words = receiptWords[context.language];
  byPerson(root, adding, { name: "import <file>", told: words.import }).action(
    async (file: string, o: Person) =>
      done(await receiptImport(context, { ...globals(), ...o, file })),
  );
  byPerson(root, adding, { name: "record <id>", told: words.record })
    .option("--fax", words.options.fax)
    .option("--phone", words.options.phone)
    .option("--post", words.options.post)
    .option("--file <scan>", words.options.file)
    .addOption(
      new Option("--as <answer>", words.options.as)
        .choices(["received", "registered", "refused", "to-read"])
        .default("received"),
    )
    .option("--code <code>", words.options.code)
    .option("--number <number>", words.options.number)
    .action(async (id: string, o: Omit<RecordOptions, "id">) =>
      done(await receiptRecord(context, { ...globals(), ...o, id })),
    );
};

const addAnswers = (root: Command, adding: Adding): void => {
  const { context, done, globals } = adding;
  const words = receiptWords[context.language];
  byPerson(root, adding, { name: "assign <receipt> [deposit]", told: words.assign })
    .option("--none", words.options.none)
    .action(async (receipt: string, deposit: string | undefined, o: Person & { none?: boolean }) =>
      done(
        await receiptAssign(context, {
          ...globals(),
          ...o,
          receipt,
          ...(deposit === undefined ? {} : { deposit }),
        }),
      ),
    );
  byPerson(root, adding, { name: "confirm <receipt>", told: words.confirm }).action(
    async (receipt: string, o: Person) =>
      done(await receiptConfirm(context, { ...globals(), ...o, receipt })),
  );
  byPerson(root, adding, { name: "refile <receipt>", told: words.refile }).action(
    async (receipt: string, o: Person) =>
      done(await receiptRefile(context, { ...globals(), ...o, receipt })),
  );
};
