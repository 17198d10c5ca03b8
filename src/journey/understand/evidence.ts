/** What the classifier and the correlation saw, kept in the store: a person or a judge can follow why. */
import type { Sha256 } from "../../domain/ids.ts";
import type { Verification } from "../../domain/receipt/verification.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import { putJson } from "../content.ts";
import type { World } from "../world.ts";
import type { Signs } from "./signs.ts";

/** Fields that decide; every other one says nothing here. */
const fields = [
  "return-path",
  "from",
  "subject",
  "date",
  "message-id",
  "in-reply-to",
  "references",
  "auto-submitted",
  "precedence",
  "list-id",
  "x-failed-recipients",
  "content-type",
  "authentication-results",
];

export const evidenceOf = (
  world: Pick<World, "store">,
  about: {
    readonly mail: ReadMail;
    readonly found: Signs;
    readonly verified: Verification;
    readonly readers: readonly string[];
  },
): Promise<Sha256> => {
  const { mail, found, verified, readers } = about;
  return putJson(world, {
    fields: Object.fromEntries(
      fields.flatMap((name) => {
        const values = mail.headers.get(name);
        return values ? [[name, values.slice(0, 10).map((v) => v.slice(0, 1000))]] : [];
      }),
    ),
    parts: mail.parts.map((p) => ({ type: p.type, name: p.name, bytes: p.bytes.length })),
    readers,
    signs: Object.fromEntries([...found.signs].map(([id, signs]) => [id, [...signs].sort()])),
    verified,
  });
};
