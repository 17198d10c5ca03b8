/** Who is told: never a mailbox of receipts (mail.md F73), never in clear over the network, never nowhere. */
import { isPlausibleAddress } from "../../domain/address.ts";
import { isLoopback } from "../../foundation/loopback.ts";
import type { Draft, SettingsInFile } from "../file-shape.ts";
import type { Complaint, Path } from "../problems.ts";

export const checkTelling = (file: Draft<SettingsInFile>): readonly Complaint[] => {
  const { notifications } = file;
  const boxes = new Set(
    Object.values(file.identities ?? {})
      .flatMap((i) => [i?.address, ...(i?.mailbox?.aliases ?? [])])
      .flatMap((address) => address?.toLowerCase() ?? []),
  );
  const told = (to: readonly string[], path: Path): readonly Complaint[] =>
    to.flatMap((address, i): Complaint[] => {
      const spot = { path: [...path, i], value: address };
      if (!isPlausibleAddress(address)) return [{ code: "address-invalid", ...spot }];
      return boxes.has(address.toLowerCase()) ? [{ code: "notify-receipts-box", ...spot }] : [];
    });
  const mail = notifications?.mail;
  return [
    ...told(mail?.to ?? [], ["notifications", "mail", "to"]),
    ...Object.entries(file.dossiers ?? {}).flatMap(([name, dossier]) =>
      told(dossier?.notify ?? [], ["dossiers", name, "notify"]),
    ),
    ...(mail?.from === undefined || isPlausibleAddress(mail.from)
      ? []
      : ([
          { code: "address-invalid", path: ["notifications", "mail", "from"], value: mail.from },
        ] as const)),
    ...(["daily", "today", "period"] as const).flatMap((key) => lostHour(key, file.reports?.[key])),
    ...nowhere(notifications),
    ...inClear(notifications?.webhook),
  ];
};

/** node-cron skips it (measured with 4.6.0); the hour is the second field, the third when there are six. */
const lostHour = (key: string, expression: string | undefined): readonly Complaint[] => {
  const fields = expression?.trim().split(/\s+/u) ?? [];
  const hour = fields[fields.length === 6 ? 2 : 1];
  return expression !== undefined && hour !== undefined && /^0?2$/u.test(hour)
    ? [{ code: "schedule-lost-hour", path: ["reports", key], value: expression }]
    : [];
};

const nowhere = (n: Draft<SettingsInFile>["notifications"]): readonly Complaint[] =>
  n === undefined || n.mail !== undefined || n.command !== undefined || n.webhook !== undefined
    ? []
    : [{ code: "notify-nowhere", path: ["notifications"] }];

const inClear = (webhook: string | undefined): readonly Complaint[] => {
  if (webhook === undefined || !webhook.startsWith("http:")) return [];
  const path = ["notifications", "webhook"];
  const host = URL.parse(webhook)?.hostname ?? "";
  return isLoopback(host.replace(/^\[|\]$/gu, ""))
    ? []
    : [{ code: "webhook-in-clear", path, value: webhook }];
};
