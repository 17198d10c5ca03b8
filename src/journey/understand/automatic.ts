/**
 * RFC 3834 and what came before it. Organisms' own receipts are automatic too, so this is asked only of mails in
 * which nothing was understood.
 */
import type { ReadMail } from "../../ports/mail-reader.ts";

/** How mail programs entitle an absence, in French and English. */
const absence =
  /^(?:réponse automatique|automatic reply|auto(?:matic)?[- ]?reply|out of (?:the )?office|absence|absent|je suis absent)/u;

/** Which fields say so; empty when nothing does. */
export const automaticSigns = (mail: ReadMail): readonly string[] => {
  const first = (name: string): string => (mail.headers.get(name)?.[0] ?? "").toLowerCase();
  const signs: string[] = [];
  if (first("auto-submitted").startsWith("auto-replied")) signs.push("auto-submitted");
  for (const name of ["x-autoreply", "x-autorespond", "list-id"])
    if (mail.headers.has(name)) signs.push(name);
  if (["bulk", "list", "auto_reply"].includes(first("precedence"))) signs.push("precedence");
  const generated =
    first("auto-submitted").startsWith("auto-generated") ||
    mail.headers.has("x-auto-response-suppress");
  // Exchange calls an absence `auto-generated`, as organisms call their receipts.
  if (generated && absence.test(mail.subject.normalize("NFC").toLowerCase())) signs.push("subject");
  return signs;
};
