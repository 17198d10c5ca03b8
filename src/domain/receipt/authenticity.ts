/**
 * How much a received mail can be trusted (mail.md §4): by what we verified ourselves (S/MIME or OpenPGP of a pinned key,
 * aligned DKIM), else by the verdict of our own mail server (RFC 8601). Only the topmost Authentication-Results
 * counts, only when it carries our server's configured name, and only above the Received fields that were there when our
 * server took the mail: anyone can write the others (mail.md F68, RFC 8601 §4).
 */

import type { Instant } from "../ids.ts";
import { type MethodResult, readAuthenticationResults } from "./authentication-results.ts";
import type { Grade } from "./verdict.ts";
import type { Verification } from "./verification.ts";

export interface Authenticity {
  readonly grade: Grade;
  /** For people: the field that decided, or what was missing. */
  readonly because: string;
  /** The DNS did not answer and nothing else vouches: not C, but asked again. */
  readonly pending?: true;
}

export interface AuthenticityQuestion {
  /** Values of Authentication-Results, topmost first. */
  readonly results: readonly string[];
  /**
   * Fields Received above the topmost of them, and how many our provider writes there itself: below one more, it came with
   * the mail.
   */
  readonly receivedAbove?: { readonly found: number; readonly ours: number };
  /** The name our own server writes; absent when it was never learnt. */
  readonly authservId?: string;
  /** Address in From; empty when the mail has several. */
  readonly from: string;
  /** Domains from which the receipt is expected: first that of the rule's `a`. */
  readonly expectedDomains: readonly string[];
  readonly verified: Verification;
  /** Names of the fields that stand twice and may stand once (`doubledFields`): a signature is over one of them only. */
  readonly doubled?: readonly string[];
  /** SHA-256 of the certificates that may sign for these domains. */
  readonly pinned: readonly string[];
  /** A certificate that had expired by then vouches for nothing. */
  readonly arrived: Instant;
}

export const authenticity = (question: AuthenticityQuestion): Authenticity => {
  const sealed = bySmime(question) ?? byOpenPgp(question);
  if (sealed) return sealed;
  const sent = byWholeMail(question);
  return sent.grade === "C" && isPinned(question)
    ? { ...sent, because: `certificat S/MIME épinglé, mais expiré ; ${sent.because}` }
    : sent;
};

/** What speaks for the sender speaks for one field of each name: the other may be anybody's (RFC 6376 §8.15). */
const byWholeMail = (question: AuthenticityQuestion): Authenticity => {
  const sent = bySender(question);
  const [first] = question.doubled ?? [];
  return first === undefined || (sent.grade !== "A" && sent.grade !== "B")
    ? sent
    : {
        grade: "C",
        because: `champ ${first} en double, un seul est vérifié (${sent.because})`,
      };
};

/** Fields that RFC 5322 §3.6 and RFC 2045 §3 allow once, and that we read. */
const single = [
  "from",
  "sender",
  "subject",
  "date",
  "message-id",
  "in-reply-to",
  "references",
  "mime-version",
  "content-type",
  "content-transfer-encoding",
] as const;

/** Of a received mail's header: those of them that stand in it more than once. */
export const doubledFields = (headers: ReadonlyMap<string, readonly string[]>): readonly string[] =>
  single.filter((name) => (headers.get(name)?.length ?? 0) > 1);

