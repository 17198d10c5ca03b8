/** The letter that tells an organism what changed, as a page to sign and post. */
import type { Instant } from "../../../domain/ids.ts";
import type { AnnouncementLetter } from "../../../domain/register/letter.ts";
import { printable } from "../model/printable.ts";
import type { Block, Paper } from "./paper.ts";

/** Room for a hand. */
const handSigned = ["", "", ""];

export const announcementPaper = (letter: AnnouncementLetter, at: Instant): Paper => {
  const [sender = "", ...more] = letter.sender.map(printable);
  const text = (one: string): Block => ({ is: "text", text: printable(one) });
  return {
    kicker: "Lettre",
    title: `${sender}, ${letter.date}`,
    running: `${sender}, ${letter.date}`,
    at,
    isLetter: true,
    blocks: [
      { is: "lines", at: "left", lines: [sender, ...more] },
      { is: "lines", at: "right", lines: letter.recipient.map(printable) },
      { is: "lines", at: "right", lines: [letter.date] },
      { is: "text", text: letter.subject, strong: true },
      ...letter.opening.map(text),
      { is: "list", items: letter.changes.map(printable) },
      ...letter.closing.map(text),
      { is: "lines", at: "right", lines: [...handSigned, printable(letter.signature)] },
    ],
    footer: "",
  };
};
