/** The agent that should be running, and what it says of itself. */
import { NoDaemon, OrderUnanswered, ordersPath, sendOrder } from "../../adapters/system/orders.ts";
import type { DaemonStatus } from "../../daemon/orders.ts";
import { faults } from "../../domain/faults.ts";
import { isSound, type ProbeReport } from "../../domain/probe.ts";
import { asError } from "../../foundation/errors.ts";
import { probed } from "../logins.ts";
import type { Diagnosis, Looks, Patient } from "./diagnosis.ts";

/** A busy disk keeps an agent from its answers for seconds. */
const answerMsMax = 10_000;
/** Mail servers refuse, and legal hours are missed, long before: a clock so far off is somebody's mistake. */
const skewMsMax = 120_000;
const dayMs = 86_400_000;
const certificateDaysMin = 14;

export const lookAtAgent = async function* ({ settings, language, say }: Patient): Looks {
  const about = ordersPath(settings.data);
  const order = { order: "status", args: {}, timeoutMs: answerMsMax };
  let status: DaemonStatus;
  try {
    status = (await sendOrder(about, order)) as DaemonStatus;
  } catch (cause) {
    yield {
      is: cause instanceof NoDaemon ? "warning" : "wrong",
      check: "agent",
      about,
      said:
        cause instanceof NoDaemon
          ? say("aucun agent ne travaille ici", "no agent works here")
          : cause instanceof OrderUnanswered
            ? say("l'agent tourne et ne répond pas", "the agent runs and does not answer")
            : asError(cause).message,
      next: say("Lancez le service, ou `facteur run`.", "Start the service, or `facteur run`."),
    };
    return;
  }
  if (status.problems.length === 0)
    yield {
      is: "good",
      check: "agent",
      about,
      said: say(`travaille (processus ${status.pid})`, `works (process ${status.pid})`),
    };
  for (const problem of status.problems) {
    const { what, next } = faults[problem.code][language];
    yield {
      is: problem.severity === "critical" ? "wrong" : "warning",
      check: "agent",
      about: problem.about,
      said: `${what} ${problem.said}`,
      next,
    };
  }
};

/** Both servers of each identity are logged in to; nothing is sent. */
export const lookAtIdentities = async function* (patient: Patient): Looks {
  const { context, settings } = patient;
  for (const { name } of settings.identities) {
    const { report } = await probed({ context, settings }, name, false);
    yield* sides(patient, report);
  }
};

const sides = function* (patient: Patient, report: ProbeReport): Iterable<Diagnosis> {
  const { language, say } = patient;
  const looks = [report.submission, report.mailbox].filter((look) => look !== undefined);
  for (const look of looks) {
    const about = `${report.identity} : ${look.server}`;
    if (look.is === "failed") {
      const { what, next } = faults[look.code][language];
      yield { is: "wrong", check: "identity", about, said: `${what} ${look.said}`, next };
      continue;
    }
    const days = look.seen.tls && Math.floor((look.seen.tls.expires - Date.now()) / dayMs);
    yield days !== undefined && days < certificateDaysMin
      ? {
          is: "warning",
          check: "identity",
          about,
          said: say(
            `son certificat expire dans ${days} jours`,
            `its certificate expires in ${days} days`,
          ),
          next: say("Prévenez l'hébergeur de ce serveur.", "Tell who runs this server."),
        }
      : {
          is: "good",
          check: "identity",
          about,
          said: say("connexion essayée, rien n'a été envoyé", "login tried, nothing was sent"),
        };
  }
  if (isSound(report) && Math.abs(report.skewMs ?? 0) > skewMsMax) yield skewed(patient, report);
};

const skewed = ({ say }: Patient, { identity, skewMs = 0 }: ProbeReport): Diagnosis => ({
  is: "wrong",
  check: "identity",
  about: identity,
  said: say(
    `l'heure de cette machine et celle du serveur diffèrent de ${Math.round(skewMs / 1000)} s`,
    `this machine's time and the server's differ by ${Math.round(skewMs / 1000)} s`,
  ),
  next: "timedatectl set-ntp true",
});
