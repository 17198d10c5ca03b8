/** What a person says was done outside the mail: the file is kept first, then the agent judges and writes, as for the command line. */

import { type OtherwiseAnswer, otherwiseRefusals } from "../../domain/declared-otherwise.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { statementMeans } from "../../domain/facts/agreement.ts";
import { otherMeans } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import { orderRefusals } from "../../domain/order.ts";
import { type PersonAnswer, personRefusals } from "../../domain/receipt/person-answer.ts";
import { asError } from "../../foundation/errors.ts";
import type { MadeLink } from "../../journey/agreement/link.ts";
import type { StatementAnswer } from "../../journey/agreement.ts";
import { spokenEvidence } from "../../journey/person.ts";
import { chosen, type Kept, keptFile, textOf } from "../visit/kept.ts";
import { french } from "../visit/marks.ts";
import type { Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { paperSays, spokenMeans } from "./by-hand.ts";
import { byHandWords } from "./by-hand-words.ts";

export const byHandNames = ["declared", "record", "statement", "link"] as const;
export type ByHandName = (typeof byHandNames)[number];

/** Undefined when it was done, else why it was not. */
type Refused = { readonly status: number; readonly text: string } | undefined;

interface Asked {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly deposit: Deposit;
}

export const doneByHand = async (name: ByHandName, asked: Asked): Promise<Refused> => {
  try {
    switch (name) {
      case "declared":
        return await declared(asked);
      case "record":
        return await recorded(asked);
      case "statement":
        return await stated(asked);
      case "link":
        return await linked(asked);
    }
  } catch (cause) {
    return { status: 503, text: asError(cause).message };
  }
};

const wrong = ({ visit }: Asked, why: keyof (typeof byHandWords)["fr"]["wrong"]): Refused => ({
  status: 400,
  text: byHandWords[visit.language].wrong[why],
});

const unkept = (asked: Asked, kept: Exclude<Kept, { readonly is: "kept" }>): Refused =>
  wrong(asked, kept.is === "none" ? "noFile" : kept.is);

const reasonIn = (visit: Visit): string => textOf(visit, "reason", limits.orderReasonCharsMax);

const positionIn = ({ form }: Visit): { readonly position?: number } => {
  const text = form.fields.get("position") ?? "";
  return /^\d{1,9}$/u.test(text) ? { position: Number(text) } : {};
};

const declared = async (asked: Asked): Promise<Refused> => {
  const { page, visit, deposit } = asked;
  const means = chosen(visit, "means", otherMeans);
  const reason = reasonIn(visit);
  if (!means) return wrong(asked, "form");
  if (reason === "") return wrong(asked, "reason");
  const kept = await keptFile(page, visit, "proof");
  if (kept.is !== "kept") return unkept(asked, kept);
  const { sha256, size } = kept;
  const about = { deposit: deposit.id, ...positionIn(visit), means, proof: { sha256, size } };
  const request = { ...about, by: visit.session.name, reason };
  const answer = (await page.order("declared", request)) as OtherwiseAnswer;
  if (answer.is === "allowed") return undefined;
  return { status: 409, text: french(otherwiseRefusals[answer.because][visit.language]) };
};

const recorded = async (asked: Asked): Promise<Refused> => {
  const { page, visit, deposit } = asked;
  const means = chosen(visit, "means", spokenMeans);
  const says = chosen(visit, "says", paperSays);
  if (!means || !says) return wrong(asked, "form");
  const reason = reasonIn(visit);
  const by = visit.session.name.slice(0, limits.orderByCharsMax);
  const person = { by, means, ...(reason === "" ? {} : { reason }) };
  const [code, number] = ["code", "number"].map((field) => textOf(visit, field, 60));
  const said = { is: says, ...(code ? { code } : {}), ...(number ? { number } : {}) };
  const about = { deposit: deposit.id, ...positionIn(visit), person };
  const given = await keptFile(page, visit, "scan");
  if (given.is !== "kept" && (given.is !== "none" || means !== "phone"))
    return unkept(asked, given);
  const kept = given.is === "kept" ? given : await spoken(page, { ...about, said });
  const { is: _, ...more } = said;
  const { sha256, size } = kept;
  const order = { is: "record", ...about, says, ...more, sha256, size };
  const answer = (await page.order("receipt", order)) as PersonAnswer;
  if (answer.is === "done") return undefined;
  return { status: 409, text: french(personRefusals[answer.because][visit.language]) };
};

const spoken = async (
  { world }: PageWorld,
  paper: Parameters<typeof spokenEvidence>[0],
): Promise<{ readonly sha256: string; readonly size: number }> => {
  const bytes = spokenEvidence(paper, world.clock.now());
  return { sha256: await world.store.put(bytes), size: bytes.length };
};

const stated = async (asked: Asked): Promise<Refused> => {
  const { page, visit, deposit } = asked;
  const how = chosen(visit, "how", statementMeans);
  if (!how) return wrong(asked, "form");
  const request = { deposit: deposit.id, how, by: visit.session.name, reason: reasonIn(visit) };
  const answer = (await page.order("statement-given", request)) as StatementAnswer;
  if (answer.is === "given") return undefined;
  return { status: 409, text: french(orderRefusals["agreement-not-asked"][visit.language]) };
};

/** Journalled before the mail leaves: of a mail that failed the link is replaced by the next one. */
const linked = async (asked: Asked): Promise<Refused> => {
  const { page, visit, deposit } = asked;
  const w = byHandWords[visit.language].noLink;
  const refused = (status: number, text: string): Refused => ({ status, text });
  if (!page.agreements) return refused(409, w.agreements);
  const judged = await page.agreements.addressee(deposit, textOf(visit, "to", 254));
  switch (judged.is) {
    case "no-identity":
      return refused(409, w.identity);
    case "no-address":
      return refused(400, w.address);
    case "machine":
      return refused(409, w.machine(judged.to));
    case "other-clients":
      return refused(409, w.otherClients(judged.to));
    case "address":
      break;
  }
  const { to } = judged;
  const { days } = page.agreements;
  const by = visit.session.name;
  const order = { deposit: deposit.id, to, days, by, reason: reasonIn(visit) };
  const made = (await page.order("agreement-link", order)) as MadeLink;
  if (made.is === "unknown") return refused(404, w["agreement-not-asked"]);
  if (made.is === "refused") return refused(409, w[made.because]);
  const sent = await page.agreements.mail({ to, ...made, at: page.world.clock.now() });
  return sent.is === "sent" ? undefined : refused(503, w.notMailed(sent.said));
};
