/** What a file's own bytes cannot show, and what was not checked because nothing is known here. */
import { againstKnown, type Known, notChecked } from "../../domain/checks/against-tables.ts";
import type { CheckContext } from "../../domain/checks/context.ts";
import type { Declaration } from "../../domain/declaration.ts";
import type { Finding } from "../../domain/finding.ts";
import { employerPay } from "../employer-pay.ts";
import type { Examined } from "../examine.ts";
import { calendarsNow, tablesNow } from "../register-calendars.ts";
import { againstHistory, type Past } from "./history.ts";

export const beyondFile = async (
  { format, reading }: Pick<Examined, "format" | "reading">,
  about: { readonly known: Known; readonly judging: CheckContext; readonly past?: Past },
): Promise<readonly Finding[]> => {
  if (format === undefined || reading === undefined || reading.declarations.length === 0) return [];
  const { known, judging, past } = about;
  const here = past ? await withRegister(known, past, reading.declarations) : known;
  return [
    ...againstKnown({ ...reading, format }, here, judging),
    ...(past ? await againstHistory(past, reading) : [notChecked("historique-non-consulte")]),
  ];
};

/** As the agent judges: the register's calendars and versions count, and how employers pay their wages. */
const withRegister = async (
  known: Known,
  past: Past,
  declarations: readonly Declaration[],
): Promise<Known> => {
  const legal = await calendarsNow(past, known.legal ?? []);
  const world = { ...past, agent: { key: past.key } };
  return {
    ...known,
    tables: await tablesNow(past, known.tables),
    legal,
    pay: await employerPay(world, { declarations, legal }),
  };
};
