/** The agent that should be running, and what it says of itself. */
import { createServer } from "node:net";
import { NoDaemon, OrderUnanswered, ordersPath, sendOrder } from "../../adapters/system/orders.ts";
import type { DaemonStatus } from "../../daemon/orders/orders.ts";
import { faults } from "../../domain/faults.ts";
import type { ProbeReport } from "../../domain/probe.ts";
import { asError } from "../../foundation/errors.ts";
import { probed } from "../login/logins.ts";
import { farText, setTheClock } from "./clock.ts";
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
    if (cause instanceof NoDaemon) yield* lookAtPort({ settings, say });
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

/** Nobody of ours listens: whoever holds the page's port is another program. */
const lookAtPort = async function* ({ settings, say }: Pick<Patient, "settings" | "say">): Looks {
  if (!settings.page || settings.page.port === 0) return;
  const { address, port } = settings.page;
  const fault = await listenFault(port, address);
  const about = `${address}:${port}`;
  yield fault === undefined
    ? { is: "good", check: "page", about, said: say("le port est libre", "the port is free") }
    : {
        is: "warning",
        check: "page",
        about,
        said: say(`la page ne pourra pas s'ouvrir : ${fault}`, `the page could not open: ${fault}`),
        next: say(
          `Voyez qui le tient (ss -ltnp 'sport = ${port}'), ou changez \`page.port\` dans les réglages.`,
          `See who holds it (ss -ltnp 'sport = ${port}'), or change \`page.port\` in the settings.`,
        ),
      };
};

const listenFault = (port: number, host: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once("error", (cause) => {
      resolve(cause.message);
    });
    server.listen({ port, host, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });

/** What our own server says of a mail is proof only under its name. */
export const lookAtAuthenticity = async function* ({ settings, say }: Patient): Looks {
  for (const { name, mailbox } of settings.identities) {
    if (!mailbox || mailbox.authservId !== undefined) continue;
    yield {
      is: "warning",
      check: "authenticity",
      about: `identities.${name}.mailbox.authservId`,
      said: say(
        "absent : un accusé sans signature (DKIM, S/MIME, OpenPGP) reste « à confirmer »",
        "absent: an acknowledgement without a signature (DKIM, S/MIME, OpenPGP) stays “to be confirmed”",
      ),
      next: say(
        "Écrivez-y le premier mot d'Authentication-Results, dans la source d'un courrier reçu de cette boîte (docs/receipts.md).",
        "Write there the first word of Authentication-Results, in the source of a mail that this mailbox received (docs/receipts.md).",
      ),
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
  // Told beside a refused login too: it may be the reason.
  if (Math.abs(report.skewMs ?? 0) > skewMsMax) yield skewed(patient, report);
};

const skewed = ({ say }: Patient, { identity, skewMs = 0 }: ProbeReport): Diagnosis => {
  const far = farText(skewMs, say);
  return {
    is: "wrong",
    check: "clock",
    about: identity,
    said:
      skewMs > 0
        ? say(
            `l'horloge de cette machine retarde de ${far} sur celle du serveur d'envoi`,
            `this machine's clock is ${far} behind the submission server's`,
          )
        : say(
            `l'horloge de cette machine avance de ${far} sur celle du serveur d'envoi`,
            `this machine's clock is ${far} ahead of the submission server's`,
          ),
    next: setTheClock(),
  };
};
