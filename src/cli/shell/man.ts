/** The manual page, section 1, made from the help (man-pages(7); groff's `man` macros). */
import { everyVerb, type Flag, nameOf, type Verb } from "./tree.ts";
import type { ShellWords } from "./words.ts";

export interface Manual {
  readonly tree: Verb;
  readonly version: string;
  readonly words: ShellWords;
  /** One line an exit code, as the help ends with. */
  readonly exits: string;
}

export const manualPage = ({ tree, version, words, exits }: Manual): string => {
  const titles = words.manual;
  return [
    `.TH FACTEUR 1 "" "facteur ${safe(version)}" "${safe(titles.book)}"`,
    `.SH ${safe(titles.name)}`,
    `facteur \\- ${safe(titles.inOneLine)}`,
    `.SH ${safe(titles.synopsis)}`,
    `.B facteur`,
    safe(titles.form),
    `.SH DESCRIPTION`,
    safe(tree.about),
    `.SH OPTIONS`,
    ...tree.flags.map(flagEntry),
    `.SH ${safe(titles.commands)}`,
    ...everyVerb(tree)
      .filter((verb) => verb !== tree && verb.about !== "")
      .flatMap(verbEntry),
    `.SH ${safe(titles.exits)}`,
    safe(exits),
    `.SH ${safe(titles.environment)}`,
    ...titles.variables.map(([name, about]) => `.TP\n.B ${safe(name)}\n${safe(about)}`),
    `.SH ${safe(titles.files)}`,
    ...titles.places.map(([name, about]) => `.TP\n.I ${safe(name)}\n${safe(about)}`),
    "",
  ].join("\n");
};

/** Backslashes and hyphens as they are meant; a line that begins with a point or a quote would be an order to groff. */
const safe = (text: string): string =>
  text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll('"', "\\(dq")
    .split("\n")
    .map((line) => (/^[.']/u.test(line) ? `\\&${line}` : line))
    .join("\n");

const verbEntry = (verb: Verb): readonly string[] => [
  `.SS ${safe([nameOf(verb), ...verb.takes].join(" "))}`,
  safe(verb.about),
  ...verb.flags.filter((flag) => !flag.names.includes("--help")).map(flagEntry),
];

const flagEntry = (flag: Flag): string =>
  [`.TP`, `.B ${safe(flag.usage)}`, safe(flagAbout(flag))].join("\n");

const flagAbout = (flag: Flag): string =>
  [
    flag.about,
    ...(flag.choices.length > 0 ? [`(${flag.choices.join(", ")})`] : []),
    ...(flag.preset === undefined ? [] : [`[${flag.preset}]`]),
  ].join(" ");
