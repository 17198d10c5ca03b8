/**
 * What bytes must be so that the frozen mail and the mail on the wire are the same, before
 * dot-stuffing (mail.md §1 and F50): CRLF throughout and at the end, 7-bit, no NUL, lines of at most
 * 998 characters (RFC 5322 §2.1.1). A relay that met anything else could re-encode the mail.
 */
const CR = 0x0d;
const LF = 0x0a;
const lineBytesMax = 998;

/** What is wrong with the bytes, or undefined. */
export const wireFault = (bytes: Uint8Array): string | undefined => {
  let lineStart = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === 0 || byte > 0x7f) return `byte ${byte} at ${at} is not 7-bit text`;
    if (byte === LF && bytes[at - 1] !== CR) return `bare LF at ${at}`;
    if (byte === CR && bytes[at + 1] !== LF) return `bare CR at ${at}`;
    if (byte !== LF) continue;
    if (at - 1 - lineStart > lineBytesMax)
      return `line longer than ${lineBytesMax} at ${lineStart}`;
    lineStart = at + 1;
  }
  return bytes.length === 0 || lineStart !== bytes.length ? "no CRLF at the end" : undefined;
};
