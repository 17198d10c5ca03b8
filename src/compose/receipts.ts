/** What reads and judges receipts, wired: for the agent, and for what a person brings while none runs. */
import { mailVerifier } from "../adapters/authenticity/mail-verifier.ts";
import { smtpCourier } from "../adapters/courier/smtp-courier.ts";
import type { SmtpCourierOptions } from "../adapters/courier/smtp-options.ts";
import { walledCourier } from "../adapters/courier/walled-courier.ts";
import { workerMailReader } from "../adapters/mail-reader/worker-mail-reader.ts";
import { systemClock } from "../adapters/system/system-clock.ts";
import type { Settings } from "../config/settings.ts";
import type { ReceiptWorld } from "../daemon/receipts.ts";
import { RuleBooks } from "../journey/rule/books.ts";
import type { World } from "../journey/world.ts";
import type { Courier } from "../ports/courier.ts";
import { agentOf, lockOf, openJournal, storeOf } from "./data.ts";
import { type Armed, type ArmedIdentity, armed } from "./logins.ts";
import { textProfile } from "./profiles.ts";
import { fresh } from "./sealers.ts";

/** Everything about receipts, and about who sends, that the settings alone decide. */
export const readingParts = (
  settings: Settings,
  { identities }: Pick<Armed, "identities">,
  courierOf: (options: SmtpCourierOptions) => Courier = smtpCourier,
): Pick<World, "mailVerifier" | "signers" | "textProfiles" | "senders" | "books"> => {
  const books = new RuleBooks();
  return {
    mailVerifier: mailVerifier({
      openers: settings.receipts.openers.map((one) => ({ ...one, passphrase: fresh(one) })),
      signers: settings.receipts.signerKeys,
    }),
    signers: new Map(Object.entries(settings.receipts.signers)),
    textProfiles: settings.receipts.profiles.map(textProfile),
    books,
    senders: new Map(
      identities.map((i) => [
        i.name,
        // The wall asks what the rules of this moment say of each address.
        {
          ...i,
          ...authserv(i),
          courier: walledCourier(courierOf(i.submission), () => books.addresses()),
        },
      ]),
    ),
  };
};

const authserv = ({ mailbox }: ArmedIdentity) => ({
  ...(mailbox?.authservId === undefined ? {} : { authservId: mailbox.authservId }),
  ...(mailbox?.receivedAbove === undefined ? {} : { receivedAbove: mailbox.receivedAbove }),
});

/** For what a person brings while no daemon runs: the lock, and all that reads and keeps a receipt. */
export const openForReceipts = async (
  settings: Settings,
): Promise<{ readonly world: ReceiptWorld } & AsyncDisposable> => {
  await using opened = new AsyncDisposableStack();
  opened.use(await lockOf(settings.data));
  const clock = systemClock();
  const mailReader = opened.use(workerMailReader());
  const agent = await agentOf(settings);
  const parts = readingParts(settings, armed(settings));
  opened.use(parts.mailVerifier);
  const world: ReceiptWorld = {
    journal: opened.use(await openJournal(settings, { key: agent.key })),
    store: storeOf(settings),
    clock,
    mailReader,
    ...parts,
    agent,
  };
  const kept = opened.move();
  return { world, [Symbol.asyncDispose]: () => kept.disposeAsync() };
};
