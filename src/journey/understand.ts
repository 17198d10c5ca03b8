/**
 * What a received mail is, by what is in it, first rule that fires (mail.md §4): ours, a delivery report, a disposition
 * notification, a receipt that a reader knows, a bounce that follows no standard, an automatic reply, or something
 * that is none of our business. What decided is kept as evidence.
 */

import type { Deposit } from "../domain/deposit.ts";
import type { DepositId, Instant } from "../domain/ids.ts";
import { limits } from "../domain/limits.ts";
import type { Message } from "../domain/message.ts";
import type { Authenticity } from "../domain/receipt/authenticity.ts";
import { type Sign, scoreOf } from "../domain/receipt/correlation.ts";
import { nothingVerified, type Verification } from "../domain/receipt/verification.ts";
import { ruledMailOf } from "../domain/ruled-mails.ts";
import { withoutNir } from "../domain/without-nir.ts";
import type { ReadMail } from "../ports/mail-reader.ts";
import { expectedDomains } from "./understand/answered.ts";
import type { Finding } from "./understand/asking.ts";
import { automaticSigns } from "./understand/automatic.ts";
import { behindOf } from "./understand/behind.ts";
import type { Conclusion } from "./understand/conclusion.ts";
import { deliveryReport } from "./understand/delivery-report.ts";
import { dispositionReport } from "./understand/disposition-report.ts";
import { evidenceOf } from "./understand/evidence.ts";
import { openedForward } from "./understand/forwarded.ts";
import { type Incoming, readIncoming } from "./understand/incoming.ts";
import { type Match, type Matching, mailboxOf, matchOf } from "./understand/matches.ts";
import { isOwn } from "./understand/own.ts";
import { probableBounce } from "./understand/probable-bounce.ts";
import { type Readings, readingsOf } from "./understand/readings.ts";
import { alikeOf, repeated, withRepeat, writtenAt } from "./understand/repeats.ts";
import { numberMarks, quotedIds, signsOf } from "./understand/signs.ts";
import { trusted, trustFrom } from "./understand/trust.ts";
import { toRead } from "./understand/verdicts.ts";
import type { World } from "./world.ts";

export type Part = Finding &
  Pick<
    World,
    "store" | "mailReader" | "mailVerifier" | "textProfiles" | "senders" | "signers" | "agent"
  >;

export const understand = async (world: Part, incoming: Incoming): Promise<Conclusion> => {
  const reading = (await incoming.reading) ?? (await readIncoming(world, incoming));
  if (reading.is !== "read") return nothing(reading.is, [reading.because]);
  const { is: _, decrypted, ...read } = reading;
  const { mail } = read;
  const behind = await behindOf(world, mail);
  const seen: Seen = { world, incoming, ...read, said: readingsOf(mail, world.textProfiles) };
  const concluded = await conclude(seen);
  return {
    ...concluded,
    ...(behind.length > 0 ? { behind } : {}),
    ...(decrypted ? await keptOpen(seen, decrypted) : {}),
  };
};

/** What came out of the encryption is kept like any content, with what was verified: our key may be gone some day. */
const keptOpen = async (
  seen: Seen,
  decrypted: Uint8Array,
): Promise<Pick<Conclusion, "opened" | "verified">> => {
  const { verified } = seen.incoming;
  return {
    opened: { sha256: await seen.world.store.put(decrypted), size: decrypted.length },
    verified: verified ?? (await seen.world.mailVerifier.verify(seen.incoming.raw)),
  };
};

interface Seen {
  readonly world: Part;
  readonly incoming: Incoming;
  readonly mail: ReadMail;
  readonly said: Readings;
  /** When its S/MIME or OpenPGP signature says that it was made. */
  readonly signedAt?: Instant;
}

const nothing = (is: Conclusion["class"], by: readonly string[]): Conclusion => ({
  class: is,
  by,
  matches: [],
  returns: [],
});

