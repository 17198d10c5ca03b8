/** DKIM signatures (RFC 6376) checked against the DNS, with mailauth, strictly. */
import { Resolver } from "node:dns/promises";
import type { DKIMResult } from "mailauth";
import { limits } from "../../domain/limits.ts";
import type { DkimSignature } from "../../domain/receipt/verification.ts";

/** Asks the DNS for one name and type. Rejects with the system's code. */
export type Resolve = (name: string, type: string) => Promise<string[][] | string[]>;

export const systemDns = (): Resolve => {
  const resolver = new Resolver({ timeout: limits.dnsTimeoutMs, tries: 2 });
  return (name, type) => (type === "TXT" ? resolver.resolveTxt(name) : unsupported(type));
};

const unsupported = (type: string): Promise<never> =>
  Promise.reject(new Error(`no ${type} is asked for`));

export const verifyDkim = async (
  raw: Uint8Array,
  resolve: Resolve,
): Promise<readonly DkimSignature[]> => {
  if (!/^dkim-signature:/imu.test(headersOf(raw))) return [];
  // Loaded with the first signed mail: it brings a client of HTTP and a list of the world's domains with it.
  const { dkimVerify } = await import("mailauth");
  const records = new Map<string, string>();
  const resolver: Resolve = async (name, type) => {
    const answer = await resolve(name, type);
    records.set(name.toLowerCase(), recordIn(answer));
    return answer;
  };
  const verified = await dkimVerify(Buffer.from(raw), { resolver, strict: true });
  return verified.results.slice(0, limits.dkimSignaturesMax).map((found) => {
    const name = `${found.selector ?? ""}._domainkey.${found.signingDomain ?? ""}`.toLowerCase();
    const record = records.get(name) ?? "";
    const kept = record !== "" && record.length <= limits.signerKeyCharsMax;
    return { ...signatureOf(found), ...(kept ? { key: { name, record } } : {}) };
  });
};

/** Of several, the first one counts; its strings make one text (RFC 6376 §3.6.2.2). */
const recordIn = ([first = []]: string[][] | string[]): string =>
  typeof first === "string" ? first : first.join("");

const headersOf = (raw: Uint8Array): string => {
  const head = Buffer.from(raw.subarray(0, limits.mailHeadersBytesMax)).toString("latin1");
  const end = head.search(/\r?\n\r?\n/u);
  return end < 0 ? head : head.slice(0, end);
};

const signatureOf = (found: DKIMResult): DkimSignature => {
  const said = typeof found.status.comment === "string" ? found.status.comment : "";
  return { domain: (found.signingDomain ?? "").toLowerCase(), result: resultOf(found), said };
};

const resultOf = (found: DKIMResult): DkimSignature["result"] => {
  switch (found.status.result) {
    case "pass":
      // With `l=` anybody can add to a signed mail (RFC 6376 §8.2).
      return found.canonBodyLengthLimited === true ? "nothing" : "pass";
    case "fail":
      return "fail";
    case "temperror":
      return "unreachable";
    default:
      return "nothing";
  }
};
