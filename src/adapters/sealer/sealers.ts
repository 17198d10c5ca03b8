/** The sealing that one entry of the settings describes. */
import type { Sealer } from "../../ports/sealer.ts";
import { type ExternalOptions, externalSealer } from "./external/external-sealer.ts";
import { privateFoldersOf } from "./external/private-folder.ts";
import { type OpenPgpOptions, openPgpSealer } from "./openpgp/openpgp-sealer.ts";
import { type SmimeOptions, smimeSealer } from "./smime/smime-sealer.ts";

export type SealerOptions =
  | ({ readonly is: "external" } & Omit<ExternalOptions, "workFolder" | "stopping">)
  | ({ readonly is: "openpgp" } & OpenPgpOptions)
  | ({ readonly is: "smime" } & SmimeOptions);

/** `data`: the agent's own folder. `stopping`: aborted when the agent stops. */
export const sealersOf = (
  all: readonly SealerOptions[],
  around: { readonly data: string; readonly stopping: AbortSignal },
): ReadonlyMap<string, Sealer> => new Map(all.map((one) => [one.name, sealerOf(one, around)]));

const sealerOf = (
  one: SealerOptions,
  around: { readonly data: string; readonly stopping: AbortSignal },
): Sealer => {
  switch (one.is) {
    case "external":
      return externalSealer({
        ...one,
        workFolder: privateFoldersOf(around.data),
        stopping: around.stopping,
      });
    case "openpgp":
      return openPgpSealer(one);
    case "smime":
      return smimeSealer(one);
  }
};
