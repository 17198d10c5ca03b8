/** Tells by a JSON POST. A redirection is refused: the address in the settings is the one that was checked. */
import { limits } from "../../domain/limits.ts";
import { asError, codeOf } from "../../foundation/errors.ts";
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
      const { status, statusText } = answer;
      return answer.ok
        ? { is: "told" }
        : { is: "failed", said: `HTTP ${status} ${statusText}`.trim() };
    } catch (cause) {
      return { is: "failed", said: unanswered(cause, new URL(url).host) };
    }
  },
});

/** The address may hold a secret: only its host is told. */
const unanswered = (cause: unknown, host: string): string => {
  const error = asError(cause);
  if (error.name === "TimeoutError")
    return `${host} : sans réponse après ${limits.noticeMsMax / 1000} s`;
  const { cause: because } = error;
  const said = because === undefined ? error.message : asError(because).message;
  switch (codeOf(because)) {
    case "ECONNREFUSED":
      return `${host} : connexion refusée, rien n'écoute à ce port`;
    case "ENOTFOUND":
    case "EAI_AGAIN":
      return `${host} : ce nom n'est pas connu du DNS`;
    default:
      return said === "unexpected redirect"
        ? `${host} : redirection refusée ; écrivez l'adresse définitive dans les réglages`
        : `${host} : ${said}`;
  }
};
