/** I6: what a mail's rule, as it was applied, asks of its sealing. The rule lies in the store, and goes with a purge. */
import type { Violation } from "../../domain/audit/violation.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { Sha256 } from "../../domain/ids.ts";
import { limits } from "../../domain/limits.ts";
import type { Message } from "../../domain/message.ts";
import { madeWith } from "../../domain/ruled-mails.ts";
import { CorruptBlob, type Store } from "../../ports/store.ts";
import type { Rule } from "../../rules/rule.ts";

export class Sealings {
  readonly #store: Pick<Store, "get">;
  /** By the rule's hash: one rule made thousands of mails. */
  readonly #asked = new Map<Sha256, string | undefined>();

  constructor(store: Pick<Store, "get">) {
    this.#store = store;
  }

  async broken(deposit: Deposit, message: Message): Promise<Violation | undefined> {
    const { sealed, seq } = message.frozen;
    const ruling = sealed ? undefined : madeWith(deposit, message)?.ruling;
    const asked = ruling === undefined ? undefined : await this.#askedBy(ruling);
    if (asked === undefined) return undefined;
    const place = { seq, deposit: deposit.id, message: message.id };
    return { code: "clear-though-sealed", ...place, detail: asked };
  }

  async #askedBy(ruling: Sha256): Promise<string | undefined> {
    if (this.#asked.has(ruling)) return this.#asked.get(ruling);
    if (this.#asked.size >= limits.auditHashesRemembered) this.#asked.clear();
    const asked = await this.#read(ruling);
    this.#asked.set(ruling, asked);
    return asked;
  }

  /** One that is gone or damaged was told with the contents. */
  async #read(ruling: Sha256): Promise<string | undefined> {
    try {
      const rule = JSON.parse(Buffer.from(await this.#store.get(ruling)).toString()) as Rule;
      return rule.sealing;
    } catch (cause) {
      if (cause instanceof CorruptBlob || cause instanceof SyntaxError) return undefined;
      throw cause;
    }
  }
}
