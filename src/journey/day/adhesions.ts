/** Returns that an adhesion of the register lets expect: its periodicity says which period, a calendar says by when. */
import { legalTimes } from "../../domain/calendar/legal-calendar.ts";
import {
  lastEnded,
  type Periodicity,
  parsePeriod,
  periodCode,
  periodicities,
} from "../../domain/calendar/period.ts";
import { dayOf } from "../../domain/calendar/zoned-time.ts";
import { type Family, families } from "../../domain/checks/payment-modes.ts";
import { latestSafeHour } from "../../domain/deadline.ts";
import { plain } from "../../domain/declaration.ts";
import type { Instant } from "../../domain/ids.ts";
import { type Entry, valueOf } from "../../domain/register/entry.ts";
import { payIn } from "../../domain/register/pay.ts";
import type { Produced } from "../../domain/series.ts";
import type { ExpectedReturn } from "../../domain/today.ts";
import { keyedHash } from "../../foundation/bytes.ts";
import { type RegisterReading, standing } from "../register.ts";
import type { Dossier } from "../world.ts";

export interface ExpectingRegister extends RegisterReading {
  /** The agent's: what was produced names its employers by keyed hashes. */
  readonly key: Uint8Array;
}

interface Asked {
  readonly now: Instant;
  readonly dossier?: string;
  readonly produced: readonly Produced[];
  readonly dossiers: ReadonlyMap<string, Pick<Dossier, "calendar" | "legal" | "client">>;
}

/** One line per dossier, organism and period; nothing where no calendar knows the date. */
export const adheredReturns = async (
  register: ExpectingRegister,
  asked: Asked,
): Promise<readonly ExpectedReturn[]> => {
  const entries = await standing(register);
  const found = new Map<string, ExpectedReturn>();
  for (const adhesion of entries.filter((e) => e.table === "adhesions")) {
    const one = expectedOf(adhesion, { entries, asked, key: register.key });
    if (!one || (asked.dossier !== undefined && one.dossier !== asked.dossier)) continue;
    const key = [one.dossier, one.organism, periodCode(one.period), one.deadline].join("|");
    const known = found.get(key);
    found.set(key, known ? { ...known, clients: known.clients + 1 } : one);
  }
  return [...found.values()];
};

const expectedOf = (
  adhesion: Entry,
  about: { readonly entries: readonly Entry[]; readonly asked: Asked; readonly key: Uint8Array },
): ExpectedReturn | undefined => {
  const { entries, asked, key } = about;
  const kind = periodicities.find((one) => one === valueOf(adhesion, "periodicite"));
  const siret = valueOf(adhesion, "siret");
  const organism = entries.find(
    (e) => e.table === "organismes" && valueOf(e, "code") === valueOf(adhesion, "organisme"),
  );
  if (!kind || !organism) return undefined;
  const client = keyedHash(key, `siret|${siret}`).slice(0, 16);
  const employer = entries.find((e) => e.table === "employeurs" && valueOf(e, "siret") === siret);
  const place = placeOf(asked, { client, name: employer ? valueOf(employer, "client") : "" });
  if (!place) return undefined;
  const [dossier, { calendar, legal }] = place;
  const today = dayOf(asked.now, calendar.zone);
  if (!isInForce(adhesion, today)) return undefined;
  const names = namesOf(organism);
  const period = lastEnded(today, kind satisfies Periodicity);
  if (asked.produced.some((p) => isThis(p, { client, names, code: periodCode(period) })))
    return undefined;
  const family = families.find((one): one is Family => one === valueOf(organism, "famille"));
  const times = legalTimes(legal, {
    period: periodCode(period),
    organisms: names,
    ...(family === undefined ? {} : { family }),
    pay: employer ? payIn(employer) : {},
    drawn: true,
    zone: calendar.zone,
    working: calendar,
  });
  if (!times) return undefined;
  return {
    dossier,
    organism: names[0] ?? "",
    form: "",
    period,
    ...(family === undefined ? {} : { family }),
    clients: 1,
    before: [],
    since: asked.now,
    because: "adhesion",
    deadline: times.deadline,
    safeHour: latestSafeHour(times.deadline, calendar),
  };
};

/** Where its returns came lately, else its client's first dossier. */
const placeOf = (
  { produced, dossiers }: Asked,
  who: { readonly client: string; readonly name: string },
) => {
  const last = produced.findLast((p) => p.client === who.client)?.dossier;
  const all = [...dossiers];
  return (
    all.find(([name]) => name === last) ??
    all.find(([name, d]) => who.name !== "" && (d.client === who.name || name === who.name)) ??
    (all.length === 1 ? all[0] : undefined)
  );
};

const isInForce = (adhesion: Entry, today: string): boolean => {
  const [begins, ends] = [valueOf(adhesion, "debut_tests"), valueOf(adhesion, "resiliee")];
  return (
    valueOf(adhesion, "accord") === "oui" &&
    (begins === "" || begins <= today) &&
    (ends === "" || ends > today)
  );
};

const namesOf = (organism: Entry): readonly string[] =>
  [
    valueOf(organism, "siret"),
    ...valueOf(organism, "identifiants").split(" "),
    valueOf(organism, "nom"),
  ].filter((name) => name !== "");

const isThis = (
  p: Produced,
  one: { readonly client: string; readonly names: readonly string[]; readonly code: string },
): boolean => {
  const period = parsePeriod(p.period);
  return (
    p.client === one.client &&
    period !== undefined &&
    periodCode(period) === one.code &&
    one.names.some((name) => plain(name) === plain(p.organism))
  );
};
