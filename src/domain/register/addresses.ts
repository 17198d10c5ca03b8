/**
 * Whether a mail goes where the register says that its organism takes it. The register opens no address: it only objects to
 * what plans and rules chose (docs/decisions/0047). Pure over rows.
 */
import type { FormatName } from "../declaration.ts";
import type { Mode } from "../mode.ts";
import { addressKey } from "../wall.ts";
import { type Entry, valueOf } from "./entry.ts";
import { formatsOf } from "./versions.ts";

export type AddressObjection =
  /** The register has another address for this organism, format and environment. */
  | { readonly is: "other-address"; readonly expected: string }
  /** The register knows this address in the other environment only. */
  | { readonly is: "other-environment" };

export const addressObjection = (
  entries: readonly Entry[],
  about: {
    readonly to: string;
    readonly mode: Exclude<Mode, "test">;
    readonly format: FormatName;
    /** Its code; absent: nothing says which organism it is. */
    readonly organism?: string | undefined;
  },
): AddressObjection | undefined => {
  const { mode, format, organism } = about;
  const to = addressKey(about.to);
  const environment = mode === "reel" ? "reel" : "test";
  const rows = entries.filter((e) => e.table === "adresses");
  const isHere = (e: Entry): boolean => valueOf(e, "environnement") === environment;
  const own = rows.filter(
    (e) =>
      isHere(e) &&
      valueOf(e, "organisme") === organism &&
      formatsOf(valueOf(e, "format")).includes(format),
  );
  // A row about this very format says more than one about all of them.
  const exact = own.filter((e) => valueOf(e, "format") === format);
  const [said] = exact.length > 0 ? exact : own;
  if (said && addressKey(valueOf(said, "adresse")) !== to)
    return { is: "other-address", expected: valueOf(said, "adresse") };
  const named = rows.filter((e) => addressKey(valueOf(e, "adresse")) === to);
  return named.length > 0 && !named.some(isHere) ? { is: "other-environment" } : undefined;
};
