/** `validation`: who is asked before a deposit goes. Of several rules, the client's word is asked when one of them asks it. */
import type { Deposit } from "../../domain/deposit.ts";
import type { Hold } from "../../domain/facts.ts";
import type { Decision } from "../../rules/decide.ts";
import { writtenDay } from "../../rules/template.ts";

interface About {
  readonly messages: Extract<Decision, { readonly is: "messages" }>["messages"];
  /** YYYY-MM-DD, as the rules have it. */
  readonly today: string;
}

export const approvalNeeded = (deposit: Deposit, { messages, today }: About): Hold | undefined => {
  const asked = messages.flatMap((m) => m.rule.approval ?? []);
  const details = messages.map((m) => `${m.rule.to} : ${m.rule.subject}`);
  const byClient = asked.filter((a) => a.by === "client");
  if (byClient.length > 0 && !isAgreed(deposit, { details, today })) {
    const tacit = byClient.flatMap((a) => a.tacit ?? []);
    // Silence agrees only where each of the rules says so: one of them wants a word.
    const all = tacit.length === asked.length;
    return { because: "agreement-needed", details, ...(all ? { tacit } : {}) };
  }
  // The seed's click on « Envoyer ».
  return asked.some((a) => a.by === "clerk") && !deposit.answered.includes("approval-needed")
    ? { because: "approval-needed", details }
    : undefined;
};

/** The rules may have changed since a link was made: what it let go must go where its client agreed that it goes. */
const isAgreed = (
  { answered, agreedTo }: Deposit,
  { details, today }: { readonly details: readonly string[]; readonly today: string },
): boolean =>
  answered.includes("agreement-needed") &&
  (agreedTo === undefined ||
    isSame({ agreed: agreedTo.join("\n"), now: details.join("\n"), today: writtenDay(today) }));

/** Where a subject says the day (`{{date}}`), the day of the link stands in what was agreed to: else each night would ask again. */
const isSame = ({
  agreed,
  now,
  today,
}: Readonly<Record<"agreed" | "now" | "today", string>>): boolean =>
  agreed ===
  now.replaceAll(today, (_, at: number) => {
    const then = agreed.slice(at, at + today.length);
    return /^\d{2}\/\d{2}\/\d{4}$/u.test(then) ? then : today;
  });
