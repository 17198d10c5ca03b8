/** `/receipts`: what came back and waits for a person, and a person's answers about one. */
import type { PersonMeans } from "../../domain/facts.ts";
import type { ReceiptId } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import { type PersonAnswer, personRefusals } from "../../domain/receipt/person-answer.ts";
import { answersNothingSent, type Receipt } from "../../domain/receipt/receipt.ts";
import { asError } from "../../foundation/errors.ts";
import { statesOf } from "../deposits/groups.ts";
import { type Html, html } from "../html.ts";
import { fileField, textField, wrongLine } from "../visit/fields.ts";
import { keptFile, textOf } from "../visit/kept.ts";
import { french, hour } from "../visit/marks.ts";
import { press } from "../visit/press.ts";
import { type Answer, missing, type Route, type Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { receiptView } from "./view.ts";
import { receiptsWords } from "./words.ts";

export const receiptsRoutes: readonly Route[] = [
  { method: "GET", path: "/receipts", answer: (page, visit) => list(page, visit) },
  {
    method: "GET",
    path: "/receipts/:id",
    answer: async (page, visit) => {
      const receipt = await receiptAsked(page, visit);
      const w = receiptsWords[visit.language];
      const text = visit.query.get("done") === "known" ? w.known : w.done;
      const said = visit.query.has("done") ? { tone: "good" as const, text } : undefined;
      return receipt ? shown({ page, visit, receipt, said }) : missing;
    },
  },
  {
    method: "POST",
    path: "/receipts/:id/orders",
    at: ({ params }) => `/receipts/${params["id"] ?? ""}`,
    answer: async (page, visit) => {
      const receipt = await receiptAsked(page, visit);
      return receipt ? answered(page, visit, receipt) : missing;
    },
  },
  {
    method: "POST",
    path: "/receipts",
    at: () => "/receipts",
    uploadBytesMax: limits.mailBytesMax,
    answer: (page, visit) => brought(page, visit),
  },
];

const waiting = ["to-assign", "poison", "pending"] as const;

const list = async (page: PageWorld, visit: Visit, wrong?: string): Promise<Answer> => {
  const { language } = visit;
  const w = receiptsWords[language];
  const now = page.world.clock.now();
  const sections: Html[] = [];
  for (const state of waiting) {
    const found = await page.world.journal.receipts({ state }, limits.pageNeedsMax);
    if (found.length > 0)
      sections.push(html`<section aria-labelledby="${state}"><h2 id="${state}">${w.sections[state]}</h2>
<ul class="needs">${found.map((r) => line(r, { now, visit }))}</ul></section>`);
  }
  const tally = await page.world.journal.tally(statesOf("read"));
  const toConfirm = [...tally.values()].reduce((sum, count) => sum + count, 0);
  const body = html`<div id="live" data-live><h1>${w.title}</h1>${wrongLine(wrong)}${toConfirm > 0 && html`<p><a href="/deposits?group=read">${w.toConfirm(toConfirm)}</a></p>`}${sections.length === 0 ? html`<p class="empty">${w.nothing}</p>` : sections}${bringForm(visit)}</div>`;
  const status = wrong === undefined ? {} : { status: 400 };
  return { is: "page", here: "receipts", title: w.title, body, ...status };
};

const bringForm = (visit: Visit): Html => {
  const w = receiptsWords[visit.language];
  const body = html`<p>${w.bringWhat}</p><div class="fields">${fileField({ id: "bring", name: "file", label: w.bringFile, needed: true })}${textField({ id: "bring-why", name: "reason", label: w.reason })}<p><button class="button">${w.bring}</button></p></div>`;
  return html`<section class="choose quiet"><details><summary>${w.bring}</summary>${press({ session: visit.session, action: "/receipts", upload: true, body })}</details></section>`;
};

/** A mail or a file that a person has: read as if it had come into the mailbox, under their name. */
const brought = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const kept = await keptFile(page, visit, "file");
  if (kept.is !== "kept")
    return list(page, visit, receiptsWords[visit.language].bringWrong[kept.is]);
  const person = personOf(visit, "file");
  const order = { is: "bring", sha256: kept.sha256, name: kept.name, person };
  try {
    const answer = (await page.order("receipt", order)) as ReceiptBrought;
    const { receipt, conclusion } = answer;
    return { is: "go", to: `/receipts/${receipt}?done${conclusion ? "" : "=known"}` };
  } catch (cause) {
    return list(page, visit, asError(cause).message);
  }
};

