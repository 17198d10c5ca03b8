/** The statement that a client was given, and the agreement that its silence became: facts, each judged as the deposit is now. */
import { type AgreementStand, agreementStand } from "../domain/agreement/agreement.ts";
import type { WorkCalendar } from "../domain/calendar/working-days.ts";
import type { Deposit } from "../domain/deposit.ts";
import type { StatementMeans } from "../domain/facts/agreement.ts";
import type { DepositId } from "../domain/ids.ts";
import type { World } from "./world.ts";

export interface GivenStatement {
  readonly deposit: DepositId;
  readonly how: StatementMeans;
  readonly by: string;
  readonly reason: string;
}

export type StatementAnswer =
  | { readonly is: "given"; readonly stand: AgreementStand }
  | { readonly is: "refused"; readonly because: "agreement-not-asked" }
  | { readonly is: "unknown" };

export interface AgreementWorld extends Pick<World, "journal" | "clock"> {
  readonly dossiers: ReadonlyMap<string, { readonly calendar: WorkCalendar }>;
}

export const giveStatement = (
  world: AgreementWorld,
  request: GivenStatement,
): Promise<StatementAnswer> =>
  world.journal.transact(async (t) => {
    const deposit = await t.deposit(request.deposit);
    if (!deposit) return { is: "unknown" };
    if (standNow(world, deposit).is === "not-asked")
      return { is: "refused", because: "agreement-not-asked" };
    const { how, by, reason } = request;
    await t.append({ is: "statement-given", deposit: deposit.id, how, by, reason });
    const after = await t.deposit(deposit.id);
    return { is: "given", stand: standNow(world, after ?? deposit) };
  });

type AgreeingWorld = AgreementWorld & Pick<World, "holds">;

/** Whether the deposit goes now: its delay ended in time, and nobody suspended it or its client. */
export const agreeTacitly = async (world: AgreeingWorld, { id }: Deposit): Promise<boolean> => {
  const seen = await world.journal.deposit(id);
  if (!seen || !isAgreed(world, seen)) return false;
  return world.journal.transact(async (t) => {
    const deposit = await t.deposit(id);
    const stand = deposit && standNow(world, deposit);
    if (!stand || world.holds.over(deposit).heldBy || stand.is !== "agreed") return false;
    await t.append({ is: "tacitly-agreed", deposit: id, given: stand.given, ended: stand.ends });
    return true;
  });
};

const isAgreed = (world: AgreeingWorld, deposit: Deposit): boolean =>
  !world.holds.over(deposit).heldBy && standNow(world, deposit).is === "agreed";

/** A dossier that the settings no longer name has no calendar: nothing runs for it. */
const standNow = ({ clock, dossiers }: AgreementWorld, deposit: Deposit): AgreementStand => {
  const dossier = dossiers.get(deposit.claimed.dossier);
  return dossier
    ? agreementStand(deposit, { now: clock.now(), calendar: dossier.calendar })
    : { is: "not-asked" };
};
