/** Declares what is played on this machine only: `facteur demo`, `facteur exercise` and `facteur organism`. */
import { Refusal } from "../../foundation/refusal.ts";
import type { Adding } from "../adding.ts";
import { demo, exercise, organism } from "../commands.ts";
import type { OrganismCommand } from "./organism.ts";
import { sandboxWords } from "./words.ts";

export const addDemo = ({ command, context, done }: Adding): void => {
  const { about, options } = sandboxWords[context.language];
  command("demo", about.demo)
    .option("--watch", options.watch)
    .action(async (o: { watch?: boolean }) => done(await demo(context, o)));
};

export const addExercise = ({ command, context, done }: Adding): void => {
  command("exercise", sandboxWords[context.language].about.exercise)
    .argument("[name...]")
    .action(async (names: readonly string[]) => done(await exercise(context, names)));
};

export const addOrganism = ({ command, context, done }: Adding): void => {
  const { about, options } = sandboxWords[context.language];
  command("organism", about.organism)
    .option("--smtp-port <n>", options.smtpPort, port)
    .option("--imap-port <n>", options.imapPort, port)
    .option("--delay-ms <n>", options.delayMs, milliseconds)
    .option("--late-ms <n>", options.lateMs, milliseconds)
    .option("--sample <file>", options.sample)
    .action(async (o: OrganismCommand) => done(await organism(context, o)));
};

const whole =
  (name: string, max: number) =>
  (text: string): number => {
    const value = Number(text);
    if (/^\d{1,9}$/u.test(text) && value <= max) return value;
    throw new Refusal(2, [`${name} ${text} : 0…${max}`]);
  };

const port = whole("port", 65_535);
const milliseconds = whole("ms", 999_999_999);
