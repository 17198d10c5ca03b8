/** Who started the agent as a service and watches over it. It hears of life; it is never waited for. */
export interface Supervisor {
  /** Silence for so long, in milliseconds, makes it start the agent anew; absent: it does not watch. */
  readonly watchdogMs: number | undefined;
  /** Never rejects: a supervisor that does not listen stops nothing. */
  tell(news: SupervisorNews): Promise<void>;
}

export interface SupervisorNews {
  /** The agent takes orders and works, or is on its way out. */
  readonly state?: "ready" | "stopping";
  readonly alive?: true;
  /** A start that lasts: it is ready, or tells more, before so long has passed. */
  readonly startsWithinMs?: number;
  /** One line for people. */
  readonly status?: string;
}
