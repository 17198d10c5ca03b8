/** Where the file asks the organism to send its acknowledgement (flat DPAE, positions 34-64). */
import { type Finding, type Place, shown } from "../finding.ts";
import { blockingInReal, type CheckContext } from "./context.ts";

export interface ReturnAddress {
  /** `E`: by mail, the only value that the sources name. */
  readonly medium: string;
  readonly address: string;
  readonly places: { readonly medium: Place; readonly address: Place };
}

/** What the file alone can show. */
export const checkReturnAddress = (stated: ReturnAddress): readonly Finding[] => {
  if (stated.medium !== "E" || /^[^\s@]+@[^\s@]+$/u.test(stated.address)) return [];
  const value = shown(stated.address);
  const place = stated.places.address;
  return [{ code: "ar-adresse-absente", severity: "warning", place, value }];
};

/**
 * Against the settings: `polled` are the addresses of the mailboxes that the agent reads. Blocking in
 * real mode: an acknowledgement that never arrives looks like a declaration that was never made. Whoever
 * gave the agent no mailbox at all follows acknowledgements otherwise, and is only told.
 */
export const checkReturnIsOurs = (
  stated: ReturnAddress,
  polled: readonly string[],
  context: CheckContext,
): readonly Finding[] => {
  const follows = polled.length > 0;
  const severe = follows ? blockingInReal(context) : ({ severity: "warning" } as const);
  if (stated.medium !== "E") {
    const about = { place: stated.places.medium, value: shown(stated.medium), expected: "E" };
    return [{ code: "ar-support", ...severe, ...about }];
  }
  const known = polled.map((address) => address.toLowerCase());
  if (known.includes(stated.address.toLowerCase())) return [];
  const about = { place: stated.places.address, value: shown(stated.address) };
  return [
    { code: "ar-adresse-etrangere", ...severe, ...about, expected: shown(polled.join(", ")) },
  ];
};
