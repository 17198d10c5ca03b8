/** The keys of an identity that logs in by OAuth2: the client is the user's own, the addresses are the provider's. */
import type { GroupKey, TextKey } from "../key.ts";
import { words } from "../words.ts";
import { secretKeys } from "./secrets.ts";

const address = (fr: string, en: string): TextKey => ({
  is: "text",
  pattern: "^https?://[^\\s]+$",
  expected: words("une adresse https://", "an https:// address"),
  told: words(fr, en),
  defaultTold: words("celle de `provider`", "that of `provider`"),
});

export const oauth: GroupKey = {
  is: "group",
  told: words(
    "Connexion par OAuth2 au lieu d'un mot de passe ; `facteur login NOM` donne l'autorisation.",
    "Login by OAuth2 instead of a password; `facteur login NAME` gives the authorisation.",
  ),
  keys: {
    clientId: {
      is: "text",
      required: true,
      told: words(
        "Identifiant de l'application que vous avez déclarée chez le fournisseur.",
        "Id of the application that you registered with the provider.",
      ),
      example: "00000000-0000-0000-0000-000000000000",
    },
    clientSecret: {
      is: "group",
      exactlyOne: true,
      told: words(
        "Où est le secret de l'application, quand le fournisseur en donne un (Google).",
        "Where the application's secret is, when the provider gives one (Google).",
      ),
      keys: secretKeys,
    },
    key: {
      is: "group",
      required: true,
      exactlyOne: true,
      told: words(
        "Où est la clé qui chiffre l'autorisation sur le disque : 32 octets en base64 (`openssl rand -base64 32`).",
        "Where the key is that encrypts the authorisation on disk: 32 bytes in base64 (`openssl rand -base64 32`).",
      ),
      example: { file: "/run/credentials/facteur.service/oauth-key" },
      keys: secretKeys,
    },
    tenant: {
      is: "text",
      told: words(
        "Organisation Microsoft : son identifiant ou son domaine.",
        "Microsoft organisation: its id or its domain.",
      ),
      defaultTold: words("« common »", "“common”"),
      example: "cabinet.example",
    },
    scopes: {
      is: "list",
      countMin: 1,
      told: words("Droits demandés.", "Rights asked for."),
      defaultTold: words("ceux de `provider`", "those of `provider`"),
      of: { is: "text", told: words("Un droit.", "A right.") },
    },
    tokenUrl: address("Adresse où s'obtiennent les jetons.", "Address that gives tokens."),
    deviceUrl: address(
      "Adresse de la connexion par code, sur un autre appareil.",
      "Address of the login by code, on another device.",
    ),
    authorizeUrl: address(
      "Adresse de la connexion par navigateur.",
      "Address of the login by browser.",
    ),
    revokeUrl: address(
      "Adresse où une autorisation se retire.",
      "Address where an authorisation is taken back.",
    ),
    redirectHost: {
      is: "text",
      oneOf: ["localhost", "127.0.0.1"],
      told: words(
        "Nom de cette machine dans l'adresse de retour du navigateur.",
        "This machine's name in the address that the browser comes back to.",
      ),
      defaultTold: words(
        "celui de `provider`, sinon « 127.0.0.1 »",
        "that of `provider`, else “127.0.0.1”",
      ),
    },
  },
};