const conclude = async (seen: Seen): Promise<Conclusion> => {
  const { world, incoming, mail, said } = seen;
  const own = isOwn(world, mail);
  if (own) return nothing("ours", [own]);
  const report = await deliveryReport({
    world,
    mail,
    arrived: incoming.arrived,
    vouched: (deposit, message) => reporterTrust(seen, deposit, message),
  });
  if (report) return report;
  const disposed = await disposition(seen);
  if (disposed) return disposed;
  const bounce = said.readings.length === 0 ? probableBounce(mail) : [];
  if (bounce.length > 0) return await bounced(seen, bounce);
  const automatic = said.readings.length === 0 && !said.file ? automaticSigns(mail) : [];
  if (automatic.length > 0) return nothing("auto-reply", automatic);
  return await receipt(seen);
};

/** A mail system's own address at the organism's: nobody else's word for a failure is believed, and at our provider anybody may have another. */
const reporterTrust = async (
  seen: Seen,
  deposit: Deposit,
  message: Message,
): Promise<Authenticity> => {
  const { world, incoming, mail } = seen;
  const sent = ruledMailOf(deposit, message);
  const domains = sent && isPostmaster(mail.from) ? expectedDomains(sent, mail.from) : [];
  return trustFrom({ world, incoming, mail, verified: await verify(seen) }, domains);
};

/** Reserved names (RFC 2142, and what mail systems write): anybody may have another address at a large provider. */
const isPostmaster = (from: string): boolean =>
  ["mailer-daemon", "postmaster"].includes(from.split("@")[0]?.toLowerCase() ?? "");

const verify = ({ world, incoming }: Seen): Promise<Verification> =>
  incoming.verified
    ? Promise.resolve(incoming.verified)
    : incoming.file
      ? Promise.resolve(nothingVerified)
      : world.mailVerifier.verify(incoming.raw);

const matchingOf = ({ world, incoming, mail, said }: Seen, verified: Verification): Matching => ({
  world,
  incoming,
  mail,
  readings: said.readings,
  verified,
  ...(said.file ? { file: said.file } : {}),
});

/** Whom it speaks of, and whether it came before. */
const claimsOf = async ({ world, incoming, mail, said, signedAt }: Seen) => {
  const received = { mail, ...(said.file ? { file: said.file } : {}) };
  const repeat = await repeated(world, received);
  const written = writtenAt(mail, said.readings, signedAt);
  const found = await signsOf({
    world,
    mail,
    alike: await alikeOf(world, received),
    ...(written === undefined ? {} : { written }),
    readings: said.readings,
    fileName: said.understood ? (said.file?.name ?? "") : "",
    arrived: incoming.arrived,
    ...mailboxOf({ world, incoming }),
  });
  return { again: repeat.deposits, found, which: withRepeat(repeat, found) };
};

/** A receipt that somebody wrote for a deposit of ours, or nothing of ours. */
const receipt = async (seen: Seen): Promise<Conclusion> => {
  const { world, mail, said } = seen;
  const { again, found, which } = await claimsOf(seen);
  const readers = said.readings.map((r) => r.profile);
  if (which.is === "nobody" && readers.length === 0) return await forwarded(seen);
  const verified = await verify(seen);
  const marks = numberMarks(world, said.readings);
  // Not known today: the receipt that tells whose number this is may come tomorrow.
  const later = marks.length > 0 ? { marks, verified } : {};
  if (which.is === "nobody" && found.simulated.size > 0)
    return { ...neverSent(found.simulated, readers), verified, ...later };
  if (which.is === "nobody") return { ...nothing("ar", readers), ...later };
  if (which.is === "ambiguous")
    return {
      ...nothing("ar", ["ambiguous", ...readers]),
      candidates: which.candidates,
      verified,
      ...later,
    };
  const evidence = await evidenceOf(world, { mail, found, verified, readers });
  const matches: Match[] = [];
  let pending = "";
  for (const id of which.deposits) {
    const deposit = again.get(id) ?? found.deposits.get(id);
    if (!deposit) continue;
    const own = [...(found.signs.get(id) ?? [])].sort();
    const signs = again.size > 0 ? [...own, "repeat"] : own;
    const { match, trust } = await matchOf(matchingOf(seen, verified), deposit, signs);
    matches.push({ ...match, evidence });
    if (trust.pending) pending = trust.because;
  }
  // Not C: the DNS is asked again before anything is said of it.
  if (pending !== "") return nothing("pending", [pending]);
  const by = [...new Set(matches.flatMap((m) => m.by))];
  return { class: "ar", by, matches, returns: [] };
};

/**
 * It answers what we only simulated: another program sent the same declarations, or somebody wrote it. It proves nothing
 * of ours, and a person must know.
 */
