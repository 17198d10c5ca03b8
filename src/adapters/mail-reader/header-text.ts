/**
 * A header field's text: unfolded (RFC 5322 §2.2.3), its encoded words decoded (RFC 2047). Lenient where
 * mailers are: several words of one charset are decoded together, because some cut a character in two.
 */

/** `line` holds one character per byte, as it came over the wire. */
export const decodeField = (line: string): string =>
  decodeWords(bytesToText(line.replaceAll(/\r?\n(?=[ \t])/gu, "").trim()));

const word = /=\?([^?\s]{1,60})\?([BbQq])\?([^?\s]*)\?=/gu;

interface Run {
  readonly charset: string;
  readonly bytes: Buffer[];
}

const decodeWords = (text: string): string => {
  let done = "";
  let end = 0;
  let run: Run | undefined;
  for (const found of text.matchAll(word)) {
    const between = text.slice(end, found.index);
    const [whole, label = "", encoding = "", content = ""] = found;
    // RFC 2231 §5: a language may follow the charset. White space between two words is not text.
    const charset = (label.split("*")[0] ?? "").toLowerCase();
    if (run && (between.trim() !== "" || run.charset !== charset)) {
      done += decodeBytes(Buffer.concat(run.bytes), run.charset);
      if (between.trim() !== "") done += between;
      run = undefined;
    } else if (!run) done += between;
    run ??= { charset, bytes: [] };
    run.bytes.push(contentOf(content, encoding.toUpperCase() === "B"));
    end = found.index + whole.length;
  }
  if (run) done += decodeBytes(Buffer.concat(run.bytes), run.charset);
  return done + text.slice(end);
};

const contentOf = (content: string, base64: boolean): Buffer => {
  if (base64) return Buffer.from(content, "base64");
  const latin1 = content
    .replaceAll("_", " ")
    .replaceAll(/=([0-9A-Fa-f]{2})/gu, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  return Buffer.from(latin1, "latin1");
};

/** Bytes above 127 that announce no charset: UTF-8 when they are that, else what old mailers write. */
const bytesToText = (latin1: string): string => {
  if (!/[\u0080-\u00ff]/u.test(latin1)) return latin1;
  const bytes = Buffer.from(latin1, "latin1");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
};

const decodeBytes = (bytes: Uint8Array, charset: string): string => {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return bytesToText(Buffer.from(bytes).toString("latin1"));
  }
};
