/** `/deposits/D12`: all of one deposit, its report in every form, and a person's orders about it. */
import { awaitsClient } from "../../domain/agreement/agreement.ts";
import type { Deposit } from "../../domain/deposit.ts";
import { limits } from "../../domain/limits.ts";
import { undeclaredToo } from "../../domain/order.ts";
import { asError } from "../../foundation/errors.ts";
import type { GivenOrder } from "../../journey/order.ts";
import { forPeople } from "../../journey/report.ts";
import type { DepositForPeople } from "../../ports/reporter.ts";
import { CorruptBlob } from "../../ports/store.ts";
import { french } from "../visit/marks.ts";
import { type Answer, missing, type Route, type Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { withFile } from "./by-hand.ts";
import { type ByHandName, byHandNames, doneByHand } from "./by-hand-route.ts";
import { byHandWords } from "./by-hand-words.ts";
import { type ChoiceName, choiceNames } from "./choices.ts";
import { documentAnswer } from "./documents.ts";
import { paperAsked } from "./papers.ts";
import { refusalText } from "./refusals.ts";
import { type DepositShown, depositView } from "./view.ts";
import { depositWords } from "./words.ts";

const ownPage = ({ params }: Visit): string => `/deposits/${params["id"] ?? ""}`;

export const depositRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/deposits/:id",
    answer: async (page, visit) => {
      const deposit = await depositAsked(page, visit);
      return deposit ? shown({ page, visit, deposit, ...saidOf(visit) }) : missing;
    },
  },
  {
    method: "GET",
    path: "/deposits/:id/:report",
    answer: async (page, visit) => {
      const deposit = await depositAsked(page, visit);
      if (!deposit) return missing;
      const input = async () => (await inputOf(page, deposit)).input;
      const asked = await paperAsked(page, visit, { deposit, input });
      if (asked.is === "unknown") return missing;
      if (asked.is === "none")
        return shown({
          page,
          visit,
          deposit,
          status: 409,
          said: { tone: "bad", text: asked.because },
        });
      return documentAnswer(asked.document, visit.params["report"] ?? "", asked.pdfName);
    },
  },
  {
    method: "POST",
    path: "/deposits/:id/orders",
    at: ownPage,
    answer: async (page, visit) => {
      const deposit = await depositAsked(page, visit);
      return deposit ? ordered(page, visit, deposit) : missing;
    },
  },
  ...byHandNames.map(
    (name): Route => ({
      method: "POST",
      path: `/deposits/:id/${name}`,
      at: ownPage,
      ...(withFile.has(name) ? { uploadBytesMax: limits.mailBytesMax } : {}),
      answer: async (page, visit) => {
        const deposit = await depositAsked(page, visit);
        return deposit ? byHandAnswer(name, { page, visit, deposit }) : missing;
      },
    }),
  ),
];

const byHandAnswer = async (
  name: ByHandName,
  asked: { readonly page: PageWorld; readonly visit: Visit; readonly deposit: Deposit },
): Promise<Answer> => {
  const { deposit, visit } = asked;
  const refused = hasMoved(visit, deposit)
    ? { status: 409, text: depositWords[visit.language].moved }
    : await doneByHand(name, asked);
  if (!refused) return { is: "go", to: `/deposits/${deposit.id}?done=${name}` };
  const { status, text } = refused;
  return shown({ ...asked, status, said: { tone: "bad", text } });
};

/** Whoever decides has seen what is decided about. */
const hasMoved = ({ form }: Visit, deposit: Deposit): boolean =>
  form.fields.get("seen") !== String(deposit.lastSeq);

const depositAsked = async (
  { world }: PageWorld,
  { params }: Visit,
): Promise<Deposit | undefined> => {
  const number = /^D(\d{1,15})$/u.exec(params["id"] ?? "")?.[1];
  return number === undefined ? undefined : world.journal.deposit(`D${Number(number)}`);
};

