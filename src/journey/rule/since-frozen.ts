/**
 * What changed since a mail was frozen, looked at before each try: its rule asks for a sealing now and it is in clear, or lowers
 * the mode (I6), a key that it was sealed for is trusted no more, the register says otherwise of its employers or its address, or
 * a later file replaces it. It is suspended in the agent's name and a person decides (docs/decisions/0039).
 */
import type { Declaration } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { FactOf } from "../../domain/facts.ts";
import { faults } from "../../domain/faults.ts";
import { declarationId } from "../../domain/ids.ts";
import { type Message, modeOf } from "../../domain/message.ts";
import { isBelow, type Mode } from "../../domain/mode.ts";
import { parisDay } from "../../domain/paris-time.ts";
import { ruledMails } from "../../domain/ruled-mails.ts";
import { FolderFault } from "../../ports/spool-faults.ts";
import { CorruptBlob } from "../../ports/store.ts";
import { decide } from "../../rules/decide.ts";
import { contentOf } from "../content.ts";
import type { World } from "../world.ts";
import type { Book } from "./books.ts";
import { caseOf } from "./case.ts";
import { decideContextOf } from "./decide-context.ts";
import { registerObjects } from "./registered.ts";
import { replacedOrder } from "./replaced.ts";

type Part = Pick<
  World,
  "journal" | "store" | "dossiers" | "senders" | "sealers" | "books" | "clock" | "agent"
>;

/** Whether it must not leave now; the deposit is then suspended, with why. */
export const withhold = async (
  world: Part,
  deposit: Deposit,
  message: Message,
): Promise<boolean> => {
  const replaced = await replacedOrder(world.journal, deposit, message);
  if (replaced && !isAnswered(deposit, replaced.reason)) return order(world, deposit, replaced);
  const now = await ruledNow(world, deposit, message);
  const clear = clearThough(world, message, now);
  const objects = clear === undefined ? await registerNow(world, deposit, message) : undefined;
  const never = clear ?? objects?.never;
  const reason =
    never ?? loweredMode(message, now) ?? (await lostKeys(world, message)) ?? objects?.reason;
  if (reason === undefined) return false;
  // Who released it after this very reason has answered; no answer makes clear text leave, or a test go where the real ones do.
  if (never === undefined && isAnswered(deposit, reason)) return false;
  return order(world, deposit, { order: "hold", reason });
};

const isAnswered = ({ orders }: Deposit, reason: string): boolean =>
  orders.some((o) => o.reason === reason);

/** In the agent's name, unless somebody suspended it, or it began to leave, meanwhile. */
const order = async (
  world: Part,
  { id }: Deposit,
  what: Pick<FactOf<"ordered">, "order" | "message" | "reason">,
): Promise<true> => {
  await world.journal.transact(async (t) => {
    const current = await t.deposit(id);
    const waits = current?.messages.some((m) => m.stage.is === "queued");
    if (!current || current.heldBy || !waits) return;
    await t.append({ is: "ordered", deposit: id, by: "facteur", ...what });
  });
  return true;
};

/** What its rules say of it today, when they are others than those it was frozen by. */
interface RuledNow {
  readonly sealing?: string;
  readonly mode?: Mode;
}

/** The sealing that its rule asks for today, when it was frozen without it and can be read. */
const clearThough = (
  world: Part,
  { frozen: { sealed } }: Message,
  { sealing: asked }: RuledNow,
): string | undefined => {
  if (asked === undefined || sealed?.encrypted) return undefined;
  const encrypts = world.sealers.get(asked)?.encrypts !== false;
  if (sealed?.sealer === asked && !encrypts) return undefined;
  return `la règle demande maintenant chiffrement=${asked}, et ce courrier a été préparé en clair : annulez le dépôt et redéposez le fichier, ou corrigez la règle puis libérez-le`;
};

/** A dossier put back to test is looked at when the agent starts (docs/decisions/0010); a rule counts at once. */
const loweredMode = (message: Message, { mode }: RuledNow): string | undefined =>
  mode !== undefined && isBelow(mode, modeOf(message))
    ? `la règle a été abaissée au mode ${mode} : annulez le dépôt, ou libérez-le s'il doit partir tout de même`
    : undefined;

