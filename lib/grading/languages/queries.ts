import { ALIVE_SECONDS } from "#lib/attempts/judge/queries.ts";
import { type Actor, assertStaff } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";
import type { SandboxReport } from "../sandbox/detect.ts";
import { type MergedLanguage, mergeLanguages, type WorkerReport } from "./rules.ts";

export interface JudgeSettings {
  /** Live workers, the longest-lived first. */
  workers: WorkerReport[];
  /** What they have between them. */
  languages: MergedLanguage[];
}

/** What the workers that live now can judge. @throws DomainError not_found: below a manager's role. */
export async function getJudgeSettings(actor: Actor): Promise<JudgeSettings> {
  assertStaff(actor, "manager");
  const rows = await db.workerHeartbeat.findMany({
    where: { seenAt: { gt: new Date(now().getTime() - ALIVE_SECONDS * 1000) } },
    orderBy: { startedAt: "asc" },
    select: { id: true, sandbox: true },
  });
  const workers = rows.map(({ id, sandbox }) => ({
    worker: id,
    report: sandbox as unknown as SandboxReport,
  }));
  return { workers, languages: mergeLanguages(workers) };
}
