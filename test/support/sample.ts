/** So many of these, chosen by a seed: the same seed gives the same choice. */
export const sample = <T>(all: readonly T[], most: number, seed: number): readonly T[] => {
  const roll = dice(seed);
  return all
    .map((one) => ({ one, place: roll() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, most)
    .map(({ one }) => one);
};

/** A small generator whose whole state is the seed. */
const dice = (seed: number): (() => number) => {
  let state = seed % 2_147_483_648;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
};
