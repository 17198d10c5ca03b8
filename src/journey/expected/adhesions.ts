/** Returns that an adhesion of the register lets expect: its periodicity says which period, a calendar says by when. */
import { type LegalTimes, legalTimes } from "../../domain/calendar/legal-calendar.ts";
import {
  dayAfter,
  lastEnded,
  type Period,
  type Periodicity,
  parsePeriod,
  periodBefore,
  periodCode,
  periodicities,
  periodicityOf,
} from "../../domain/calendar/period.ts";
import { addDays, dayOf } from "../../domain/calendar/zoned-time.ts";
import { type Family, families } from "../../domain/checks/payment-modes.ts";
import { plain } from "../../domain/declaration.ts";
import { latestSafeHour } from "../../domain/due/deadline.ts";
import { toldAfterDeadlineMs } from "../../domain/due/lost.ts";
import { clientHash, type Produced, type ToldAlready } from "../../domain/due/series.ts";
import type { ExpectedReturn, Gap } from "../../domain/due/today.ts";
import type { Instant } from "../../domain/ids.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { payIn } from "../../domain/register/pay.ts";
import { namesOf } from "../../domain/register/times.ts";
import { type RegisterReading, standing } from "../register.ts";
import type { Dossier } from "../world.ts";

export interface ExpectingRegister extends RegisterReading {
  /** The agent's: what was produced names its employers by keyed hashes. */
  readonly key: Uint8Array;
}

/** The agent's own, for whoever holds its journal, store and key. */
export const registerIn = (world: {
  readonly journal: RegisterReading["journal"];
  readonly store: RegisterReading["store"];
  readonly agent: { readonly key: Uint8Array };
}): ExpectingRegister => ({ journal: world.journal, store: world.store, key: world.agent.key });

interface Asked {
  readonly now: Instant;
  readonly dossier?: string;
  readonly produced: readonly Produced[];
  readonly dossiers: ReadonlyMap<string, Pick<Dossier, "calendar" | "legal" | "client">>;
}

/**
 * One line per dossier, organism and period; nothing where no calendar knows the date. The period that ended last is not the
 * only one: the return of an earlier one may be due later still (décalage de paie), or be past its deadline and owed.
 */
export const adheredReturns = async (
  register: ExpectingRegister,
  asked: Asked,
): Promise<Adhered<AdheredReturn>> => {
  const about = await aboutOf(register, asked);
  const found = adhesionsOf(about).flatMap((adhesion) => {
    const { calendar } = adhesion.dossier;
    const last = lastEnded(dayOf(asked.now, calendar.zone), adhesion.kind);
    return Array.from({ length: periodsBack }, (_, back) => periodBefore(last, back)).flatMap(
      (period) => {
        const times = isMissing(adhesion, period, about) && timesOf(adhesion, period);
        if (!times || asked.now > times.deadline + toldAfterDeadlineMs) return [];
        const { deadline } = times;
        const safeHour = latestSafeHour(deadline, calendar);
        return [{ adhesion, gap: { ...gapOf(adhesion, period, asked.now), deadline, safeHour } }];
      },
    );
  });
  return adheredBy(found);
};

/** What adhesions let expect of a period that a person names, and was not dropped, whatever a calendar knows. */
export const adheredGaps = async (
  register: ExpectingRegister,
  asked: Asked,
  period: Period,
): Promise<Adhered<AdheredGap>> => {
  const about = await aboutOf(register, asked);
  return adheredBy(
    adhesionsOf(about)
      .filter((one) => one.kind === periodicityOf(period) && isMissing(one, period, about))
      .map((adhesion) => ({ adhesion, gap: gapOf(adhesion, period, asked.now) })),
  );
};

export interface Adhered<One> {
  readonly gaps: readonly One[];
  /** Whether it stands in `gaps` already: a habit need not tell it too. */
  readonly tells: ToldAlready;
}

const adheredBy = <One extends AdheredGap & { readonly deadline?: Instant }>(
  found: readonly { readonly adhesion: Adhesion; readonly gap: One }[],
): Adhered<One> => {
  const key = (client: string, organism: string, period: Period): string =>
    [client, plain(organism), periodCode(period)].join("|");
  const told = new Set(
    found.flatMap(({ adhesion, gap }) =>
      adhesion.names.map((name) => key(adhesion.client, name, gap.period)),
    ),
  );
  return {
    gaps: merged(found.map(({ gap }) => gap)),
    tells: ({ client, organism }, period) => told.has(key(client, organism, period)),
  };
};

/** So many periods may be owed at once: a month's return is due at most two months after it. */
const periodsBack = 4;

interface About {
  readonly asked: Asked;
  readonly key: Uint8Array;
  readonly adhesions: readonly Entry[];
  /** By code. */
  readonly organisms: ReadonlyMap<string, Entry>;
  /** By SIRET. */
  readonly employers: ReadonlyMap<string, Entry>;
  /** By client, oldest first. */
  readonly produced: ReadonlyMap<string, readonly Produced[]>;
}

