/** Declares the orders a person gives about a deposit, and, for two of them, about a whole client: one shape for all. */
import { Option } from "commander";
import { type OrderName, orderNames } from "../../domain/facts.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { type Adding, signed } from "../adding.ts";
import { clientOrder, order } from "../commands.ts";
import { giveWords } from "../give-words.ts";
import type { ClientOrderOptions } from "./client-order.ts";
import { clientWords } from "./client-words.ts";
import type { OrderOptions } from "./order.ts";
import { orderWords } from "./words.ts";

type Given = Omit<OrderOptions, "id" | "order"> & Pick<ClientOrderOptions, "client" | "dossier">;

export const addOrders = (adding: Adding): void => {
  for (const name of orderNames) addOrder(adding, name);
};

/** `facteur hold D12 --reason …` and its kind. */
const addOrder = ({ command, context, done, globals }: Adding, name: OrderName): void => {
  const { orders, as, override, agreedBy } = orderWords[context.language];
  const words = clientWords[context.language];
  const ofClients = name === "hold" || name === "release" ? name : undefined;
  const added = signed(command(ofClients ? `${name} [id]` : `${name} <id>`, orders[name]), context);
  if (ofClients)
    added.option("--client <name>", words.client).option("--dossier <name>", words.dossier);
  if (name === "release")
    added.addOption(new Option("--as <answer>", as).choices(["replacement", "separate"]));
  if (name === "release") added.option("--override", override);
  if (name === "resend") added.option("--override", giveWords[context.language].onceMore);
  if (name === "release") added.option("--agreed-by <name>", agreedBy);
  added.action(async (id: string | undefined, given: Given): Promise<void> => {
    const all = { ...globals(), ...given };
    done(await carried({ id, all, name, ofClients, usage: words.idOrScope, context }));
  });
};

/** What only a deposit can be told. */
const ofDeposit = ({ as, override, agreedBy }: Given): boolean =>
  as !== undefined || override === true || agreedBy !== undefined;

const carried = (about: {
  readonly id: string | undefined;
  readonly all: Given;
  readonly name: OrderName;
  readonly ofClients: "hold" | "release" | undefined;
  readonly usage: string;
  readonly context: Adding["context"];
}): Promise<Exit> => {
  const { id, all, name, ofClients, usage, context } = about;
  const scoped = all.client !== undefined || all.dossier !== undefined;
  if (id === undefined && scoped && ofClients && !ofDeposit(all))
    return clientOrder(context, { ...all, order: ofClients });
  if (id === undefined || scoped) throw new Refusal(2, [usage]);
  return order(context, { ...all, id, order: name });
};
