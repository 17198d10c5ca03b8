/** The limits of the page (`src/web`), in the units that their names say; a part of `limits`. */
const KiB = 1024;

export const pageLimits = {
  /** The page: a session ends after a working day without a visit, and after a week whatever happens. */
  pageSessionIdleMs: 8 * 3_600_000,
  pageSessionMs: 7 * 86_400_000,
  pageSessionsMax: 1_000,
  /** A link of `facteur open` is used at once or never. */
  pageLinkMs: 300_000,
  pageLinksMax: 100,
  /** Requests of one address in a minute, and tries to come in. */
  pageRequestsPerMinute: 600,
  pageEntriesPerMinute: 10,
  /** A proxy asks for all clients under one address; their links cannot be guessed. */
  pageAgreementsPerMinute: 60,
  /** A form of our own; a dropped file may be larger (`depositBytesMax`). */
  pageFormBytesMax: 64 * KiB,
  /** Parts of one form: tables of the register come in with their scans. */
  pageFormPartsMax: 2_000,
  /** Connections at once, of all and of one address, and how long one request may take to come: an upload over a slow line. */
  pageConnectionsMax: 500,
  pageConnectionsPerAddressMax: 200,
  pageRequestMs: 300_000,
  /** Forms with files at once, of all and of one session: each is in memory whole. */
  pageUploadsMax: 6,
  pageUploadsPerSessionMax: 2,
  /** Pages that wait for news at once, of all and of one session, and how often the journal is asked for some. */
  pageListenersMax: 50,
  pageListenersPerSessionMax: 10,
  pageNewsMs: 1_000,
  /** A proxy closes what stays silent for a minute. */
  pageNewsSilenceMs: 25_000,
  /** A page that cannot be served (its port is taken) is tried again. */
  pageRetryMs: 10_000,
  /** Deposits on one page of a search, and of what waits for a person. */
  pageRowsMax: 50,
  pageNeedsMax: 100,
  /** Deposits of an account to a client that a page shows whole, and names that its form offers. */
  pageAccountDepositsMax: 200,
  pageClientsMax: 1_000,
  /** How long what was refused or rejected is shown among what waits for a person. */
  pageRefusedMs: 90 * 86_400_000,
  pageRejectedMs: 7 * 86_400_000,
  /** Deposits that the charts tell of. */
  pageChartDepositsMax: 300,
} as const;
