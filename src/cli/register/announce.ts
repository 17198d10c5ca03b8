/** `facteur register announce|announced`: what organisms must be told, the letters, and that they are gone. */
import { dirname, join } from "node:path";
import { announcementPaper } from "../../adapters/reports/paper/announcement.ts";
import { ordersPath } from "../../adapters/system/orders.ts";
import { knowledgeOf } from "../../compose/knowledge.ts";
import { openForRegister, openRegisterReader } from "../../compose/register.ts";
import { frenchDate, parisDay } from "../../domain/paris-time.ts";
import { imposedModes } from "../../domain/register/announce.ts";
import { employerIn, organismIn, valueOf } from "../../domain/register/entry.ts";
import { announcementLetter, changeText, letterText } from "../../domain/register/letter.ts";
import { type Exit, Refusal } from "../../foundation/refusal.ts";
import { writeFileSafely } from "../../foundation/safe-file.ts";
import { announced, announcements, unusedAdhesions } from "../../journey/register/announce.ts";
import { standing } from "../../journey/register.ts";
import { type Context, settingsOf } from "../command.ts";
import { makeFolder, rendered } from "../document.ts";
import { give } from "../give.ts";
import { reasonGiven, signer } from "../signature.ts";
import { oneLine } from "../terminal/one-line.ts";
import type { RegisterOptions } from "./give.ts";
import { registerWords } from "./words.ts";

export interface AnnounceOptions extends RegisterOptions {
  readonly letters?: string;
  readonly format: "text" | "html" | "pdf";
}

export const registerAnnounce = async (
  context: Context,
  options: AnnounceOptions,
): Promise<Exit> => {
  const { io, language } = context;
  const words = registerWords[language];
  const settings = settingsOf(context, options);
  const now = Date.now();
  const today = parisDay(now);
  await using reader = openRegisterReader(settings);
  if (reader && !reader.key) throw new Refusal(1, [words.noKey]);
  const entries = reader ? await standing(reader) : [];
  const world = reader?.key ? { ...reader, key: reader.key, now } : undefined;
  const found = world ? await announcements(world) : [];
  const unused = world ? await unusedAdhesions(world) : [];
  const { tables } = knowledgeOf({ settings, beside: dirname(settings.file) }).known;
  const imposed = imposedModes(entries, tables, today);
  if (options.json)
    io.out(`${JSON.stringify({ changes: found, imposed, unused }, undefined, 2)}\n`);
  const nameOf = (siret: string): string => {
    const row = employerIn(entries, siret);
    return oneLine([siret, row ? valueOf(row, "raison_sociale") : ""].filter(Boolean).join(" "));
  };
  const lines = [
    ...found.flatMap(({ siret, organism, since, changes }) => [
      `${organism}  ${nameOf(siret)}  ${words.since(frenchDate(parisDay(since)))}`,
      ...changes.map((change) => `  - ${oneLine(changeText(change))}`),
    ]),
    ...imposed.map(
      (one) =>
        `${one.organism}  ${nameOf(one.siret)}  ${words.imposed(one.said, one.euros, one.year, one.source)}`,
    ),
    ...unused.map(
      (one) =>
        `${one.organism}  ${nameOf(one.siret)}  ${words.unused[one.is](one.used ? frenchDate(one.used) : undefined)}`,
    ),
  ];
  if (!options.json) io.out(`${lines.length > 0 ? lines.join("\n") : words.nothingToAnnounce}\n`);
  if (options.letters === undefined) return 0;
  makeFolder(context, options.letters);
  for (const one of found) {
    const letter = { ...one, entries, today };
    const ending = { text: "txt", html: "html", pdf: "pdf" }[options.format];
    const file = join(options.letters, `${today}-${one.organism}-${one.siret}.${ending}`);
    const made =
      options.format === "text"
        ? letterText(letter)
        : await rendered(announcementPaper(announcementLetter(letter), now), options.format);
    await writeFileSafely(file, made, { mode: 0o600, overwrite: true });
    if (!options.json) io.out(`${words.letter(file)}\n`);
  }
  return 0;
};

export const registerAnnounced = async (
  context: Context,
  options: RegisterOptions & { readonly employer: string; readonly organism: string },
): Promise<Exit> => {
  const { io, language } = context;
  const settings = settingsOf(context, options);
  const words = registerWords[language];
  const siret = options.employer.replace(/\s/gu, "");
  await refuseUnknown(context, options, siret);
  const request = {
    siret,
    organism: options.organism,
    by: signer(options.by),
    reason: reasonGiven(options.reason),
  };
  await give(context, {
    path: ordersPath(settings.data),
    order: "announced",
    args: request,
    open: () => openForRegister(settings),
    here: (world) => announced(world, request),
  });
  io.out(options.json ? `${JSON.stringify({ is: "done" })}\n` : `${words.announcedDone}\n`);
  return 0;
};

const refuseUnknown = async (
  context: Context,
  options: RegisterOptions & { readonly organism: string },
  siret: string,
): Promise<void> => {
  await using reader = openRegisterReader(settingsOf(context, options));
  const entries = reader ? await standing(reader) : [];
  const { unknownSubject } = registerWords[context.language];
  if (!employerIn(entries, siret)) throw new Refusal(1, [unknownSubject(siret)]);
  if (!organismIn(entries, options.organism))
    throw new Refusal(1, [unknownSubject(options.organism)]);
};
