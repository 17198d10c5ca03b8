/** What seals, wired: for the agent, and for `facteur keys` without one. */
import type { SealerOptions } from "../adapters/sealer/sealers.ts";
import { readAgain } from "../config/secrets.ts";
import type { LockSettings, SealerSettings, Settings } from "../config/settings.ts";
import type { Sealer } from "../ports/sealer.ts";

/** For `facteur keys`: what seals, without an agent. */
export const openSealers = (settings: Settings): Promise<ReadonlyMap<string, Sealer>> =>
  sealersFor(settings, new AbortController().signal);

/** Loaded where something is sealed only: openpgp alone took six megabytes of every agent. */
export const sealersFor = async (
  { sealers, data }: Settings,
  stopping: AbortSignal,
): Promise<ReadonlyMap<string, Sealer>> => {
  if (sealers.length === 0) return new Map();
  const { sealersOf } = await import("../adapters/sealer/sealers.ts");
  return sealersOf(sealers.map(unlocked), { data, stopping });
};

/** A passphrase as it is now, where its file or keyring can be read again. */
export const fresh =
  ({ secret, passphrase }: LockSettings) =>
  (): string | undefined =>
    (secret && readAgain(secret)) ?? passphrase;

const unlocked = (one: SealerSettings): SealerOptions => {
  switch (one.is) {
    case "external":
      return one;
    case "openpgp": {
      const { archive, sign, ...rest } = one;
      const own = archive?.secret;
      const secret = own ? { secret: { file: own.file, passphrase: fresh(own) } } : {};
      return {
        ...rest,
        ...(archive ? { archive: { file: archive.file, ...secret } } : {}),
        ...(sign ? { sign: { file: sign.file, passphrase: fresh(sign) } } : {}),
      };
    }
    case "smime": {
      const { archive, sign, ...rest } = one;
      return {
        ...rest,
        ...(archive ? { archive: { ...archive, passphrase: fresh(archive) } } : {}),
        ...(sign ? { sign: { ...sign, passphrase: fresh(sign) } } : {}),
      };
    }
  }
};
