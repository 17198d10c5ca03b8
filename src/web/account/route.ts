/**
 * `/reports/account`: the firm accounts to a client (seed 002 §5.4). To read it writes nothing; each hand-over is in the journal
 * under the session's name, with the hash of the very bytes, as the command's is.
 */
import { accountMeans } from "../../domain/facts/register.ts";
import { limits } from "../../domain/limits.ts";
import { valueOf } from "../../domain/register/entry.ts";
import { asError } from "../../foundation/errors.ts";
import { type AccountGiving, accountsGiven, givingOf } from "../../journey/account/given.ts";
import { accountClients, type OpenedAccount, openAccount } from "../../journey/account/open.ts";
import { standing } from "../../journey/register.ts";
import type { Said } from "../visit/fields.ts";
import { chosen } from "../visit/kept.ts";
import type { Answer, Route, Visit } from "../visit/visit.ts";
import type { Bundle, MadeForPage, PageWorld } from "../world.ts";
import { type AccountFields, accountFields, accountHref, askedOf, fieldsOf } from "./asked.ts";
import { type AccountShown, accountView, gone } from "./view.ts";
import { accountPageWords } from "./words.ts";

export const accountRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/reports/account",
    answer: (page, visit) => {
      const asked = accountFields((name) => visit.query.get(name), page.world.clock.now());
      const done = (["print", "mail"] as const).find((one) => one === visit.query.get("done"));
      const text = done && accountPageWords[visit.language].done[done];
      return shown({ page, visit, asked }, text === undefined ? {} : { said: good(text) });
    },
  },
  {
    method: "POST",
    path: "/reports/account/given",
    at: ({ form }) => accountHref(form.fields),
    answer: (page, visit) => {
      const { fields } = visit.form;
      const asked = accountFields((name) => fields.get(name), page.world.clock.now());
      // One at a time: the next one sees that this one has gone, and one bundle is in memory.
      return page.accounts.inTurn(() => handedOver({ page, visit, asked }));
    },
  },
];

interface Asking {
  readonly page: PageWorld;
  readonly visit: Visit;
  readonly asked: AccountFields;
}

const good = (text: string): Said => ({ tone: "good", text });
const bad = (text: string): Said => ({ tone: "bad", text });

type Opening =
  | { readonly is: "open"; readonly account: OpenedAccount }
  | { readonly is: "wrong"; readonly said: Said; readonly status: number };

const opening = async ({ page, visit, asked }: Asking): Promise<Opening> => {
  const w = accountPageWords[visit.language].wrong;
  const { world } = page;
  const { journal, store, dossiers, clock, agent } = world;
  const about = { ...askedOf(asked), at: clock.now() };
  const answer = await openAccount(
    { journal, store, key: agent.key, dossiers: dossiers.values() },
    about,
  );
  switch (answer.is) {
    case "open": {
      const { length } = answer.account.found;
      const max = limits.pageAccountDepositsMax;
      if (length > max) return { is: "wrong", said: bad(w.large(length, max)), status: 400 };
      return answer;
    }
    case "unknown-client":
      return { is: "wrong", said: bad(w.client(asked.client)), status: 400 };
    case "bad-month":
      return { is: "wrong", said: bad(w.month), status: 400 };
    case "nothing":
      // Nothing is wrong with the question.
      return { is: "wrong", said: bad(w.nothing(asked.client)), status: 200 };
  }
};

const shown = async (
  asking: Asking,
  more: { readonly said?: Said; readonly status?: number } = {},
): Promise<Answer> => {
  const { page, visit, asked } = asking;
  const found = asked.client === "" ? undefined : await opening(asking);
  const wrong = found?.is === "wrong" ? found : undefined;
  const said = more.said ?? wrong?.said;
  const status = more.status ?? wrong?.status;
  const opened = found?.is === "open" ? await openedFor(asking, found.account) : undefined;
  const known = await knownTo(page);
  const body = accountView({ visit, asked, known, said, ...(opened ? { opened } : {}) });
  const { title } = accountPageWords[visit.language];
  return { is: "page", here: "reports", title, body, ...(status === undefined ? {} : { status }) };
};

const openedFor = async (
  { page, asked }: Asking,
  account: OpenedAccount,
): Promise<NonNullable<AccountShown["opened"]>> => ({
  account,
  document: await page.accounts.make(account, asked.forms).document(),
  given: await givenTo(page, account),
  prints: page.accounts.prints,
  mails: page.accounts.addressee(account).is !== "no-identity",
});

