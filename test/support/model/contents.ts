/** The files that a model run may drop: synthetic, some declaring the same hire with other bytes. */
import { writeDpaeFlat } from "../../../src/formats/dpae-flat/write.ts";
import { dpae, edifact, hire } from "../samples.ts";

export interface FileContent {
  readonly bytes: Uint8Array;
  /** How many declarations, when it can be sent. */
  readonly declarations: number;
  /** Other files of this list that declare one of the same things, by their number. */
  readonly meets: readonly number[];
  /** Whether an AR file can be made of it. */
  readonly flat: boolean;
}

const flat = (bytes: Uint8Array, declarations: number, ...meets: number[]): FileContent => ({
  bytes,
  declarations,
  meets,
  flat: true,
});

const unfit = (bytes: Uint8Array): FileContent => ({
  bytes,
  declarations: 0,
  meets: [],
  flat: false,
});

const changed = (family: string): Uint8Array =>
  writeDpaeFlat([hire(family, { employer: "SOCIETE AUTREMENT FICTIVE" })]);
const lot = edifact(["REF1", "REF2"]);

export const contents: readonly FileContent[] = [
  flat(dpae("FICTIVE"), 1, 1, 3),
  flat(changed("FICTIVE"), 1, 0, 3),
  flat(dpae("IMAGINAIRE"), 1),
  flat(dpae("SUPPOSEE", "FICTIVE"), 2, 0, 1),
  flat(dpae("INVENTE"), 1),
  { ...unfit(lot), declarations: 2 },
  unfit(Buffer.from("pas une déclaration")),
  // Cut before its end: never whole.
  unfit(lot.slice(0, lot.length - 30)),
];
