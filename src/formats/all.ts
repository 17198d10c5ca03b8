/** Every declaration format that Facteur knows, and the choice between them by content. */
import { dpaeFlat, dpaeFlatOf } from "./dpae-flat/dpae-flat.ts";
import { loadDpaeProfile } from "./dpae-flat/load-profile.ts";
import type { DpaeProfile } from "./dpae-flat/profile.ts";
import { dpaeXml } from "./dpae-xml/dpae-xml.ts";
import { ducsEdifact } from "./ducs-edifact/ducs-edifact.ts";
import { ducsFlat } from "./ducs-flat/ducs-flat.ts";
import type { Format } from "./format.ts";

export const formats: readonly Format[] = [dpaeFlat, dpaeXml, ducsEdifact, ducsFlat];

/** By content only, never by name: at most one format recognises a file. */
export const recognise = (
  bytes: Uint8Array,
  known: readonly Format[] = formats,
): Format | undefined => known.find((format) => format.recognises(bytes));

/** The formats with a user's profiles (files of `config/formats/`), or what is wrong with these. */
export const formatsWith = (
  files: readonly { readonly name: string; readonly json: unknown }[],
):
  | { readonly formats: readonly Format[] }
  | { readonly problems: readonly { readonly file: string; readonly said: string }[] } => {
  const profiles: DpaeProfile[] = [];
  const problems: { file: string; said: string }[] = [];
  for (const { name, json } of files) {
    const loaded = loadDpaeProfile(json);
    if ("profile" in loaded) profiles.push(loaded.profile);
    else problems.push(...loaded.problems.map((said) => ({ file: name, said })));
  }
  if (problems.length > 0) return { problems };
  return { formats: [dpaeFlatOf(profiles), dpaeXml, ducsEdifact, ducsFlat] };
};
