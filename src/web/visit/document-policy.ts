/** The policy of a document that another renderer made: its one style sheet by its hash, and nothing else at all. */
import { createHash } from "node:crypto";

export const documentPolicy = (about: {
  readonly type: string;
  readonly bytes: Uint8Array | string;
}): string => {
  const { type, bytes } = about;
  const sheet = type.startsWith("text/html")
    ? /<style>([\s\S]*?)<\/style>/u.exec(String(bytes))
    : undefined;
  const own = sheet?.[1] === undefined ? "" : `; style-src ${hashOf(sheet[1])}`;
  return `default-src 'none'${own}; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;
};

const hashOf = (text: string): string =>
  `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
