/** The alarms that are open now, kept beside the journal so that a page does not read its whole past for them. */

import { afterAlarms, type OpenAlarm } from "../domain/due/open-alarms.ts";
import { limits } from "../domain/limits.ts";
import type { JournalReader } from "../ports/journal.ts";

export class AlarmsNow {
  readonly #journal: Pick<JournalReader, "facts">;
  #open: readonly OpenAlarm[] = [];
  #upTo = 0;

  constructor(journal: Pick<JournalReader, "facts">) {
    this.#journal = journal;
  }

  async read(): Promise<readonly OpenAlarm[]> {
    for (;;) {
      const page = { agent: true, after: this.#upTo } as const;
      const facts = await this.#journal.facts(page, limits.alarmBatchMax);
      this.#open = afterAlarms(this.#open, facts);
      this.#upTo = facts.at(-1)?.seq ?? this.#upTo;
      if (facts.length < limits.alarmBatchMax) return this.#open;
    }
  }
}
