/** Who seems to host a mailbox, by the domain of its address or the MX of that domain (RFC 5321 §5.1). A proposal: the person chooses. */
import { Resolver } from "node:dns/promises";
import { providerNames, readProvider } from "../../config/providers.ts";

export type FindMx = (domain: string) => Promise<readonly string[]>;

/** A person waits for the next question. */
const answerMsMax = 2_000;

/** Names that no public server knows (RFC 6761, RFC 6762): nobody is asked. */
const notPublic = /(?:^|\.)(?:test|example|invalid|localhost|local)$/u;

export const systemMx: FindMx = async (domain) => {
  if (notPublic.test(domain)) return [];
  const found = await new Resolver({ timeout: answerMsMax, tries: 1 }).resolveMx(domain);
  return found.toSorted((a, b) => a.priority - b.priority).map(({ exchange }) => exchange);
};

/** Undefined: nobody that we know of, or no name server answered. */
export const proposedProvider = async (
  address: string,
  about: { readonly folder: string; readonly findMx: FindMx },
): Promise<string | undefined> => {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  const known = providerNames(about.folder).map((key) => ({
    ...readProvider(about.folder, key),
    key,
  }));
  const own = known.find(({ domains }) => domains?.includes(domain));
  if (own) return own.key;
  const [first] = await about.findMx(domain).catch(() => []);
  const host = first?.toLowerCase().replace(/\.$/u, "") ?? "";
  return known.find(({ mx }) => mx?.some((end) => host === end || host.endsWith(`.${end}`)))?.key;
};
