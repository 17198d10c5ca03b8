/** One deposit that a receipt is about: how far it can be trusted, and what it says of each declaration. */
import { type Authenticity, authenticity, doubledFields } from "../../domain/authenticity.ts";
import type { Declaration } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { ByPerson, FactOf } from "../../domain/facts.ts";
import type { Message } from "../../domain/message.ts";
import type { Verification } from "../../domain/verification.ts";
import { withoutNir } from "../../domain/without-nir.ts";
import { withoutPersons } from "../../domain/without-persons.ts";
import type { ReceiptReading } from "../../formats/receipts/receipt-format.ts";
import type { ReadMail, ReadPart } from "../../ports/mail-reader.ts";
import { CorruptBlob } from "../../ports/store.ts";
import { contentOf } from "../content.ts";
import type { World } from "../world.ts";
import { answeredMails, expectedDomains, mailsOf } from "./answered.ts";
import type { Conclusion } from "./conclusion.ts";
import type { Incoming } from "./incoming.ts";
import { repeatMarks } from "./repeats.ts";
import { numberMarks } from "./signs.ts";
import { verdictsFor } from "./verdicts.ts";

export interface Matching {
  readonly world: Pick<World, "store" | "agent" | "senders" | "signers">;
  readonly incoming: Incoming;
  readonly mail: ReadMail;
  readonly readings: readonly ReceiptReading[];
  readonly verified: Verification;
  readonly file?: ReadPart;
}

export type Match = Conclusion["matches"][number];

export const matchOf = async (
  about: Matching,
  deposit: Deposit,
  signs: readonly string[],
): Promise<{ readonly match: Match; readonly trust: Authenticity }> => {
  const { world, incoming, mail, readings, file } = about;
  const answered = answeredMails(deposit, mail);
  const understood = await verdictsFor({ world, deposit, mails: answered }, readings);
  const spoken = mailsOf(
    deposit,
    understood.verdicts.map((v) => v.declaration),
  );
  const trust = trustOf(about, deposit, [...new Set([...answered, ...spoken])]);
  const marks = [
    ...numberMarks(world, readings),
    ...repeatMarks(world, { mail, ...(file ? { file } : {}) }),
  ];
  const stamp = readings.find((r) => r.stamp !== undefined)?.stamp;
  const message = answered[0]?.id;
  const declarations = await declaredIn(world, deposit);
  const match: Match = {
    deposit: deposit.id,
    ...(message ? { message } : {}),
    by: [...signs, ...understood.doubts],
    grade: trust.grade,
    gradeBecause: trust.because,
    ...(understood.level ? { level: understood.level } : {}),
    verdicts: understood.verdicts,
    arrived: incoming.arrived,
    ...(stamp ? { stamp } : {}),
    ...(marks.length > 0 ? { marks } : {}),
    ...(incoming.person ? { person: incoming.person } : {}),
    sender: mail.from,
    subject: withoutPersons(withoutNir(mail.subject), declarations).slice(0, 200),
    ...(understood.reader ? { reader: understood.reader } : {}),
    ...(mail.text.trim() ? { text: await world.store.put(Buffer.from(mail.text)) } : {}),
    ...(file && !incoming.inPlace ? { file: await kept(world, file, deposit) } : {}),
  };
  return { match, trust };
};

/** A damaged content is told elsewhere; an acknowledgement is not lost for it. */
const declaredIn = async (
  world: Pick<World, "store">,
  deposit: Deposit,
): Promise<readonly Declaration[]> => {
  try {
    return (await contentOf(world, deposit)).declarations;
  } catch (cause) {
    if (cause instanceof CorruptBlob) return [];
    throw cause;
  }
};

const kept = async (
  world: Pick<World, "store">,
  file: ReadPart,
  deposit: Deposit,
): Promise<NonNullable<FactOf<"receipt-matched">["file"]>> => ({
  name: file.name || deposit.claimed.name,
  sha256: await world.store.put(file.bytes),
});

/** As little as the least of them: what it says of one organism's mail, another cannot vouch for. */
export const trustOf = (
  about: Pick<Matching, "world" | "incoming" | "mail" | "verified">,
  deposit: Deposit,
  mails: readonly Message[],
): Authenticity => {
  const all = mails.map((m) => trustFrom(about, expectedDomains(deposit, m, about.mail.from)));
  const pending = all.find((one) => one.pending);
  const least = all.toSorted((a, b) => grades.indexOf(b.grade) - grades.indexOf(a.grade))[0];
  return pending ?? least ?? trustFrom(about, []);
};

const grades = "HABCF";

/** A person answers for what they bring or say; they cannot make a forged signature true. */
const trustFrom = (
  { world, incoming, mail, verified }: Parameters<typeof trustOf>[0],
  domains: readonly string[],
): Authenticity => {
  const { authservId, receivedAbove = 0 } = world.senders.get(incoming.ref.mailbox) ?? {};
  const found = authenticity({
    results: mail.headers.get("authentication-results") ?? [],
    receivedAbove: { found: mail.receivedAboveResults, ours: receivedAbove },
    from: mail.from,
    expectedDomains: domains,
    verified,
    doubled: doubledFields(mail.headers),
    arrived: incoming.arrived,
    pinned: domains.flatMap((domain) => world.signers.get(domain) ?? []),
    ...(authservId === undefined ? {} : { authservId }),
  });
  const { person } = incoming;
  if (!person || person.means === "assign" || found.grade === "F" || found.grade === "A")
    return found;
  return { grade: "H", because: personSays(person) };
};

const personSays = ({ by, means }: ByPerson): string => {
  switch (means) {
    case "fax":
      return `télécopie enregistrée par ${by}`;
    case "phone":
      return `réponse par téléphone enregistrée par ${by}`;
    case "post":
      return `courrier postal enregistré par ${by}`;
    case "file":
      return `fichier déposé par ${by}`;
    case "assign":
      return `rattaché par ${by}`;
    case "confirm":
      return `confirmé par ${by}`;
  }
};
