/** What a form of accounts asks for, whether it came in an address or with a button. */
import { type AccountForm, accountForms } from "../../domain/account/forms.ts";
import { type Day, dayOf, paris } from "../../domain/calendar/zoned-time.ts";
import type { Instant } from "../../domain/ids.ts";
import type { AccountAsked } from "../../journey/account/open.ts";

export const times = ["month", "mandate"] as const;

export interface AccountFields {
  /** Empty: nobody is asked for yet. */
  readonly client: string;
  readonly time: (typeof times)[number];
  /** `2026-11` */
  readonly month: string;
  /** All of them when none is chosen, as the command does. */
  readonly forms: readonly AccountForm[];
}

export const accountFields = (
  read: (name: string) => string | null | undefined,
  now: Instant,
): AccountFields => {
  const chosen = accountForms.filter((form) => read(form) === "yes");
  return {
    client: (read("client") ?? "").trim().slice(0, 200),
    time: read("time") === "mandate" ? "mandate" : "month",
    month: (read("month") ?? "").trim().slice(0, 20) || monthBefore(dayOf(now, paris)),
    forms: chosen.length > 0 ? chosen : accountForms,
  };
};

/** A month is accounted for once it is over. */
const monthBefore = (today: Day): string => {
  const [year = 0, month = 1] = today.split("-").map(Number);
  const [y, m] = month === 1 ? [year - 1, 12] : [year, month - 1];
  return `${y}-${String(m).padStart(2, "0")}`;
};

export const askedOf = ({ client, time, month }: AccountFields): AccountAsked => ({
  client,
  ...(time === "month" ? { month } : {}),
});

/** For an address or a form that asks for the same. */
export const fieldsOf = ({
  client,
  time,
  month,
  forms,
}: AccountFields): Record<string, string> => ({
  client,
  time,
  month,
  ...Object.fromEntries(forms.map((form) => [form, "yes"])),
});

const names: ReadonlySet<string> = new Set(["client", "time", "month", ...accountForms]);

/** The address that asks for what a form asked for. */
export const accountHref = (fields: ReadonlyMap<string, string>): string => {
  const asked = [...fields].filter(([name]) => names.has(name));
  return `/reports/account?${new URLSearchParams(asked).toString()}`;
};
