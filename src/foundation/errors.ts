/** The one way from `unknown` to an Error. */
export const asError = (cause: unknown): Error =>
  cause instanceof Error ? cause : new Error(String(cause));

/** Ends the switch over a closed union: the types say that nothing comes here, and a damaged row of a journal does. */
export const notOneOf = (what: string, found: never): Error =>
  new Error(`${what} is none that we know (${typeof found})`);

/** The system's code (`ENOENT`, `EACCES`…) or an empty text. */
export const codeOf = (cause: unknown): string =>
  typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string"
    ? cause.code
    : "";

/** Whether a system's call failed; a value of the wrong type has a code of Node's too, and is none. */
export const isOfTheSystem = (cause: unknown): boolean =>
  codeOf(cause) !== "" && !(cause instanceof TypeError);

/** Whether the disk itself refused: it is full, or it fails. Neither says anything against what was asked. */
export const diskTrouble = (cause: unknown): "disk-full" | "disk-failing" | undefined => {
  const code = codeOf(cause);
  if (code === "ENOSPC" || code === "EDQUOT") return "disk-full";
  return code === "EIO" || code === "EROFS" ? "disk-failing" : undefined;
};
