/**
 * A return that was never dropped, and that a person declared by another way: there is no deposit to say it of. It is written
 * about the series that expects it, so that alarms and lists end, and next period is expected as before.
 */
import { parsePeriod, periodCode } from "../../domain/calendar/period.ts";
import { type Family, families } from "../../domain/checks/payment-modes.ts";
import { plain } from "../../domain/declaration.ts";
import { clientHash } from "../../domain/due/series.ts";
import type { Series } from "../../domain/facts/due.ts";
import type { OtherMeans } from "../../domain/facts.ts";
import type { DepositId, Sha256 } from "../../domain/ids.ts";
import { employerIn, valueOf } from "../../domain/register/entry.ts";
import { namesOf } from "../../domain/register/times.ts";
import type { Clock } from "../../ports/clock.ts";
import type { Journal } from "../../ports/journal.ts";
import type { Store } from "../../ports/store.ts";
import { producedSince } from "../expected.ts";
import { standing } from "../register.ts";
import type { Dossier } from "../world.ts";
import { placeOf } from "./adhesions.ts";

export interface MissingOrder {
  /** The employer's SIRET. */
  readonly employer: string;
  /** As files name it, or the register's code or name. */
  readonly organism: string;
  /** `2026-T4`, `2026-10`, `202640`. */
  readonly period: string;
  readonly means: OtherMeans;
  /** In the store before this is asked. */
  readonly proof: { readonly sha256: Sha256; readonly size: number };
  readonly by: string;
  readonly reason: string;
}

export type MissingAnswer =
  | { readonly is: "done"; readonly dossier: string; readonly organism: string }
  /** It was dropped: `facteur declared` says it of that deposit; without one, it was said before. */
  | { readonly is: "there"; readonly deposit?: DepositId }
  /** Nothing was ever declared so for this employer, and no adhesion of the register says that it will be. */
  | { readonly is: "not-expected" }
  | { readonly is: "bad-period" };

export interface MissingWorld {
  readonly journal: Journal;
  readonly store: Store;
  readonly clock: Pick<Clock, "now">;
  readonly agent: { readonly key: Uint8Array };
  readonly dossiers: ReadonlyMap<string, Pick<Dossier, "calendar" | "legal" | "client">>;
}

export const declareMissing = async (
  world: MissingWorld,
  order: MissingOrder,
): Promise<MissingAnswer> => {
  const period = parsePeriod(order.period);
  if (!period) return { is: "bad-period" };
  const code = periodCode(period);
  const series = await seriesOf(world, order, code);
  if (!series) return { is: "not-expected" };
  if ("is" in series) return series;
  const { means, proof, by, reason } = order;
  await world.journal.transact((t) =>
    t.append({ is: "return-otherwise", ...series, means, proof, by, reason }),
  );
  return { is: "done", dossier: series.dossier, organism: series.organism };
};

type Missing = Series & { readonly family?: Family };

const seriesOf = async (
  world: MissingWorld,
  { employer, organism }: MissingOrder,
  code: string,
): Promise<Missing | Extract<MissingAnswer, { readonly is: "there" }> | undefined> => {
  const { journal, clock, agent, dossiers } = world;
  const client = clientHash(agent.key, employer);
  const entries = await standing(world);
  const row = entries.find(
    (e) =>
      e.table === "organismes" &&
      [valueOf(e, "code"), ...namesOf(e)].some((one) => plain(one) === plain(organism)),
  );
  const names = (row ? namesOf(row) : [organism]).map(plain);
  const produced = await producedSince(journal, clock.now());
  const own = produced.filter((p) => p.client === client && names.includes(plain(p.organism)));
  const there = own.find((p) => codeOf(p.period) === code);
  if (there) return { is: "there", ...(there.deposit ? { deposit: there.deposit } : {}) };
  const last = own.at(-1);
  if (last) {
    const { dossier, organism: named, form, family } = last;
    const series = { dossier, client, organism: named, form, period: code };
    return { ...series, ...(family === undefined ? {} : { family }) };
  }
  const adhesion = entries.some(
    (e) =>
      e.table === "adhesions" &&
      valueOf(e, "siret") === employer &&
      valueOf(e, "organisme") === (row ? valueOf(row, "code") : ""),
  );
  const known = employerIn(entries, employer);
  const name = known ? valueOf(known, "client") : "";
  const place = adhesion
    ? placeOf(
        { produced: Map.groupBy(produced, (p) => p.client), asked: { dossiers } },
        { client, name },
      )
    : undefined;
  const [named = ""] = row ? namesOf(row) : [];
  const family = families.find((one) => row && one === valueOf(row, "famille"));
  return (
    place && {
      dossier: place[0],
      client,
      organism: named,
      form: "",
      period: code,
      ...(family === undefined ? {} : { family }),
    }
  );
};

const codeOf = (text: string): string => {
  const period = parsePeriod(text);
  return period ? periodCode(period) : "";
};
