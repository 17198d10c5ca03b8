/** What the firm is told of its clients' adhesions on one day: what the register dates, and what the journal saw unused. */
import { parisDay } from "../../domain/paris-time.ts";
import { type AdhesionNews, datedNews, newsAbout } from "../../domain/register/adhesion-news.ts";
import type { JournalReader } from "../../ports/journal.ts";
import type { ExpectingRegister } from "../expected/adhesions.ts";
import { unusedAdhesions } from "../register/announce.ts";
import { standing } from "../register.ts";

export const adhesionNews = async (
  journal: JournalReader,
  register: ExpectingRegister,
  now: number,
): Promise<readonly AdhesionNews[]> => {
  const entries = await standing(register);
  const unused = await unusedAdhesions({ ...register, journal, now });
  return [
    ...datedNews(entries, parisDay(now)),
    ...unused.map(({ siret, organism, used, is }): AdhesionNews => {
      const values = { siret, organisme: organism };
      const about = newsAbout(entries, { table: "adhesions", values });
      const kind = is === "lost" ? "unused" : "unused-soon";
      return { is: kind, ...about, ...(used === undefined ? {} : { on: used }) };
    }),
  ];
};
