/** The one way from `unknown` to an Error. */
export const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(String(cause));

/** The system's code (`ENOENT`, `EACCES`…) or an empty text. */
export const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : "";
