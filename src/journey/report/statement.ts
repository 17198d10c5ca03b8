/** What a statement for the client is made of: the file's own declarations and payments, their dates, where the agreement stands. */
import { type AgreementStand, agreementStand } from "../../domain/agreement/agreement.ts";
import { type StatementContent, statementOf } from "../../domain/agreement/statement.ts";
import { frenchCalendar } from "../../domain/calendar/working-days.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { Instant } from "../../domain/ids.ts";
import type { JournalReader } from "../../ports/journal.ts";
import { contentOf } from "../content.ts";
import { allEmployersPay } from "../employer-pay.ts";
import { calendarsNow } from "../register-calendars.ts";
import type { Dossier, World } from "../world.ts";

export interface StatementForClient {
  readonly deposit: Deposit;
  readonly content: StatementContent;
  readonly stand: AgreementStand;
  /** The client's name, else the dossier's. */
  readonly client: string;
  readonly at: Instant;
}

/** Undefined when no declaration of it could be read. */
export const statementFor = async (
  world: Pick<World, "store"> & {
    readonly journal: Pick<JournalReader, "registered">;
    readonly dossiers: ReadonlyMap<string, Pick<Dossier, "calendar" | "legal" | "client">>;
  },
  { deposit, at }: { readonly deposit: Deposit; readonly at: Instant },
): Promise<StatementForClient | undefined> => {
  const { declarations, payments } = await contentOf(world, deposit);
  if (declarations.length === 0) return undefined;
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const calendar = dossier?.calendar ?? frenchCalendar;
  const legal = await calendarsNow(world, dossier?.legal ?? []);
  const pay = await allEmployersPay(world, legal);
  const asked = { declarations, ...(payments ? { payments } : {}), calendar, legal, pay };
  return {
    deposit,
    content: statementOf(asked),
    stand: agreementStand(deposit, { now: at, calendar }),
    client: dossier?.client ?? deposit.claimed.dossier,
    at,
  };
};
