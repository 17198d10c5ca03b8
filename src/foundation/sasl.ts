/** Access tokens as SASL says them: XOAUTH2 (Google's and Microsoft's own) and OAUTHBEARER (RFC 7628). */

export const tokenMechanisms = ["XOAUTH2", "OAUTHBEARER"] as const;

export type TokenMechanism = (typeof tokenMechanisms)[number];

/** OAUTHBEARER where only that is offered; XOAUTH2 also where nothing is said. */
export const mechanismAmong = (offered: string): TokenMechanism =>
  !/\bXOAUTH2\b/u.test(offered) && /\bOAUTHBEARER\b/u.test(offered) ? "OAUTHBEARER" : "XOAUTH2";

/** In base64, as it travels. */
export const initialResponse = (
  mechanism: TokenMechanism,
  { user, secret }: { readonly user: string; readonly secret: string },
): string => {
  const fields =
    mechanism === "XOAUTH2"
      ? [`user=${user}`, `auth=Bearer ${secret}`, "", ""]
      : [`n,a=${user},`, `auth=Bearer ${secret}`, "", ""];
  return Buffer.from(fields.join("\x01")).toString("base64");
};

/** RFC 7628 §3.2.3: the reason of a refusal comes as a challenge, and the client ends the exchange with a dummy answer. */
export const dummyResponse = (mechanism: TokenMechanism): string =>
  mechanism === "XOAUTH2" ? "" : "AQ==";
