/** ARs that wait in a real mailbox until each is filed and reported, beside a bare loop and what sysadmins use. */
import { join } from "node:path";
import { fetchmailPeer, getmailPeer } from "../fetchers.ts";
import { grow } from "../grown.ts";
import { type BenchMailbox, benchMailbox } from "../mailbox.ts";
import { alternate, figure, ratio, type Series } from "../measure.ts";
import { bareReceiptsRate, receiptsRate } from "../receipts.ts";
import type { Bench, Figure, Row } from "../row.ts";

export const row: Row = {
  name: "receipts",
  figure: "5,000 ARs in Dovecot → filed and reported",
  goal: "≥ 0.5 of a bare imapflow fetch + parse loop, ≥ 3× fetchmail and ≥ 6× getmail6 on the same mailbox",
  async run(bench) {
    const mailbox = await benchMailbox({
      folder: join(bench.folder, "ms"),
      mayInstall: !bench.quick,
    });
    if (mailbox.is === "not") return { figures: [], notes: [`Not run: ${mailbox.because}.`] };
    await using _stopped = mailbox;
    return await measure(bench, mailbox);
  },
};

const measure = async (bench: Bench, mailbox: BenchMailbox) => {
  const data = join(bench.folder, "grown");
  const waiting = bench.quick ? 10 : 5000;
  const ars = await grow({ data, closed: 0, waiting, tell: bench.tell });
  await mailbox.fill(ars.map((ar) => ar.mail));
  const peers = { mailbox, folder: bench.folder, mayInstall: !bench.quick, count: waiting };
  const fetchmail = await fetchmailPeer(peers);
  const getmail = await getmailPeer(peers);
  const told = async (who: string, measured: Promise<number>): Promise<number> => {
    const rate = await measured;
    bench.tell(`${who}: ${rate.toFixed(0)} mails/s`);
    return rate;
  };
  const rates = await alternate(bench.rounds, {
    ours: (round) =>
      told(
        "Facteur",
        receiptsRate({ folder: join(bench.folder, `a${round}`), data, mailbox, ars }),
      ),
    bare: () => told("bare loop", bareReceiptsRate(mailbox, waiting)),
    ...(fetchmail.is === "runs" ? { fetchmail: () => told("fetchmail", fetchmail.rate()) } : {}),
    ...(getmail.is === "runs" ? { getmail: () => told("getmail6", getmail.rate()) } : {}),
  });
  const notes = [fetchmail, getmail].flatMap((p) =>
    p.is === "not" ? [`Not run: ${p.because}.`] : [],
  );
  const figures: Figure[] = [
    figure({ what: "Facteur", unit: "mails/s" }, rates.ours),
    figure({ what: "bare imapflow loop", unit: "mails/s" }, rates.bare),
    figure(
      { what: "Facteur / bare loop", unit: "", goal: { atLeast: 0.5 } },
      ratio(rates.ours, rates.bare),
    ),
    ...beside("fetchmail", 3, rates.ours, rates.fetchmail),
    ...beside("getmail6", 6, rates.ours, rates.getmail),
  ];
  return { figures, notes };
};

const beside = (
  name: string,
  atLeast: number,
  ours: Series,
  theirs: Series | undefined,
): readonly Figure[] =>
  theirs
    ? [
        figure({ what: name, unit: "mails/s" }, theirs),
        figure({ what: `Facteur / ${name}`, unit: "", goal: { atLeast } }, ratio(ours, theirs)),
      ]
    : [];
