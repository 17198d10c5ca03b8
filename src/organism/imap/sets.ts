/** Sequence sets (`1:4,7,*`), date texts and other small forms of IMAP, in both directions. */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A test for membership, or undefined when the text is no set. `*` is the highest number in use. */
export const parseSet = (text: string, highest: number): ((n: number) => boolean) | undefined => {
  if (!/^(?:\d+|\*)(?::(?:\d+|\*))?(?:,(?:\d+|\*)(?::(?:\d+|\*))?)*$/u.test(text)) return undefined;
  const number = (end: string | undefined): number => (end === "*" ? highest : Number(end));
  const ranges = text.split(",").map((range) => {
    const [from, to = from] = range.split(":");
    return [number(from), number(to)].sort((a, b) => a - b);
  });
  return (n) => ranges.some(([low = 0, high = 0]) => n >= low && n <= high);
};

const two = (n: number): string => String(n).padStart(2, "0");

/** `17-Jul-1996 02:44:25 +0000`, always in UTC. */
export const internalDate = (at: number): string => {
  const d = new Date(at);
  const day = String(d.getUTCDate()).padStart(2, " ");
  const time = `${two(d.getUTCHours())}:${two(d.getUTCMinutes())}:${two(d.getUTCSeconds())}`;
  return `${day}-${months[d.getUTCMonth()] ?? ""}-${d.getUTCFullYear()} ${time} +0000`;
};

/** Milliseconds of an IMAP date or date-time; undefined when it is neither. */
export const parseDate = (text: string): number | undefined => {
  const found =
    /^\s?(\d{1,2})-([A-Za-z]{3})-(\d{4})(?: (\d\d):(\d\d):(\d\d) ([+-])(\d\d)(\d\d))?$/u.exec(text);
  if (found === null) return undefined;
  const n = (i: number): number => Number(found[i] ?? 0);
  const month = months.findIndex((m) => m.toLowerCase() === found[2]?.toLowerCase());
  if (month < 0) return undefined;
  const offset = (found[7] === "-" ? -1 : 1) * (n(8) * 60 + n(9)) * 60_000;
  return Date.UTC(n(3), month, n(1), n(4), n(5), n(6)) - offset;
};

export const quoted = (text: string): string => `"${text.replace(/["\\]/gu, "\\$&")}"`;

/** A quoted string, a literal when the text cannot stand between quotes, or NIL. */
export const nstring = (text: string | undefined): string => {
  if (text === undefined) return "NIL";
  return isQuotable(text) ? quoted(text) : `{${text.length}}\r\n${text}`;
};

/** RFC 3501 §4.3: quoted strings are 7-bit, without CR, LF and NUL. */
const isQuotable = (text: string): boolean =>
  !/[\r\n]/u.test(text) && !text.includes("\0") && Buffer.byteLength(text) === text.length;

/** Modified UTF-7 (RFC 3501 §5.1.3): the name of a folder as it stands on the wire. */
export const folderOnWire = (name: string): string =>
  name.replace(/&|[^\u0020-\u007e]+/gu, (run) => {
    if (run === "&") return "&-";
    const bytes = Buffer.from(run, "utf16le").swap16();
    return `&${bytes.toString("base64").replace(/=+$/u, "").replace(/\//gu, ",")}-`;
  });
