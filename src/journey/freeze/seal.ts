/**
 * The sealing that a rule asks for, before its mail is frozen. It fails closed: whatever is not sealed as asked is held, or
 * tried again later, and never goes in clear (I6).
 */
import type { Contribution, Declaration, Hire } from "../../domain/declaration.ts";
import type { Deposit } from "../../domain/deposit.ts";
import type { Fact, Hold } from "../../domain/facts.ts";
import type { Instant } from "../../domain/ids.ts";
import { changedPrograms, type SealProgram, type SealProof } from "../../domain/seal.ts";
import type { Letter } from "../../ports/composer.ts";
import type { Sealer } from "../../ports/sealer.ts";
import { contentOf } from "../content.ts";
import { knownPrograms } from "../known-programs.ts";
import type { World } from "../world.ts";

/** Sealing is put off; the step is asked again later, and `facteur status` says so. */
export class SealLater extends Error {
  constructor(sealer: string, said: string) {
    super(`${sealer} : ${said}`);
    this.name = "SealLater";
  }
}

export type Sealed =
  | {
      readonly is: "sealed";
      readonly mail: Uint8Array;
      readonly sealed: { readonly sealer: string } & SealProof;
      /** At the first use of an external program. */
      readonly facts: readonly Fact[];
    }
  | { readonly is: "held"; readonly hold: Hold };

type SealWorld = Pick<World, "journal" | "store" | "composer" | "clock" | "sealers">;

/** Throws `SealLater` when the same may succeed later. */
export const sealLetter = async (
  world: SealWorld,
  about: { readonly deposit: Deposit; readonly sealer: string; readonly letter: Letter },
): Promise<Sealed> => {
  const sealer = world.sealers.get(about.sealer);
  if (!sealer) return held("seal-unknown", [`chiffrement=${about.sealer}`]);
  const now = world.clock.now();
  const recognised = await recognisedPrograms(world, sealer, now);
  if (recognised.is === "held") return recognised;
  const { letter } = about;
  const { declarations } = await contentOf(world, about.deposit);
  const whole = sealer.takes === "body" ? await world.composer.compose(letter) : undefined;
  const answer = await sealer.seal({
    name: letter.attachment.name,
    bytes: whole ? world.composer.body(whole) : letter.attachment.bytes,
    identifiers: declarations.flatMap(identifiersOf),
    now,
    ...(recognised.programs ? { programs: recognised.programs } : {}),
  });
  if (answer.is === "later") throw new SealLater(sealer.name, answer.said);
  if (answer.is === "failed") return held(answer.because, [`${sealer.name} : ${answer.said}`]);
  const mail = whole
    ? world.composer.withBody(whole, answer.bytes)
    : await world.composer.compose({
        ...letter,
        attachment: { name: answer.name, bytes: answer.bytes },
      });
  const sealed = { sealer: sealer.name, ...answer.proof };
  return { is: "sealed", mail, sealed, facts: recognised.facts };
};

const held = (because: Hold["because"], details: readonly string[]): Sealed => ({
  is: "held",
  hold: { because, details },
});

interface Recognised {
  readonly is: "known";
  /** Of an external sealing: looked at once, because a folder of keys and programs takes its time to hash. */
  readonly programs?: readonly SealProgram[];
  readonly facts: readonly Fact[];
}

/** The programs are those of the first use, or a person accepted the others since. */
const recognisedPrograms = async (
  world: SealWorld,
  sealer: Sealer,
  now: Instant,
): Promise<Recognised | Extract<Sealed, { is: "held" }>> => {
  if (sealer.method !== "external") return { is: "known", facts: [] };
  const { programs, troubles } = await sealer.inspect(now);
  if (troubles.length > 0)
    return { is: "held", hold: { because: "seal-program", details: troubles } };
  const known = await knownPrograms(world, sealer.name);
  if (!known)
    return {
      is: "known",
      programs,
      facts: [{ is: "sealer-known", sealer: sealer.name, programs }],
    };
  const changed = changedPrograms(known.programs, programs);
  return changed.length === 0
    ? { is: "known", programs, facts: [] }
    : { is: "held", hold: { because: "seal-changed", details: changed } };
};

/** What must not be readable in a sealed file, each alone being enough to tell who it is about. */
const identifiersOf = (declaration: Declaration & (Hire | Contribution)): readonly string[] =>
  declaration.kind === "dpae"
    ? [
        declaration.siret,
        declaration.person.nir,
        declaration.person.family,
        declaration.employer,
      ].filter((text) => text !== "")
    : [declaration.siret, declaration.reference, declaration.employer].filter(
        (text) => text !== "",
      );
