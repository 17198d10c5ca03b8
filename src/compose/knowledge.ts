/** Reads what people write beside the settings for the checks; the agent and `facteur validate` judge by the same. */
import { dirname, join } from "node:path";
import { jsonFiles } from "../config/json-files.ts";
import type { Settings } from "../config/settings.ts";
import { productPath } from "../foundation/product.ts";
import { Refusal } from "../foundation/refusal.ts";
import { knowledgeFrom, type Written } from "../journey/knowledge.ts";
import type { World } from "../journey/world.ts";

/** What is wrong with what people wrote beside these settings, for `facteur config check`. */
export const knowledgeProblems = (settingsFile: string): readonly string[] => {
  const beside = dirname(settingsFile);
  return ["formats", "checks", "qualification"].flatMap((folder) => {
    try {
      const written = jsonFiles(join(beside, folder));
      const found = knowledgeFrom({
        layouts: folder === "formats" ? written : [],
        tables: folder === "checks" ? written : [],
        paths: folder === "qualification" ? written : [],
      });
      return "problems" in found ? found.problems : [];
    } catch (cause) {
      if (cause instanceof Refusal) return cause.message.split("\n");
      throw cause;
    }
  });
};

/**
 * What checks know besides the file: the user's record layouts (`formats/`) and tables (`checks/`) beside the
 * settings, qualification paths (`qualification/`), what comes with us, the mailboxes that are read. Refused whole when one is wrong (78).
 */
export const knowledgeOf = (about: {
  readonly settings?: Settings;
  /** Folder whose `formats/` is read; absent: none is. */
  readonly beside?: string | undefined;
  /** Other layouts, tried before the shipped ones. */
  readonly layouts?: readonly Written[];
}): Pick<World, "formats" | "known" | "paths"> => {
  const { settings, beside, layouts = [] } = about;
  const theirs = settings ? jsonFiles(join(dirname(settings.file), "checks")) : [];
  const theirPaths = settings ? jsonFiles(join(dirname(settings.file), "qualification")) : [];
  const found = knowledgeFrom({
    layouts: [...layouts, ...(beside === undefined ? [] : jsonFiles(join(beside, "formats")))],
    tables: [...jsonFiles(productPath("config/checks")), ...theirs],
    legal: settings?.legal,
    paths: [...jsonFiles(productPath("config/qualification")), ...theirPaths],
    polled: settings?.identities.flatMap((i) =>
      i.mailbox ? [i.address, ...i.mailbox.aliases] : [],
    ),
  });
  if ("problems" in found) throw new Refusal(78, found.problems);
  return found;
};
