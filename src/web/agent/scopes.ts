/** What can be held as a whole: a client, or a dossier. */
import type { HoldScope } from "../../domain/hold/client.ts";
import type { PageWorld } from "../world.ts";

/** `client Durand`, `dossier cirso`: one field, as the form gives it. */
export const scopeOf = (text: string): HoldScope | undefined => {
  const [, scope, name] = /^(client|dossier) (.+)$/u.exec(text) ?? [];
  if (name === undefined) return undefined;
  return { scope: scope === "client" ? "client" : "dossier", name };
};

/** Every dossier, and every client that the settings name. */
export const known = ({ world }: PageWorld): readonly HoldScope[] => {
  const clients = new Set([...world.dossiers.values()].flatMap((d) => d.client ?? []));
  return [
    ...[...clients].map((name) => ({ scope: "client", name }) as const),
    ...[...world.dossiers.keys()].map((name) => ({ scope: "dossier", name }) as const),
  ];
};
