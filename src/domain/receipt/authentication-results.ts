/**
 * The field Authentication-Results (RFC 8601 §2.2), read strictly: a sender chooses some of the text that
 * an honest server quotes in it (the local part of MAIL FROM, a DKIM reason), so quoted strings and nested
 * comments are what they are, and a field that is not well formed says nothing at all.
 */
export interface MethodResult {
  readonly method: string;
  readonly result: string;
  /** Property (`header.d`, `smtp.mailfrom`…) → value, lower case; the first one counts. */
  readonly properties: ReadonlyMap<string, string>;
}

export interface AuthenticationResults {
  readonly authservId: string;
  readonly results: readonly MethodResult[];
}

type Token = { readonly is: "word" | "quoted"; readonly text: string } | { readonly is: "=" | ";" };

/** Undefined when the field is not well formed. */
export const readAuthenticationResults = (field: string): AuthenticationResults | undefined => {
  const tokens = tokensOf(field);
  if (!tokens) return undefined;
  const [head, ...parts] = statements(tokens);
  const [name, version, ...rest] = head ?? [];
  if (name?.is !== "word" || rest.length > 0) return undefined;
  if (version && !(version.is === "word" && /^\d+$/u.test(version.text))) return undefined;
  const results: MethodResult[] = [];
  for (const part of parts) {
    const read = resultOf(part);
    if (read === undefined) return undefined;
    if (read !== "none") results.push(read);
  }
  return { authservId: name.text.toLowerCase(), results };
};

const tokensOf = (field: string): readonly Token[] | undefined => {
  const tokens: Token[] = [];
  for (let at = 0; at < field.length; ) {
    const char = field[at] ?? "";
    if (/\s/u.test(char)) at += 1;
    else if (char === "(") {
      const end = afterComment(field, at);
      if (end === undefined) return undefined;
      at = end;
    } else if (char === "=" || char === ";") {
      tokens.push({ is: char });
      at += 1;
    } else if (char === '"') {
      const quoted = /^"((?:[^"\\]|\\.)*)"/su.exec(field.slice(at))?.[1];
      if (quoted === undefined) return undefined;
      tokens.push({ is: "quoted", text: quoted.replace(/\\(.)/gsu, "$1") });
      at += /^"(?:[^"\\]|\\.)*"/su.exec(field.slice(at))?.[0].length ?? 1;
    } else {
      const word = /^[^\s=;"()]+/u.exec(field.slice(at))?.[0];
      if (word === undefined) return undefined;
      tokens.push({ is: "word", text: word });
      at += word.length;
    }
  }
  return tokens;
};

/** The offset after the comment that opens at `from`; comments nest (RFC 5322 §3.2.2). */
const afterComment = (field: string, from: number): number | undefined => {
  let depth = 0;
  for (let at = from; at < field.length; at += 1) {
    if (field[at] === "\\") at += 1;
    else if (field[at] === "(") depth += 1;
    else if (field[at] === ")" && --depth === 0) return at + 1;
  }
  return undefined;
};

const statements = (tokens: readonly Token[]): readonly (readonly Token[])[] => {
  const all: Token[][] = [[]];
  for (const token of tokens) {
    if (token.is === ";") all.push([]);
    else all.at(-1)?.push(token);
  }
  // A field may end with its separator.
  if (all.length > 1 && all.at(-1)?.length === 0) all.pop();
  return all;
};

/** `dkim=pass reason="…" header.d=organisme.test`; `none` alone says that nothing was checked. */
const resultOf = (tokens: readonly Token[]): MethodResult | "none" | undefined => {
  if (tokens.length === 1 && tokens[0]?.is === "word" && tokens[0].text.toLowerCase() === "none")
    return "none";
  const pairs = pairsOf(tokens);
  const [first, ...rest] = pairs ?? [];
  if (!first || first.quoted) return undefined;
  const properties = new Map<string, string>();
  for (const { name, value } of rest) if (!properties.has(name)) properties.set(name, value);
  return { method: first.name.split("/")[0] ?? "", result: first.value, properties };
};

interface Pair {
  readonly name: string;
  readonly value: string;
  readonly quoted: boolean;
}

const pairsOf = (tokens: readonly Token[]): readonly Pair[] | undefined => {
  const pairs: Pair[] = [];
  for (let at = 0; at < tokens.length; at += 3) {
    const [name, equals, value, local] = tokens.slice(at, at + 4);
    if (name?.is !== "word" || equals?.is !== "=") return undefined;
    if (value?.is !== "word" && value?.is !== "quoted") return undefined;
    // `"a b"@domain`: a quoted local part and its domain are one value.
    const joined = value.is === "quoted" && local?.is === "word" && local.text.startsWith("@");
    const text = joined ? `${value.text}${local.text}` : value.text;
    pairs.push({
      name: name.text.toLowerCase(),
      value: text.toLowerCase(),
      quoted: value.is === "quoted",
    });
    if (joined) at += 1;
  }
  return pairs;
};
