/**
 * How far a receipt can be trusted, mail by mail. Each organism vouches for what it was sent (`decouper=oui`); of what another was
 * sent, its signature proves only that somebody else says so.
 */

import type { Deposit } from "../../domain/deposit.ts";
import type { ByPerson } from "../../domain/facts.ts";
import {
  type Authenticity,
  authenticity,
  doubledFields,
} from "../../domain/receipt/authenticity.ts";
import type { Grade, Verdict } from "../../domain/receipt/verdict.ts";
import type { Verification } from "../../domain/receipt/verification.ts";
import { byDeclaration, type RuledMail } from "../../domain/ruled-mails.ts";
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import { domainOf, expectedDomains } from "./answered.ts";
import type { Incoming } from "./incoming.ts";

interface Asked {
  readonly world: Pick<World, "senders" | "signers">;
  readonly incoming: Incoming;
  readonly mail: ReadMail;
  readonly verified: Verification;
}

export interface Trusted {
  readonly trust: Authenticity;
  /** Each with its own grade, where that is not the receipt's. */
  readonly verdicts: readonly Verdict[];
}

interface Judged {
  readonly trust: Authenticity;
  /** Whether the sender is one who answers for this mail. */
  readonly own: boolean;
}

/** What is known of a mail's own sender, by the mail's number: the same mail may be answered and spoken of. */
type Judgements = ReadonlyMap<string, Judged>;

export const trusted = (
  asked: Asked,
  about: {
    readonly deposit: Deposit;
    readonly answered: readonly RuledMail[];
    readonly verdicts: readonly Verdict[];
  },
): Trusted => {
  const carriers = byDeclaration(about.deposit);
  const spoken = about.verdicts.flatMap((v) => carriers.get(v.declaration) ?? []);
  const mails = new Map([...about.answered, ...spoken].map((m) => [keyOf(m), m]));
  const judged: Judgements = new Map([...mails].map(([key, m]) => [key, judge(asked, m)]));
  const whole = wholeOf(judged) ?? trustFrom(asked, []);
  const verdicts = about.verdicts.map((verdict) => {
    const mail = carriers.get(verdict.declaration);
    const grade = gradeFor(mail && judged.get(keyOf(mail)), whole.grade);
    return grade === whole.grade ? verdict : { ...verdict, grade };
  });
  const denied = [...mails].filter(
    ([key]) => whole.grade !== "F" && gradeFor(judged.get(key), whole.grade) === "F",
  );
  const others = denied.map(([, mail]) => mail.to).join(", ");
  const because = `${whole.because} ; rien n'est prouvé de ce qui a été envoyé à ${others}`;
  return { trust: others === "" ? whole : { ...whole, because }, verdicts };
};

const keyOf = (mail: RuledMail): string => mail.message?.id ?? mail.to;

const judge = (asked: Asked, mail: RuledMail): Judged => {
  const domains = expectedDomains(mail, asked.mail.from);
  const trust = trustFrom(asked, domains);
  const proved = trust.grade === "A" || trust.grade === "B";
  return { trust, own: proved || domains.includes(domainOf(asked.mail.from)) };
};

/** Of the mails that the sender answers for, when there are some: as little as the least of them. */
const wholeOf = (judged: Judgements): Authenticity | undefined => {
  const all = [...judged.values()];
  const own = all.filter((one) => one.own);
  const asked = (own.length > 0 ? own : all).map((one) => one.trust);
  const least = asked.toSorted((a, b) => grades.indexOf(b.grade) - grades.indexOf(a.grade))[0];
  return asked.find((one) => one.pending) ?? least;
};

const grades = "HABCF";

/** Proved to come from one organism, it contradicts what it says of another's mail; a person may answer for it all the same. */
const gradeFor = (judged: Judged | undefined, whole: Grade): Grade => {
  if (!judged) return whole;
  const { trust, own } = judged;
  if (own || trust.grade === "H") return trust.grade;
  return whole === "A" || whole === "B" || whole === "F" ? "F" : trust.grade;
};

/** A person answers for what they bring or say; they cannot make a forged signature true. */
export const trustFrom = (
  { world, incoming, mail, verified }: Asked,
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
