/** What a command may touch of its terminal, so that tests can be one. */
export interface Io {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Width of the terminal; undefined when the output is not one. */
  readonly columns: number | undefined;
  /** Whether somebody may be looking at what `err` says: it goes to a terminal. */
  readonly attended: boolean;
}

export type Language = "fr" | "en";

/** Between a name and what is said of it: French has a blank before it. */
export const colon: Readonly<Record<Language, string>> = { fr: " : ", en: ": " };

/** What an option is given, as `--option value` or `--option=value`: for what must be known before the line is parsed. */
export const valueIn = (argv: readonly string[], option: string): string | undefined => {
  const at = argv.findIndex((word) => word === option || word.startsWith(`${option}=`));
  const word = argv[at];
  return word === option ? argv[at + 1] : word?.slice(option.length + 1);
};

/** `--lang`, then FACTEUR_LANG, then LANG; French otherwise, even for the C locale. */
export const languageOf = (io: Pick<Io, "argv" | "env">): Language => {
  const asked = valueIn(io.argv, "--lang");
  const words = [asked, io.env["FACTEUR_LANG"], io.env["LC_ALL"], io.env["LANG"]];
  const first = words.find((w) => w !== undefined && /^(?:fr|en)/iu.test(w));
  return first?.toLowerCase().startsWith("en") ? "en" : "fr";
};
