/** The commands that documents name: every `facteur …` in a fenced block or between back-quotes, as the words a shell would make. */
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

export interface DocumentedCommand {
  readonly file: string;
  readonly line: number;
  readonly text: string;
  /** After `facteur`. */
  readonly words: readonly string[];
}

export const documents = (): readonly string[] =>
  globSync(["*.md", "{docs,config,spool,service}/**/*.md"], { cwd: root })
    .filter((file) => !file.startsWith(join("docs", "decisions")) && file !== "CHANGELOG.md")
    .sort();

export const documentedCommands = (): readonly DocumentedCommand[] =>
  documents().flatMap((file) => commandsIn(file, readFileSync(join(root, file), "utf8")));

const commandsIn = (file: string, text: string): readonly DocumentedCommand[] => {
  let fenced = false;
  return text.split("\n").flatMap((line, at) => {
    if (/^\s*```/u.test(line)) {
      fenced = !fenced;
      return [];
    }
    const parts = fenced ? [line.replace(/^\s*[$>]\s/u, "")] : quotedIn(line);
    return parts.flatMap((part) => {
      const found = /^(?:sudo )?(?:npm run -s facteur --|facteur) (?<rest>[a-z][^\n]*)$/u.exec(
        part.trim(),
      );
      const rest = found?.groups?.["rest"];
      return rest === undefined || /^[a-z-]+[.,]| est | a | dit /u.test(rest)
        ? []
        : [{ file, line: at + 1, text: part.trim(), words: wordsOf(rest) }];
    });
  });
};

const quotedIn = (line: string): readonly string[] =>
  [...line.matchAll(/`([^`]+)`/gu)].map((match) => match[1] ?? "");

/** Up to a comment, a pipe or an ellipsis; quotes hold a word together. */
const wordsOf = (rest: string): readonly string[] => {
  const line = rest.replaceAll(String.raw`\|`, "|").replace(/\s(?:#|\||&&|>|…|\.\.\.).*$/u, "");
  return [...line.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+/gu)].map(([word]) =>
    word.replace(
      /"([^"]*)"|'([^']*)'/gu,
      (_, double?: string, single?: string) => double ?? single ?? "",
    ),
  );
};

/** The commands of each `sh` block below a heading, in their order. */
export const typedBelow = (file: string, heading: string): readonly (readonly string[])[] => {
  const [, section = ""] = readFileSync(join(root, file), "utf8").split(`\n## ${heading}\n`);
  const [own = ""] = section.split("\n## ");
  return [...own.matchAll(/```sh\n([\s\S]*?)```/gu)].map(([, block = ""]) =>
    block.trim().split("\n"),
  );
};

/** The text between two marks of a document: what is written there from the code. */
export const writtenIn = (
  file: string,
  mark: string,
): { readonly text: string; readonly write: (text: string) => void } => {
  const path = join(root, file);
  const whole = readFileSync(path, "utf8");
  const [begin, end] = [
    whole.indexOf("-->\n", whole.indexOf(`<!-- ${mark}`)) + 4,
    whole.indexOf(`<!-- end of ${mark}`),
  ];
  if (begin < 4 || end < begin) throw new Error(`${file}: no marks of ${mark}`);
  return {
    text: whole.slice(begin, end),
    write: (text) => writeFileSync(path, `${whole.slice(0, begin)}${text}${whole.slice(end)}`),
  };
};
