/**
 * A receipt that somebody sends on as an attached mail. What is inside is read, so that a person learns whom it is about;
 * it proves nothing by itself, because whoever forwards a mail can write it: sender and headers stay those of the outer one.
 */
import type { ReadMail } from "../../ports/mail-reader.ts";
import type { World } from "../world.ts";
import { type Readings, readingsOf } from "./readings.ts";

/** Attached mails that are opened; one who forwards a month's receipts at once attaches more, and sees the first. */
const openedMax = 5;

export interface Opened {
  readonly mail: ReadMail;
  readonly said: Readings;
}

/** The first attached mail in which a reader understands something. */
export const openedForward = async (
  world: Pick<World, "mailReader" | "textProfiles">,
  mail: ReadMail,
): Promise<Opened | undefined> => {
  const attached = mail.parts.filter((part) => part.type === "message/rfc822").slice(0, openedMax);
  for (const part of attached) {
    const reading = await world.mailReader.read(part.bytes);
    if (reading.is !== "read") continue;
    const { text, parts, references } = reading.mail;
    const said = readingsOf(reading.mail, world.textProfiles);
    if (said.readings.length > 0) return { mail: { ...mail, text, parts, references }, said };
  }
  return undefined;
};