const neverSent = (simulated: ReadonlySet<DepositId>, readers: readonly string[]): Conclusion => ({
  ...nothing("ar", ["never-sent", ...readers]),
  candidates: [...simulated]
    .sort()
    .map((deposit) => ({ deposit, score: 0, signs: ["never-sent"] })),
});

/** A person says whom a receipt is about that came inside another mail. */
const forwarded = async (seen: Seen): Promise<Conclusion> => {
  const opened = await openedForward(seen.world, seen.mail);
  if (!opened) return nothing("other", []);
  const { found, which } = await claimsOf({ ...seen, ...opened });
  const meant =
    which.is === "found"
      ? which.deposits
      : which.is === "ambiguous"
        ? which.candidates.map((c) => c.deposit)
        : [];
  if (meant.length === 0) return nothing("other", []);
  const candidates = meant.map((deposit) => {
    const signs = found.signs.get(deposit) ?? new Set<Sign>();
    return { deposit, score: scoreOf(signs), signs: [...signs].sort() };
  });
  const readers = opened.said.readings.map((r) => r.profile);
  const verified = await verify(seen);
  return { ...nothing("ar", ["forwarded", ...readers]), candidates, verified };
};

const disposition = async (seen: Seen): Promise<Conclusion | undefined> => {
  const { world, mail } = seen;
  const found = await dispositionReport(world, mail);
  if (found.is === "none") return undefined;
  if (found.is === "foreign") return nothing("mdn", ["foreign"]);
  const verified = await verify(seen);
  const about = { ...matchingOf(seen, verified), readings: [] };
  const { match } = await matchOf(about, found.deposit, []);
  const own = ruledMailOf(found.deposit, found.message);
  const { trust, verdicts } = trusted(about, { ...found, answered: own ? [own] : [] });
  if (trust.pending) return nothing("pending", [trust.because]);
  const profile = { profile: "rfc8098", official: true };
  const matches = [
    {
      ...match,
      message: found.message.id,
      by: found.signs,
      grade: trust.grade,
      gradeBecause: trust.because,
      verdicts,
      reader: profile,
    },
  ];
  return { class: "mdn", by: found.signs, matches, returns: [] };
};

/** A person reads it: nothing proves it, and no message is refused by it. */
const bounced = async (seen: Seen, by: readonly string[]): Promise<Conclusion> => {
  const { world, mail, incoming } = seen;
  for (const header of [...mail.references.toReversed(), ...quotedIds(world, mail.text)]) {
    const [deposit] = await world.journal.find({ by: "message-id", header }, 1);
    const message = deposit?.messages.find((m) => m.frozen.messageIdHeader === header);
    if (!deposit || !message) continue;
    const trust = { grade: "C", gradeBecause: "rebond probable, hors norme" } as const;
    const verdicts = toRead(ruledMailOf(deposit, message)?.declarations ?? []);
    const text = mail.text.trim() ? { text: await world.store.put(Buffer.from(mail.text)) } : {};
    const match: Match = {
      deposit: deposit.id,
      message: message.id,
      by: ["message-id", ...by],
      ...trust,
      verdicts,
      arrived: incoming.arrived,
      sender: mail.from,
      subject: withoutNir(mail.subject).slice(0, limits.receiptSubjectCharsMax),
      ...text,
    };
    return { class: "probable-bounce", by: ["message-id", ...by], matches: [match], returns: [] };
  }
  return nothing("probable-bounce", by);
};

/** What a person says it is about: read again, for this deposit. */
export const understandFor = async (
  world: Part,
  incoming: Incoming,
  deposit: Deposit,
): Promise<Conclusion> => {
  const reading = await readIncoming(world, incoming);
  if (reading.is !== "read") return nothing(reading.is, [reading.because]);
  const { mail } = reading;
  const said = readingsOf(mail, world.textProfiles);
  const opened = said.readings.length === 0 ? await openedForward(world, mail) : undefined;
  const seen: Seen = { world, incoming, mail, said, ...opened };
  const verified = await verify(seen);
  const signs: readonly Sign[] = ["person"];
  const { match } = await matchOf(matchingOf(seen, verified), deposit, signs);
  return { class: "ar", by: signs, matches: [match], returns: [] };
};
