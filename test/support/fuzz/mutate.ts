/** Bytes that were right, and are not any more: cut, flipped, doubled, filled with what parsers choke on. */
import fc from "fast-check";

const edits = fc.oneof(
  fc.record({ is: fc.constant("flip"), at: fc.nat(), bit: fc.nat(7) }),
  fc.record({ is: fc.constant("cut"), at: fc.nat(), length: fc.nat(200) }),
  fc.record({ is: fc.constant("end"), at: fc.nat() }),
  fc.record({ is: fc.constant("double"), at: fc.nat(), length: fc.nat(400) }),
  fc.record({ is: fc.constant("zero"), at: fc.nat(), length: fc.nat(600) }),
  fc.record({
    is: fc.constant("word"),
    at: fc.nat(),
    word: fc.constantFrom(
      "\0",
      "\r",
      "\n",
      "\r\n\r\n",
      "--b\r\n",
      "\u2028",
      "\ufeff",
      "{",
      '"',
      "=",
      "[",
      "null",
      "-1",
      "9".repeat(400),
      "../../etc/x",
      "__proto__",
      "\u00ff\u00fe",
      "=?utf-8?B?",
      "a".repeat(5000),
      "%s${1}",
    ),
  }),
  fc.record({ is: fc.constant("bytes"), at: fc.nat(), bytes: fc.uint8Array({ maxLength: 40 }) }),
);

type Edit = typeof edits extends fc.Arbitrary<infer T> ? T : never;

const edited = (bytes: Uint8Array, edit: Edit): Uint8Array => {
  const at = bytes.length === 0 ? 0 : edit.at % bytes.length;
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at)];
  switch (edit.is) {
    case "flip": {
      const copy = Uint8Array.from(bytes);
      copy[at] = (copy[at] ?? 0) ^ (1 << edit.bit);
      return copy;
    }
    case "cut":
      return Buffer.concat([head, tail.subarray(edit.length)]);
    case "end":
      return head;
    case "double":
      return Buffer.concat([head, tail.subarray(0, edit.length), tail]);
    case "zero":
      return Uint8Array.from(bytes).fill(0, at, at + edit.length);
    case "word":
      return Buffer.concat([head, Buffer.from(edit.word), tail]);
    case "bytes":
      return Buffer.concat([head, edit.bytes, tail]);
  }
};

/** One of these, with a few edits. */
export const mutated = (seeds: readonly Uint8Array[]): fc.Arbitrary<Uint8Array> =>
  fc
    .tuple(fc.constantFrom(...seeds), fc.array(edits, { minLength: 1, maxLength: 6 }))
    .map(([seed, changes]) => changes.reduce(edited, seed));

/** `FACTEUR_SEED` and `FACTEUR_PATH` replay what a failure printed. */
export const replay = (): { readonly seed?: number; readonly path?: string } => {
  const { FACTEUR_SEED: seed, FACTEUR_PATH: path } = process.env;
  return {
    ...(seed === undefined ? {} : { seed: Number(seed) }),
    ...(path === undefined ? {} : { path }),
  };
};