const givenTo = ({ world }: PageWorld, { scope }: OpenedAccount) =>
  accountsGiven(world.journal, { key: world.agent.key, owner: scope });

/** Clients of the settings, then employers of the register by their number. */
const knownTo = async ({ world }: PageWorld): Promise<AccountShown["known"]> => {
  const clients = accountClients([...world.dossiers.values()]);
  const employers = await standing(world, { by: "all", table: "employeurs" });
  return [
    ...clients.map((name) => ({ value: name, text: name })),
    ...employers.map((e) => ({ value: valueOf(e, "siret"), text: valueOf(e, "raison_sociale") })),
  ].slice(0, limits.pageClientsMax);
};

const handedOver = async (asking: Asking): Promise<Answer> => {
  const { page, visit, asked } = asking;
  const w = accountPageWords[visit.language].wrong;
  const refuse = (said: string, status: number): Promise<Answer> =>
    shown(asking, { said: bad(said), status });
  const found = await opening(asking);
  if (found.is === "wrong") return shown(asking, { said: found.said, status: 400 });
  const { account } = found;
  const means = chosen(visit, "means", accountMeans);
  if (!means) return refuse(w.form, 400);
  const made = page.accounts.make(account, asked.forms);
  if (means === "file") {
    const format = visit.form.fields.get("format") === "pdf" ? "pdf" : "zip";
    const bundle = await made.bundle(format);
    const unnoted = await note(asking, account, { means, bundle });
    if (unnoted !== undefined) return refuse(unnoted, 503);
    const type = `application/${format}`;
    return { is: "document", type, bytes: bundle.bytes, name: bundle.name };
  }
  const seen = visit.form.fields.get("seen");
  if (seen !== String(gone(await givenTo(page, account)))) return refuse(w.moved, 409);
  const left = await (means === "print" ? printed : mailed)(asking, account, made);
  if (left.is === "refused") return refuse(left.said, left.status);
  const { is: _, ...how } = left;
  const unnoted = await note(asking, account, { means, ...how });
  if (unnoted !== undefined) return refuse(`${w.notWritten} ${unnoted}`, 503);
  const query = new URLSearchParams({ ...fieldsOf(asked), done: means });
  return { is: "go", to: `/reports/account?${query.toString()}` };
};

type Left =
  | { readonly is: "gone"; readonly bundle: Bundle; readonly to?: string }
  | { readonly is: "refused"; readonly said: string; readonly status: number };

const printed = async (
  { page, visit }: Asking,
  _account: OpenedAccount,
  made: MadeForPage,
): Promise<Left> => {
  const bundle = await made.bundle("pdf");
  const end = await page.accounts.print(bundle.bytes);
  const w = accountPageWords[visit.language].wrong;
  if (end.is === "failed") return { is: "refused", said: w.failed(end.said), status: 503 };
  return { is: "gone", bundle };
};

const mailed = async (
  { page, visit }: Asking,
  account: OpenedAccount,
  made: MadeForPage,
): Promise<Left> => {
  const w = accountPageWords[visit.language].wrong;
  const judged = page.accounts.addressee(account, visit.form.fields.get("to") ?? "");
  switch (judged.is) {
    case "no-identity":
      return { is: "refused", said: w.noIdentity, status: 409 };
    case "no-address":
      return { is: "refused", said: w.noAddress, status: 400 };
    case "machine":
      return { is: "refused", said: w.machine(judged.to), status: 409 };
    case "other-clients":
      return { is: "refused", said: w.otherClients(judged.to), status: 409 };
    case "address": {
      const { to } = judged;
      const bundle = await made.bundle("zip");
      const sent = await page.accounts.mail(to, { account, made, bundle });
      if (sent.is === "failed") return { is: "refused", said: w.notMailed(sent.said), status: 503 };
      return { is: "gone", bundle, to };
    }
  }
};

/** Undefined when it stands in the journal, else why it does not. */
const note = async (
  { page, visit }: Asking,
  account: OpenedAccount,
  { bundle, ...how }: Pick<AccountGiving, "means" | "to"> & { readonly bundle: Bundle },
): Promise<string | undefined> => {
  const by = visit.session.name.slice(0, limits.orderByCharsMax);
  try {
    await page.order("account-given", givingOf(account, { ...how, by, bytes: bundle.bytes }));
    return undefined;
  } catch (cause) {
    return asError(cause).message;
  }
};