/** What cannot be read of it is left out, and said: a damaged disk must not hide a decision. */
const inputOf = async (
  { world }: PageWorld,
  own: Deposit,
): Promise<{ readonly input: DepositForPeople; readonly unreadable: boolean }> => {
  const deposit = world.holds.over(own);
  try {
    return { input: await forPeople(world, deposit), unreadable: false };
  } catch (cause) {
    if (!(cause instanceof CorruptBlob)) throw cause;
    const input = { deposit, declarations: [], findings: [], texts: new Map() };
    return { input, unreadable: true };
  }
};

const shown = async (about: {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly deposit: Deposit;
  readonly status?: number;
  readonly said?: DepositShown["said"];
}): Promise<Answer> => {
  const { page, visit, deposit: own, status, said } = about;
  const { input, unreadable } = await inputOf(page, own);
  const { deposit } = input;
  const link = await linkOffer(page, own);
  const body = depositView({
    page,
    visit,
    own,
    deposit,
    model: page.papers.model(input),
    now: page.world.clock.now(),
    unreadable,
    ...(link ? { link } : {}),
    ...(said ? { said } : {}),
  });
  const title = `${deposit.id} ${deposit.claimed.name}`;
  return { is: "page", here: "deposits", title, body, ...(status ? { status } : {}) };
};

/** Where a link to agree by would go: the register's address, when it has one. */
const linkOffer = async (
  { agreements }: PageWorld,
  deposit: Deposit,
): Promise<DepositShown["link"]> => {
  if (!agreements || !awaitsClient(deposit)) return undefined;
  try {
    const judged = await agreements.addressee(deposit);
    if (judged.is === "no-identity") return undefined;
    return { to: judged.is === "no-address" ? "" : judged.to };
  } catch (cause) {
    if (cause instanceof CorruptBlob) return undefined;
    throw cause;
  }
};

/** After an order, the deposit is shown again by a question of its own: to renew that page orders nothing. */
const saidOf = ({ query, language }: Visit): Pick<DepositShown, "said"> => {
  const done = choiceNames.find((name) => name === query.get("done"));
  const w = depositWords[language];
  if (done) return { said: { tone: "good", text: w.done(w.choices[done].button) } };
  const other = byHandNames.find((name) => name === query.get("done"));
  return other ? { said: { tone: "good", text: byHandWords[language].done[other] } } : {};
};

const ordered = async (page: PageWorld, visit: Visit, deposit: Deposit): Promise<Answer> => {
  const { fields } = visit.form;
  const { language, session } = visit;
  const refuse = (status: number, text: string): Promise<Answer> =>
    shown({ page, visit, deposit, status, said: { tone: "bad", text } });
  if (hasMoved(visit, deposit)) return refuse(409, depositWords[language].moved);
  const choice: ChoiceName | undefined = choiceNames.find((name) => name === fields.get("choice"));
  const request = {
    deposit: deposit.id,
    order: fields.get("order"),
    by: session.name,
    reason: (fields.get("reason") ?? "").trim().slice(0, limits.orderReasonCharsMax),
    message: fields.get("message"),
    as: fields.get("as"),
    agreedBy: fields.get("agreedBy"),
    override: fields.get("override") === "yes",
    // Looked at above, and again where it is carried out: of two who press in the same moment, one has seen the other's word.
    seen: deposit.lastSeq,
  };
  try {
    const answer = (await page.order("order", request)) as GivenOrder;
    if (answer.is === "unknown") return missing;
    if (answer.is === "refused") return refuse(409, refusalText(answer.because, language));
    if (answer.undeclared) {
      const w = depositWords[language];
      const said = `${w.done(w.choices.cancel.button)} ${french(undeclaredToo[language](answer.undeclared))}`;
      // As the order left it.
      const now = (await page.world.journal.deposit(deposit.id)) ?? deposit;
      return await shown({ page, visit, deposit: now, said: { tone: "bad", text: said } });
    }
  } catch (cause) {
    return refuse(503, asError(cause).message);
  }
  return { is: "go", to: `/deposits/${deposit.id}?done=${choice ?? ""}` };
};