/** Rules that cannot be read, or hold the deposit today for another reason, ask for nothing new. */
const ruledNow = async (world: Part, deposit: Deposit, message: Message): Promise<RuledNow> => {
  const dossier = world.dossiers.get(deposit.claimed.dossier);
  const book = dossier && (await bookOf(world, dossier));
  if (!dossier || book?.is !== "right" || book.hash === deposit.ruled?.rules.sha256) return {};
  const of = await caseOf(world, { deposit, dossier });
  const decision = decide(book.set, of, decideContextOf(world, dossier));
  if (decision.is === "held") {
    // Only a rule that seals is held for a person's name in its subject.
    const personal = decision.because === "personal-in-clear";
    const sealings = personal ? book.set.rules.flatMap((r) => r.send.chiffrement || []) : [];
    return sealings[0] === undefined ? {} : { sealing: sealings[0] };
  }
  const carried = new Set(message.frozen.declarations);
  // An office copy is of the whole deposit.
  const own = decision.messages.filter(
    ({ positions }) =>
      carried.size === 0 || positions.some((n) => carried.has(declarationId(deposit.id, n))),
  );
  const sealing = own.find(({ rule }) => rule.sealing !== undefined)?.rule.sealing;
  return { mode: decision.mode, ...(sealing === undefined ? {} : { sealing }) };
};

const bookOf = async (
  world: Part,
  dossier: Parameters<Part["books"]["look"]>[0],
): Promise<Book | undefined> => {
  try {
    return await world.books.look(dossier);
  } catch (cause) {
    if (cause instanceof FolderFault) return undefined;
    throw cause;
  }
};

/**
 * What the register objects to since: a mandate or an adhesion that ended, another address. Asked when it was written in, or a
 * day began, since the deposit was ruled.
 */
const registerNow = async (
  world: Part,
  deposit: Deposit,
  message: Message,
): Promise<{ readonly reason: string; readonly never?: string } | undefined> => {
  const { ruled } = deposit;
  const mail = ruledMails(deposit).find((one) => one.message?.id === message.id);
  if (!ruled || !mail) return undefined;
  const written = ["register-changed", "register-forgotten"] as const;
  const since = { agent: true, is: written, after: ruled.seq } as const;
  const isNews =
    parisDay(world.clock.now()) !== parisDay(ruled.at) ||
    (await world.journal.facts(since, 1)).length > 0;
  const carried = new Set<string>(mail.declarations);
  const all = isNews ? await declarationsOf(world, deposit) : [];
  const declarations = all.filter((d) => carried.has(declarationId(deposit.id, d.position)));
  if (declarations.length === 0) return undefined;
  const mode = modeOf(message);
  const to = new Map(declarations.map((d) => [d.position, mail.to]));
  const hold = await registerObjects(world, { deposit, mode, declarations, to });
  if (!hold) return undefined;
  const details = hold.details.join(" ; ");
  const reason = `depuis sa préparation, le registre : ${faults[hold.because].fr.what} ${details}. Annulez le dépôt et redéposez le fichier, ou corrigez le registre puis libérez-le`;
  return { reason, ...(mode === "essai" ? { never: reason } : {}) };
};

/** What cannot be read any more was judged when it was ruled. */
const declarationsOf = async (world: Part, deposit: Deposit): Promise<readonly Declaration[]> => {
  try {
    return (await contentOf(world, deposit)).declarations;
  } catch (cause) {
    if (cause instanceof CorruptBlob) return [];
    throw cause;
  }
};

/** Keys that it was sealed for and that its sealing would not use today: expired, revoked, replaced, unreadable. */
const lostKeys = async (world: Part, { frozen }: Message): Promise<string | undefined> => {
  const { sealed } = frozen;
  const sealer = sealed && world.sealers.get(sealed.sealer);
  if (!sealer || sealed.recipients === "not-verifiable") return undefined;
  const { keys, troubles } = await sealer.inspect(world.clock.now());
  const trusted = new Set(keys.map((k) => plain(k.fingerprint)));
  const lost = sealed.recipients.filter((one) => !trusted.has(plain(one)));
  if (lost.length === 0) return undefined;
  const why = troubles.length > 0 ? troubles.join(" ; ") : "remplacée";
  return `une clé pour laquelle ce courrier a été chiffré ne vaut plus (${sealer.name} : ${why}) : annulez le dépôt et redéposez le fichier, ou libérez-le s'il doit partir tel quel`;
};

/** Certificates are written with colons, keys without. */
const plain = (fingerprint: string): string => fingerprint.replaceAll(":", "").toLowerCase();
