/** `/agent`: is it well, what is wrong and what to do; and for an administrator, the orders about clients, dossiers and keys. */
import { sameScope } from "../../domain/hold/client.ts";
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import type { ClientAnswer } from "../../journey/client-holds.ts";
import type { Said } from "../visit/fields.ts";
import type { Answer, Route, Visit } from "../visit/visit.ts";
import type { PageWorld } from "../world.ts";
import { known, scopeOf } from "./scopes.ts";
import { agentView } from "./view.ts";
import { agentWords } from "./words.ts";

const administered = { method: "POST", role: "administrator", at: () => "/agent" } as const;

export const agentRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/agent",
    answer: (page, visit) => {
      const { done } = agentWords[visit.language];
      return shown(page, visit, visit.query.has("done") ? { tone: "good", text: done } : undefined);
    },
  },
  { ...administered, path: "/agent/holds", answer: (page, visit) => held(page, visit) },
  {
    ...administered,
    path: "/agent/dossiers",
    answer: (page, visit) =>
      ordered(page, visit, "take-dossier", {
        name: visit.form.fields.get("name") ?? "",
        by: visit.session.name,
      }),
  },
  { ...administered, path: "/agent/keys", answer: (page, visit) => accepted(page, visit) },
];

const shown = async (
  page: PageWorld,
  visit: Visit,
  said?: Said,
  status?: number,
): Promise<Answer> => ({
  is: "page",
  here: "agent",
  title: agentWords[visit.language].title,
  body: await agentView({ page, visit, said }),
  ...(status === undefined ? {} : { status }),
});

const refuse = (page: PageWorld, visit: Visit, text: string): Promise<Answer> =>
  shown(page, visit, { tone: "bad", text }, 409);

const held = async (page: PageWorld, visit: Visit): Promise<Answer> => {
  const { fields } = visit.form;
  const w = agentWords[visit.language];
  const scope = scopeOf(fields.get("scope") ?? "");
  const order = fields.get("order") === "release" ? "release" : "hold";
  const reason = reasonOf(visit);
  // What was held before the settings changed can still be let go.
  const isKnown = scope && (order === "release" || known(page).some((s) => sameScope(s, scope)));
  if (!isKnown || reason === "") return refuse(page, visit, w.refused.unknown);
  try {
    const request = { ...scope, order, by: visit.session.name, reason };
    const answer = (await page.order("client-order", request)) as ClientAnswer;
    if (answer.is === "refused") return await refuse(page, visit, w.refused[answer.because]);
  } catch (cause) {
    return refuse(page, visit, asError(cause).message);
  }
  return { is: "go", to: "/agent?done" };
};

/** The programs and keys as the person saw them: what stands there later is compared with these. */
const accepted = (page: PageWorld, visit: Visit): Promise<Answer> => {
  const programs = parsed(visit.form.fields.get("programs") ?? "");
  const sealer = visit.form.fields.get("sealer") ?? "";
  const { name: by } = visit.session;
  return ordered(page, visit, "accept-programs", { sealer, programs, by, reason: reasonOf(visit) });
};

const ordered = async (
  page: PageWorld,
  visit: Visit,
  order: string,
  args: object,
): Promise<Answer> => {
  try {
    await page.order(order, args);
    return { is: "go", to: "/agent?done" };
  } catch (cause) {
    return refuse(page, visit, asError(cause).message);
  }
};

const reasonOf = ({ form }: Visit): string =>
  (form.fields.get("reason") ?? "").trim().slice(0, limits.orderReasonCharsMax);

/** Undefined for what our own form never sends; the order refuses it. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
