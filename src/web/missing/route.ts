/** `/reports/missing`: a return that was never dropped, and that a person declared otherwise (docs/decisions/0037). */
import { otherMeans } from "../../domain/facts.ts";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import { registerIn } from "../../journey/expected/adhesions.ts";
import type { MissingAnswer } from "../../journey/expected/declare-missing.ts";
import { expectedReturns } from "../../journey/expected.ts";
import { standing } from "../../journey/register.ts";
import type { Said } from "../visit/fields.ts";
import { chosen, keptFile, textOf } from "../visit/kept.ts";
import type { Answer, Route, Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { missingView } from "./view.ts";
import { missingWords } from "./words.ts";

export const missingRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/reports/missing",
    answer: (page, visit) => {
      const { done } = missingWords[visit.language];
      const said: Said | undefined = visit.query.has("done")
        ? { tone: "good", text: done }
        : undefined;
      return shown(page, visit, { said });
    },
  },
  {
    method: "POST",
    path: "/reports/missing",
    at: () => "/reports/missing",
    uploadBytesMax: limits.mailBytesMax,
    answer: (page, visit) => declared(page, visit),
  },
];

const shown = async (
  page: PageWorld,
  visit: Visit,
  { said, status }: { readonly said?: Said | undefined; readonly status?: number },
): Promise<Answer> => {
  const { world } = page;
  const now = world.clock.now();
  const body = missingView({
    visit,
    now,
    expected: await expectedReturns({ ...world, register: registerIn(world) }, { now }),
    entries: await standing(world),
    typed: (name) => visit.form.fields.get(name) ?? visit.query.get(name) ?? "",
    said,
  });
  const { title } = missingWords[visit.language];
  return { is: "page", here: "reports", title, body, ...(status === undefined ? {} : { status }) };
};

const declared = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const w = missingWords[visit.language];
  const refuse = (status: number, text: string): Promise<Answer> =>
    shown(page, visit, { said: { tone: "bad", text }, status });
  const employer = textOf(visit, "employer", 20).replaceAll(/\s/gu, "");
  const organism = textOf(visit, "organism", 200);
  const means = chosen(visit, "means", otherMeans);
  const reason = textOf(visit, "reason", limits.orderReasonCharsMax);
  if (!/^\d{14}$/u.test(employer)) return refuse(400, w.wrong.employer);
  if (!means || organism === "") return refuse(400, w.wrong.form);
  if (reason === "") return refuse(400, w.wrong.reason);
  const kept = await keptFile(page, visit, "proof");
  if (kept.is !== "kept") return refuse(400, w.wrong[kept.is === "none" ? "noFile" : kept.is]);
  const { sha256, size } = kept;
  const period = textOf(visit, "period", 20);
  const proof = { sha256, size };
  const order = { employer, organism, period, means, proof, by: visit.session.name, reason };
  try {
    const answer = (await page.order("declared-missing", order)) as MissingAnswer;
    return answer.is === "done"
      ? { is: "go", to: "/reports/missing?done" }
      : await refuse(answer.is === "bad-period" ? 400 : 409, w.refused(answer));
  } catch (cause) {
    return refuse(503, asError(cause).message);
  }
};