/** What the agent answers to `bring`; without a conclusion, these bytes were received before. */
interface ReceiptBrought {
  readonly receipt: ReceiptId;
  readonly conclusion?: unknown;
}

const personOf = (visit: Visit, means: PersonMeans | undefined) => {
  const reason = textOf(visit, "reason", limits.orderReasonCharsMax);
  const by = visit.session.name.slice(0, limits.orderByCharsMax);
  return { by, means, ...(reason === "" ? {} : { reason }) };
};

const line = (
  receipt: Receipt,
  { now, visit }: { readonly now: number; readonly visit: Visit },
): Html => {
  const { id, stored, state, classified } = receipt;
  const { language } = visit;
  const w = receiptsWords[language];
  const candidates = classified?.candidates ?? [];
  const tone = state === "pending" ? "waiting" : "attention";
  return html`<li class="need ${tone}"><span class="sign" aria-hidden="true">${state === "pending" ? "…" : "!"}</span><div>
<h3><a href="/receipts/${id}">${id}</a> <span class="small">${stored.from.mailbox}/${stored.from.folder}, ${w.arrived} ${hour(stored.arrived, { now, language })}</span></h3>
<p>${w.states[state]}${state === "to-assign" && html` : ${answersNothingSent(receipt) ? w.neverSent(candidates.map((c) => c.deposit).join(", ")) : candidates.length > 0 ? w.candidates(candidates.length) : w.noCandidate}`}</p>
<p class="small">${candidates.map((c) => html`<a href="/deposits/${c.deposit}">${c.deposit}</a> (${w.points(c.score)}) `)}</p>
</div><a class="button" href="/receipts/${id}" aria-label="${w.open} ${id}">${w.open}</a></li>`;
};

/** The journal gives receipts in order of their numbers: the one after the number before. */
const receiptAsked = async (
  { world }: PageWorld,
  { params }: Visit,
): Promise<Receipt | undefined> => {
  const number = Number(/^R(\d{1,15})$/u.exec(params["id"] ?? "")?.[1] ?? 0);
  if (number < 1) return undefined;
  const [receipt] = await world.journal.receipts({ after: `R${number - 1}` }, 1);
  return receipt?.id === `R${number}` ? receipt : undefined;
};

interface Shown {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly receipt: Receipt;
  readonly said: { readonly tone: "good" | "bad"; readonly text: string } | undefined;
  readonly status?: number;
}

const shown = async ({ page, visit, receipt, said, status }: Shown): Promise<Answer> => ({
  is: "page",
  here: "receipts",
  title: receipt.id,
  body: await receiptView({ page, visit, receipt, said }),
  ...(status === undefined ? {} : { status }),
});

const means: Readonly<Record<string, PersonMeans>> = {
  assign: "assign",
  dismiss: "assign",
  confirm: "confirm",
};

const answered = async (page: PageWorld, visit: Visit, receipt: Receipt): Promise<Answer> => {
  const { fields } = visit.form;
  const refuse = (status: number, text: string): Promise<Answer> =>
    shown({ page, visit, receipt, status, said: { tone: "bad", text } });
  const is = fields.get("is") ?? "";
  const deposit = (fields.get("deposit") ?? "").trim().toUpperCase();
  const person = personOf(visit, means[is]);
  const reason = person.reason ?? "";
  if (is === "refile" && reason === "") return refuse(400, receiptsWords[visit.language].refileWhy);
  // To put it there again is signed like any order; the other answers are a person's about the receipt.
  const signed = is === "refile" ? { by: person.by, reason } : { person, deposit };
  const order = { is, receipt: receipt.id satisfies ReceiptId, ...signed };
  try {
    const answer = (await page.order("receipt", order)) as PersonAnswer;
    if (answer.is === "refused")
      return refuse(409, french(personRefusals[answer.because][visit.language]));
  } catch (cause) {
    return refuse(503, asError(cause).message);
  }
  return { is: "go", to: `/receipts/${receipt.id}?done` };
};
