/** Server replies: their code, and their text made fit for the journal. */
import { limits } from "../../domain/limits.ts";
import { withoutNodesAdvice } from "../../domain/tls-reason.ts";

export interface Reply {
  readonly code: number;
  readonly text: string;
}

/**
 * A reply counts only when every line is well formed and all carry one code (RFC 5321 §4.2.1).
 * Anything else is no answer, so that garbage after the dot is never a definite yes or no.
 */
export const parseReply = (raw: string | undefined): Reply | undefined => {
  const lines = (raw ?? "").split(/\r?\n/u).filter((line) => line.trim() !== "");
  const codes = new Set(lines.map((line) => /^([2-5]\d\d)(?:[ -]|$)/u.exec(line)?.[1]));
  const [code] = codes;
  if (raw === undefined || codes.size !== 1 || code === undefined) return undefined;
  return { code: Number(code), text: raw };
};

export const isPositive = (reply: Reply | undefined): boolean =>
  reply !== undefined && reply.code < 300;

export const isNegative = (reply: Reply | undefined): reply is Reply =>
  reply !== undefined && reply.code >= 400;

/** Every shape in which a password travels (RFC 4616, LOGIN), since a server may echo its input. */
export const secretsOf = (login: string, password: string): readonly string[] => {
  if (password === "") return [];
  const base64 = (text: string): string => Buffer.from(text, "utf8").toString("base64");
  return [password, base64(password), base64(`\0${login}\0${password}`)].map(
    // Without padding, because some servers echo a token cut before it.
    (secret, index) => (index === 0 ? secret : secret.replace(/=+$/u, "")),
  );
};

/** One printable line, without credentials, cut to the journal's length. */
export const spoken = (text: string, secrets: readonly string[]): string => {
  let clean = withoutNodesAdvice(text);
  for (const secret of secrets) clean = clean.replaceAll(secret, "***");
  clean = clean.replaceAll(/[\p{Cc}\s]+/gu, " ").trim();
  return clean.slice(0, limits.serverLineCharsMax).toWellFormed();
};
