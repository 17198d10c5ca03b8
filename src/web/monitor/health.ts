/**
 * `/health`: whether the agent works, for a program that watches it. Codes, numbers and hours only: no file's name, no person, no client.
 * Shape: `application/health+json` (draft-inadarei-api-health-check), with what people would call the reasons.
 */
import { causeOf, healthOf, severityOf } from "../../domain/health.ts";
import type { PageWorld } from "../world.ts";

const statusWord = { works: "pass", warns: "warn", fails: "fail" } as const;

export const healthJson = (page: Pick<PageWorld, "problems" | "trips" | "version">) => {
  const open = page.problems();
  const health = healthOf(open);
  return {
    status: statusWord[health.is],
    version: page.version,
    critical: health.critical,
    warnings: health.warnings,
    problems: open.map((problem) => {
      const cause = causeOf(problem, open);
      return {
        code: problem.code,
        severity: severityOf(problem.code),
        since: iso(problem.since),
        ...(cause ? { dependsOn: cause.code } : {}),
      };
    }),
    identities: page.trips().map(({ identity, acceptedAt, readAt, answeredAt }) => ({
      identity,
      ...(acceptedAt === undefined ? {} : { acceptedAt: iso(acceptedAt) }),
      ...(readAt === undefined ? {} : { readAt: iso(readAt) }),
      ...(answeredAt === undefined ? {} : { answeredAt: iso(answeredAt) }),
    })),
  };
};

const iso = (at: number): string => new Date(at).toISOString();
