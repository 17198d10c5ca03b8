/** Which bytes of the store a fact stands on. */
import type { Fact } from "../facts.ts";
import type { Sha256 } from "../ids.ts";

/**
 * Each hash once, where it first appears: a delivery names its receipt's file, which `receipt-matched`
 * gives already (and the audit compares the two).
 */
export const storedHashes = (fact: Fact): readonly Sha256[] => {
  switch (fact.is) {
    case "claimed":
      return fact.kept === false ? [] : [fact.sha256];
    case "frozen":
    case "receipt-stored":
      return [fact.sha256];
    case "receipt-classified":
      return fact.opened ? [fact.opened.sha256] : [];
    case "declared-otherwise":
    case "return-otherwise":
      return [fact.proof.sha256];
    case "head-stamped":
      return [fact.token];
    case "recognised":
      return [fact.content];
    case "checked":
      return [fact.findings];
    case "ruled":
      return [
        fact.ruling,
        ...(fact.messages ?? []).flatMap((m) => [
          m.ruling,
          ...(m.part ? [m.part] : []),
          ...(m.attachments ?? []).map((a) => a.sha256),
        ]),
      ];
    case "receipt-matched":
      return [fact.text, fact.file?.sha256, fact.evidence].filter((hash) => hash !== undefined);
    case "register-changed":
      return [fact.content, ...(fact.scans ?? [])];
    case "register-forgotten":
      return fact.contents.map(({ now }) => now);
    case "qualification-done":
      return fact.paper ? [fact.paper] : [];
    default:
      return [];
  }
};