const aboutOf = async (register: ExpectingRegister, asked: Asked): Promise<About> => {
  const entries = await standing(register);
  const rows = (table: Entry["table"], column: string): ReadonlyMap<string, Entry> =>
    new Map(entries.flatMap((e) => (e.table === table ? [[valueOf(e, column), e]] : [])));
  return {
    asked,
    key: register.key,
    adhesions: entries.filter((e) => e.table === "adhesions" && valueOf(e, "accord") === "oui"),
    organisms: rows("organismes", "code"),
    employers: rows("employeurs", "siret"),
    produced: Map.groupBy(asked.produced, (p) => p.client),
  };
};

/** An employer who declares to an organism every month, quarter or year. */
interface Adhesion {
  readonly entry: Entry;
  readonly kind: Periodicity;
  readonly client: string;
  readonly employer: Entry | undefined;
  readonly place: string;
  readonly dossier: Pick<Dossier, "calendar" | "legal">;
  readonly names: readonly string[];
  /** As people call the organism. */
  readonly name: string;
  readonly family?: Family;
}

export type AdheredGap = Extract<Gap, { readonly because: "adhesion" }>;
type AdheredReturn = Extract<ExpectedReturn, { readonly because: "adhesion" }>;

const adhesionsOf = (about: About): readonly Adhesion[] => {
  const { asked, key, adhesions, organisms, employers } = about;
  return adhesions.flatMap((entry): readonly Adhesion[] => {
    const kind = periodicities.find((one) => one === valueOf(entry, "periodicite"));
    const siret = valueOf(entry, "siret");
    const organism = organisms.get(valueOf(entry, "organisme"));
    if (!kind || !organism) return [];
    const client = clientHash(key, siret);
    const employer = employers.get(siret);
    const found = placeOf(about, { client, name: employer ? valueOf(employer, "client") : "" });
    if (!found || (asked.dossier !== undefined && found[0] !== asked.dossier)) return [];
    const [place, dossier] = found;
    const family = families.find((one): one is Family => one === valueOf(organism, "famille"));
    const names = namesOf(organism);
    const name = valueOf(organism, "nom");
    const more = family === undefined ? {} : { family };
    return [{ entry, kind, client, employer, place, dossier, names, name, ...more }];
  });
};

const isMissing = (one: Adhesion, period: Period, { produced }: About): boolean => {
  const { client, names } = one;
  const code = periodCode(period);
  return (
    isInForce(one.entry, addDays(dayAfter(period), -1)) &&
    !(produced.get(client) ?? []).some((p) => isThis(p, { names, code }))
  );
};

const timesOf = (one: Adhesion, period: Period): LegalTimes | undefined =>
  legalTimes(one.dossier.legal, {
    period: periodCode(period),
    organisms: one.names,
    ...(one.family === undefined ? {} : { family: one.family }),
    pay: one.employer ? payIn(one.employer) : {},
    drawn: true,
    zone: one.dossier.calendar.zone,
    working: one.dossier.calendar,
  });

const gapOf = (one: Adhesion, period: Period, now: Instant): AdheredGap => ({
  dossier: one.place,
  organism: one.names[0] ?? "",
  form: "",
  period,
  ...(one.family === undefined ? {} : { family: one.family }),
  clients: 1,
  before: [],
  since: now,
  because: "adhesion",
  name: one.name,
  who: [one.employer ? valueOf(one.employer, "raison_sociale") : valueOf(one.entry, "siret")],
});

const merged = <One extends AdheredGap & { readonly deadline?: Instant }>(
  gaps: readonly One[],
): readonly One[] => {
  const found = new Map<string, One>();
  for (const one of gaps) {
    const key = [one.dossier, one.organism, periodCode(one.period), one.deadline].join("|");
    const known = found.get(key);
    found.set(
      key,
      known ? { ...known, clients: known.clients + 1, who: [...known.who, ...one.who] } : one,
    );
  }
  return [...found.values()];
};

/** Where its returns came lately, else its client's first dossier. */
export const placeOf = <D extends Pick<Dossier, "client">>(
  {
    produced,
    asked,
  }: {
    readonly produced: ReadonlyMap<string, readonly Produced[]>;
    readonly asked: { readonly dossiers: ReadonlyMap<string, D> };
  },
  who: { readonly client: string; readonly name: string },
) => {
  const last = produced.get(who.client)?.at(-1)?.dossier;
  const all = [...asked.dossiers];
  return (
    all.find(([name]) => name === last) ??
    all.find(([name, d]) => who.name !== "" && (d.client === who.name || name === who.name)) ??
    (all.length === 1 ? all[0] : undefined)
  );
};

/** On the last day of a period: what it owes, it owes also when the adhesion ended since. */
const isInForce = (adhesion: Entry, day: string): boolean => {
  const begins = valueOf(adhesion, "debut_tests") || valueOf(adhesion, "accord_le");
  const ends = valueOf(adhesion, "resiliee");
  return (begins === "" || begins <= day) && (ends === "" || ends > day);
};

const isThis = (
  p: Produced,
  one: { readonly names: readonly string[]; readonly code: string },
): boolean => {
  const period = parsePeriod(p.period);
  return (
    period !== undefined &&
    periodCode(period) === one.code &&
    one.names.some((name) => plain(name) === plain(p.organism))
  );
};
