import { ALIVE_SECONDS } from "#lib/attempts/judge/queries.ts";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import type { LanguageStatus, SandboxReport } from "../sandbox/detect.ts";
import { mergeLanguages } from "./rules.ts";

export interface JudgeSettings {
  /** Live workers. */
  workers: number;
  /** Those of them whose sandbox works. */
  judging: number;
  /** Why the others cannot judge, and what mends it. */
  failures: { reason: string; fix: string }[];
  /** Some limit holds per process only on some worker. */
  degraded: boolean;
  /** On where any worker has it. */
  languages: LanguageStatus[];
}

/** What the workers that live now can judge. @throws DomainError not_found: below a manager's role. */
export async function getJudgeSettings(actor: Actor): Promise<JudgeSettings> {
  assertStaff(actor, "manager");
  const rows = await db.workerHeartbeat.findMany({
    where: { seenAt: { gt: new Date(now().getTime() - ALIVE_SECONDS * 1000) } },
    orderBy: { startedAt: "asc" },
    select: { sandbox: true },
  });
  const reports = rows.map((row) => row.sandbox as unknown as SandboxReport);
  return {
    workers: reports.length,
    judging: reports.filter(({ driver }) => driver !== "none").length,
    failures: reports.flatMap((report) =>
      report.driver === "none" ? [{ reason: report.reason, fix: report.fix }] : [],
    ),
    degraded: reports.some((report) => report.driver !== "none" && report.limits.degraded),
    languages: mergeLanguages(reports.map((report) => report.languages)),
  };
}
