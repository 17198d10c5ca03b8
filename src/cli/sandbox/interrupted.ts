/** Work that a person, or the system, may ask to end: what it began is undone in order before the command answers. */

/** A second signal finds no listener and ends the process at once. */
export const untilAsked = async <Done>(
  work: (signal: AbortSignal) => Promise<Done>,
): Promise<Done> => {
  const stop = new AbortController();
  const asked = (): void => stop.abort();
  for (const name of signals) process.once(name, asked);
  try {
    return await work(stop.signal);
  } finally {
    for (const name of signals) process.off(name, asked);
  }
};

/** A terminal that is closed (SIGHUP) asks too. */
const signals = ["SIGTERM", "SIGINT", "SIGHUP"] as const;
