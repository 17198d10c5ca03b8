/**
 * The field Content-Type (RFC 2045 §5.1), read strictly, where a signature hangs on it: what two readers could read in two
 * ways is not read at all. Between two readings a forger puts a part that nobody signed.
 */
export interface ContentType {
  /** Lower case. */
  readonly type: string;
  /** By lower-case name. */
  readonly parameters: ReadonlyMap<string, string>;
}

const token = "[^\\s()<>@,;:\\\\\"/\\[\\]?=*'%]+";
const typeAt = new RegExp(`^\\s*(${token}/${token})\\s*`, "u");
const parameterAt = new RegExp(
  `^;\\s*(${token})\\s*=\\s*(?:"([^"\\\\]*)"|([^\\s()<>@,;:\\\\"/\\[\\]?=]+))\\s*`,
  "u",
);

/**
 * Of these fields of a mail's or a part's head; undefined when there is none, when there are several, when a parameter
 * comes twice or in pieces (RFC 2231), or when anything in it is not understood.
 */
export const contentTypeOf = (fields: string): ContentType | undefined => {
  const [value, second] = [...fields.matchAll(/^content-type[ \t]*:(.*)$/gimu)].map(
    (found) => found[1] ?? "",
  );
  if (value === undefined || second !== undefined) return undefined;
  const [head = "", type = ""] = typeAt.exec(value) ?? [];
  if (type === "") return undefined;
  const parameters = new Map<string, string>();
  let rest = value.slice(head.length);
  while (rest !== "" && rest !== ";") {
    const [whole, name = "", quoted, bare] = parameterAt.exec(rest) ?? [];
    if (whole === undefined || parameters.has(name.toLowerCase())) return undefined;
    parameters.set(name.toLowerCase(), quoted ?? bare ?? "");
    rest = rest.slice(whole.length);
  }
  return { type: type.toLowerCase(), parameters };
};
