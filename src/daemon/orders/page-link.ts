/** The order « open »: a link that lets somebody into the page. */
import { limits } from "../../domain/limits.ts";
import { type Role, roles } from "../../domain/role.ts";

/** Who may be let in by a link to the page; undefined: the page does not answer. */
export type PageLink = (person: {
  readonly name: string;
  readonly role: Role;
}) => string | undefined;

export const pageLink = (link: PageLink | undefined, args: unknown): PageLinkAnswer => {
  const { name, role } = (args ?? {}) as Record<string, unknown>;
  const known = roles.find((one) => one === role);
  if (typeof name !== "string" || name.trim() === "" || !known) throw new Error("not a person");
  if (!link) return { is: "no-page" };
  const url = link({ name: name.trim().slice(0, limits.orderByCharsMax), role: known });
  return url === undefined ? { is: "not-served" } : { is: "link", url };
};

export type PageLinkAnswer =
  | { readonly is: "link"; readonly url: string }
  /** The settings want none. */
  | { readonly is: "no-page" }
  /** Its port is taken, for instance: the problem `page-failed` says why. */
  | { readonly is: "not-served" };
