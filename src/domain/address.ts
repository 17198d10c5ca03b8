/**
 * Whether a text is exactly one plausible mail address: an RFC 5321 §4.1.2 `Mailbox` in ASCII, with a
 * dot-string local part and a domain of at least two labels. Quoted local parts and address literals
 * are legal mail but, in a rule or a setting, always a mistake; a list or a display name even more so.
 */

/** RFC 5321 §4.5.3.1: octets of the local part, of the whole address, of one label (RFC 1035 §2.3.4). */
const localMax = 64;
const addressMax = 254;
const labelMax = 63;

const atoms = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/u;
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/u;

export const isPlausibleAddress = (text: string): boolean => {
  if (text.length > addressMax) return false;
  const at = text.indexOf("@");
  if (at < 1 || at > localMax) return false;
  const labels = text.slice(at + 1).split(".");
  return (
    atoms.test(text.slice(0, at)) &&
    labels.length > 1 &&
    labels.every((l) => l.length <= labelMax && label.test(l)) &&
    /[A-Za-z]/u.test(labels.at(-1) ?? "")
  );
};

/** Where something for a client may be mailed, judged before anything is made. */
export type Addressee =
  | { readonly is: "address"; readonly to: string }
  /** The settings have no identity for mails to people. */
  | { readonly is: "no-identity" }
  | { readonly is: "no-address" }
  /** It reads receipts, or is an organism's. */
  | { readonly is: "machine"; readonly to: string }
  /** The register has it as a client's, and others would be shown there. */
  | { readonly is: "other-clients"; readonly to: string };
