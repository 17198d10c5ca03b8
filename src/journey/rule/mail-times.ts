/** When each mail of a file that is cut is due, and whose family it goes to: its own declarations', not the file's. */
import { familyOfAll } from "../../domain/checks/payment.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { deadlineOf } from "../../domain/due/deadline.ts";
import type { MailTimes } from "../../domain/ruled-message.ts";
import { contentOf } from "../content.ts";
import { employerPay } from "../employer-pay.ts";
import { calendarsNow } from "../register-calendars.ts";
import type { Dossier, World } from "../world.ts";

/** In the order of the groups of positions; nothing for a file that leaves whole, which has its own already. */
export const mailTimes = async (
  world: Pick<World, "store" | "journal" | "agent">,
  about: {
    readonly deposit: Deposit;
    readonly dossier: Pick<Dossier, "calendar" | "legal">;
    readonly groups: readonly (readonly number[])[];
  },
): Promise<readonly (MailTimes | undefined)[]> => {
  const { deposit, dossier, groups } = about;
  if (groups.length < 2) return [];
  const { declarations, payments = [] } = await contentOf(world, deposit);
  const { calendar } = dossier;
  const legal = await calendarsNow(world, dossier.legal);
  const pay = await employerPay(world, { declarations, legal });
  return groups.map((positions) => {
    const own = new Set(positions);
    const paid = payments.filter((p) => own.has(p.declaration));
    const family = familyOfAll(paid);
    const deadline = deadlineOf({
      declarations: declarations.filter((d) => own.has(d.position)),
      payments: paid,
      calendar,
      legal,
      pay,
    });
    return {
      ...(deadline === undefined ? {} : { deadline: deadline.at }),
      ...(deadline?.legal === undefined ? {} : { legal: deadline.legal }),
      ...(family === undefined ? {} : { family }),
    };
  });
};
