/** Tells by a JSON POST. A redirection is refused: the address in the settings is the one that was checked. */
import { limits } from "../../domain/limits.ts";
import { asError } from "../../foundation/errors.ts";
import type { Notifier } from "../../ports/notifier.ts";

export const webhook = (url: string): Notifier => ({
  channel: "webhook",
  async notify(notice, signal) {
    try {
      const answer = await fetch(url, {
        method: "POST",
        headers: { "content-type": "application/json; charset=utf-8" },
        body: JSON.stringify(notice),
        redirect: "error",
        signal: AbortSignal.any([signal, AbortSignal.timeout(limits.noticeMsMax)]),
      });
      await answer.body?.cancel();
      return answer.ok ? { is: "told" } : { is: "failed", said: `HTTP ${answer.status}` };
    } catch (cause) {
      const error = asError(cause);
      return { is: "failed", said: error.cause ? asError(error.cause).message : error.message };
    }
  },
});
