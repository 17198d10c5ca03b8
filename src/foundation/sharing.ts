/**
 * One look for all who ask at once. Whoever asks while a look is under way shares the next one with all others who ask
 * meanwhile: it begins after each of them asked, so nobody is told of a moment before their question.
 */
export const sharing = <T>(look: () => Promise<T>): (() => Promise<T>) => {
  let now: Promise<T> | undefined;
  let next: Promise<T> | undefined;
  const begin = (): Promise<T> => {
    next = undefined;
    const mine = look().finally(() => {
      if (now === mine) now = undefined;
    });
    now = mine;
    return mine;
  };
  return () => {
    if (!now) return begin();
    next ??= now.then(begin, begin);
    return next;
  };
};
