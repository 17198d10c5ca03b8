/**
 * How much a received mail can be trusted, from the verdict of our own mail server (RFC 8601). Only the
 * topmost Authentication-Results counts, and only when it carries our server's configured name: anyone
 * can write the others (mail.md F68).
 */
import { type MethodResult, readAuthenticationResults } from "./authentication-results.ts";
import type { Grade } from "./verdict.ts";

export interface Authenticity {
  readonly grade: Grade;
  /** For people: the field that decided, or what was missing. */
  readonly because: string;
}

export interface AuthenticityQuestion {
  /** Values of Authentication-Results, topmost first. */
  readonly results: readonly string[];
  /** The name our own server writes; absent when it was never learnt. */
  readonly authservId?: string;
  /** Address in From. */
  readonly from: string;
  /** Domain from which the receipt is expected: that of the rule's `a`. */
  readonly expectedDomain: string;
}

export const authenticity = (question: AuthenticityQuestion): Authenticity => {
  const from = domainOf(question.from);
  const expected = question.expectedDomain.toLowerCase();
  if (!isWithin(from, expected))
    return { grade: "C", because: `expéditeur du domaine ${from || "?"}, attendu ${expected}` };
  if (!question.authservId)
    return { grade: "C", because: "le nom de notre serveur (authservId) n'est pas configuré" };
  const [top] = question.results;
  const parsed = top === undefined ? undefined : readAuthenticationResults(top);
  if (!parsed || parsed.authservId !== question.authservId.toLowerCase())
    return { grade: "C", because: "pas de verdict de notre propre serveur" };
  const results = parsed.results.flatMap(named);
  const proof = results.find((r) => r.result === "pass" && aligned(r, from));
  if (proof) return { grade: "B", because: `${proof.method}=pass (${parsed.authservId})` };
  // A bad signature proves tampering; a failed SPF alone is what every forwarding does.
  const failed = results.find((r) => r.method !== "spf" && r.result === "fail");
  if (failed) return { grade: "F", because: `${failed.method}=fail (${parsed.authservId})` };
  return { grade: "C", because: `aucune preuve alignée (${parsed.authservId})` };
};

/** Which property of a method names the sender's domain. */
const senders: Readonly<Record<string, readonly string[]>> = {
  dkim: ["header.d", "header.i"],
  spf: ["smtp.mailfrom"],
  dmarc: ["header.from"],
};

interface Named {
  readonly method: string;
  readonly result: string;
  readonly domain: string;
}

const named = (result: MethodResult): readonly Named[] => {
  const value = (senders[result.method] ?? [])
    .map((property) => result.properties.get(property))
    .find((v) => v !== undefined);
  if (!(result.method in senders)) return [];
  return [{ method: result.method, result: result.result, domain: domainOf(value ?? "") }];
};

const aligned = (result: Named, from: string): boolean =>
  result.domain !== "" && (isWithin(from, result.domain) || isWithin(result.domain, from));

const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf("@") + 1)
    .replace(/[>"\s]/gu, "")
    .toLowerCase();

/** `mail.organisme.test` is within `organisme.test`; a one-label domain contains nothing. */
const isWithin = (domain: string, other: string): boolean =>
  domain === other || (other.includes(".") && domain.endsWith(`.${other}`));