const bySender = (question: AuthenticityQuestion): Authenticity => {
  const from = domainOf(question.from);
  const expected = question.expectedDomains.map((domain) => domain.toLowerCase());
  if (!expected.some((domain) => isWithin(from, domain)))
    return {
      grade: "C",
      because: `expéditeur du domaine ${from || "?"}, attendu ${expected.join(" ou ") || "un autre"}`,
    };
  const signed = question.verified.dkim.filter((s) => isAligned(s.domain, from));
  const pass = signed.find((s) => s.result === "pass");
  if (pass) return { grade: "A", because: `signature DKIM de ${pass.domain}, vérifiée ici` };
  const server = byOurServer(question, from);
  if (server.grade === "B" || server.grade === "F") return server;
  const broken = signed.find((s) => s.result === "fail");
  if (broken)
    return { grade: "F", because: `signature DKIM fausse de ${broken.domain} : ${broken.said}` };
  const silent = signed.find((s) => s.result === "unreachable");
  if (silent)
    return { grade: "C", because: `le DNS de ${silent.domain} ne répond pas`, pending: true };
  return server;
};

/** A pinned certificate speaks for itself, whatever the address; any other says nothing to us. */
const bySmime = (question: AuthenticityQuestion): Authenticity | undefined => {
  const { smime } = question.verified;
  if (!smime) return undefined;
  if (smime.result === "fail")
    return { grade: "F", because: `signature S/MIME fausse : ${smime.said}` };
  return isPinned(question) && (smime.until === undefined || question.arrived <= smime.until)
    ? { grade: "A", because: `signature S/MIME de ${smime.subject || smime.fingerprint}` }
    : undefined;
};

/** The same of a pinned OpenPGP key: it was pinned for these domains when the mail arrived. */
const byOpenPgp = ({
  verified: { openpgp },
  expectedDomains,
}: AuthenticityQuestion): Authenticity | undefined => {
  if (!openpgp) return undefined;
  if (openpgp.result === "fail")
    return { grade: "F", because: `signature OpenPGP fausse : ${openpgp.said}` };
  const expected = expectedDomains.map((domain) => domain.toLowerCase());
  return openpgp.result === "pass" && openpgp.domains.some((d) => expected.includes(d))
    ? { grade: "A", because: `signature OpenPGP de ${openpgp.owner || openpgp.fingerprint}` }
    : undefined;
};

const isPinned = ({ verified: { smime }, pinned }: AuthenticityQuestion): boolean =>
  smime?.result === "pass" && pinned.includes(smime.fingerprint);

const byOurServer = (question: AuthenticityQuestion, from: string): Authenticity => {
  if (!question.authservId)
    return { grade: "C", because: "le nom de notre serveur (authservId) n'est pas configuré" };
  const [top] = question.results;
  const parsed = top === undefined ? undefined : readAuthenticationResults(top);
  if (!parsed || parsed.authservId !== question.authservId.toLowerCase())
    return { grade: "C", because: "pas de verdict de notre propre serveur" };
  const { found, ours } = question.receivedAbove ?? { found: 0, ours: 0 };
  if (found > ours)
    return {
      grade: "C",
      because: `le verdict est sous ${found} champs Received, notre serveur en écrit ${ours} au-dessus (receivedAbove)`,
    };
  const results = parsed.results.flatMap(named);
  const proof = results.find((r) => r.result === "pass" && isAligned(r.domain, from));
  if (proof) return { grade: "B", because: `${proof.method}=pass (${parsed.authservId})` };
  // A bad signature of the sender's proves tampering; a failed SPF alone is what every forwarding does, and the broken
  // signature of a list or a mailing service says nothing of the sender.
  const failed = results.find(
    (r) => r.method !== "spf" && r.result === "fail" && isAligned(r.domain, from),
  );
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

/** The verification did not end in time: whose signatures there are is not known. */
const anyDomain = "*";

const isAligned = (domain: string, from: string): boolean =>
  domain !== "" && (domain === anyDomain || isWithin(from, domain) || isWithin(domain, from));

const domainOf = (address: string): string =>
  address
    .slice(address.lastIndexOf("@") + 1)
    .replace(/[>"\s]/gu, "")
    .toLowerCase();

/** `mail.organisme.test` is within `organisme.test`; a one-label domain contains nothing. */
const isWithin = (domain: string, other: string): boolean =>
  domain === other || (other.includes(".") && domain.endsWith(`.${other}`));
