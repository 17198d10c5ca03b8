/** Claimed → recognised: the content decides what the file is, and who it speaks of. */

import { frenchCalendar } from "../domain/calendar/working-days.ts";
import { localTime } from "../domain/calendar/zoned-time.ts";
import { familyOfAll } from "../domain/checks/payment.ts";
import type { DeclaredPayments } from "../domain/checks/stated-payment.ts";
import type { Content } from "../domain/declaration.ts";
import type { Deposit } from "../domain/deposit.ts";
import { deadlineOf } from "../domain/due/deadline.ts";
import { clientHash } from "../domain/due/series.ts";
import type { FactOf } from "../domain/facts.ts";
import type { Finding } from "../domain/finding.ts";
import { lookupsFor } from "../domain/lookups.ts";
import type { Mode } from "../domain/mode.ts";
import { marksOf } from "../domain/receipt/marks.ts";
import { headBytes } from "../formats/format.ts";
import { keyedHash } from "../foundation/bytes.ts";
import { putJson } from "./content.ts";
import { employerPay } from "./employer-pay.ts";
import { readAs, unfit, unrecognised } from "./examine.ts";
import { calendarsNow } from "./register-calendars.ts";
import type { Facts, World } from "./world.ts";

export const recognise = async (
  world: Pick<World, "store" | "journal" | "agent" | "clock" | "dossiers" | "formats">,
  deposit: Deposit,
): Promise<Facts> => {
  const { size, sha256, mode } = deposit.claimed;
  const refused = unfit(size);
  if (refused) return unusable(world, deposit, refused);
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const calendar = dossier?.calendar ?? frenchCalendar;
  // A hire's hour is that of the place where it happens.
  const now = localTime(world.clock.now(), calendar.zone);
  const bytes = await world.store.get(sha256);
  const read = readAs(
    bytes,
    { today: now.day, hour: `${now.hour}:${now.minute}`, mode },
    world.formats,
  );
  if (!read) return unusable(world, deposit, unrecognised(bytes.subarray(0, headBytes)));
  const { format, reading } = read;
  const { declarations, findings, judgedBy, returns, payments, versions } = reading;
  const content: Content = {
    declarations,
    findings,
    judgedBy,
    ...(returns === undefined ? {} : { returns }),
    ...(payments === undefined ? {} : { payments }),
    ...(versions === undefined ? {} : { versions }),
  };
  const legal = await calendarsNow(world, dossier?.legal ?? []);
  const pay = await employerPay(world, { declarations, legal });
  const deadline = deadlineOf({
    declarations,
    ...(payments === undefined ? {} : { payments }),
    calendar,
    legal,
    pay,
  });
  return [
    {
      is: "recognised",
      deposit: deposit.id,
      format: format.name,
      content: await putJson(world, content),
      ...lookupsFor(declarations, world.agent.key),
      marks: marksOf(declarations).map((mark) => keyedHash(world.agent.key, mark)),
      ...(reading.testFlag ? { testFlag: reading.testFlag } : {}),
      ...(deadline === undefined ? {} : { deadline: deadline.at }),
      ...(deadline?.legal === undefined ? {} : { legal: deadline.legal }),
      ...produced(world, { declarations, payments, mode, dossier: deposit.claimed.dossier }),
    },
  ];
};

/** Which returns of which period: known without opening the content again, which may be erased one day. */
const produced = (
  world: Pick<World, "agent">,
  about: {
    readonly declarations: Content["declarations"];
    readonly payments: readonly DeclaredPayments[] | undefined;
    readonly mode: Mode;
    readonly dossier: string;
  },
): Pick<FactOf<"recognised">, "family" | "series"> => {
  const family = familyOfAll(about.payments ?? []);
  const returns = about.declarations.filter((d) => d.kind === "ducs");
  const series = returns.map((d) => ({
    dossier: about.dossier,
    client: clientHash(world.agent.key, d.siret),
    organism: d.recipient,
    form: d.form,
    period: d.period,
  }));
  return {
    ...(family !== undefined ? { family } : {}),
    ...(series.length === 0 || about.mode !== "reel" ? {} : { series }),
  };
};

/** A file that no format can read is rejected at once: there is nothing to check in it. */
const unusable = async (
  world: Pick<World, "store">,
  deposit: Deposit,
  finding: Finding,
): Promise<Facts> => [
  {
    is: "checked",
    deposit: deposit.id,
    findings: await putJson(world, [finding]),
    blocking: 1,
    warnings: 0,
  },
  { is: "rejected", deposit: deposit.id, codes: [finding.code] },
];
