/** Damages of the journal's file: a page of an index, or of the facts, that is none any more. */
import { flipFirstByteOf } from "./audited.ts";
import type { Planting } from "./planting.ts";

export const pagePlantings: readonly Planting[] = [
  {
    what: "a page of an index that cannot be read",
    code: "file-damaged",
    plant: (about) => {
      flipFirstByteOf(about, "deposits_work_of");
      return {};
    },
  },
  {
    what: "the page that finds a deposit's facts",
    code: "file-damaged",
    plant: (about) => {
      flipFirstByteOf(about, "facts_of_deposit");
      return {};
    },
  },
  {
    what: "a page of the facts themselves",
    code: "file-damaged",
    plant: (about) => {
      flipFirstByteOf(about, "facts");
      return {};
    },
  },
];
