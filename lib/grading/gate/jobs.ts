import { recordGate } from "#lib/assessments/gate/commands.ts";
import { checkQuestion } from "#lib/assessments/gate/jobs.ts";
import type { GateReport } from "#lib/assessments/gate/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { reportBug } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import type { JobMeta } from "#lib/platform/queue.ts";
import type { Judge } from "../sandbox/detect.ts";
import { checkPackage, type GatedPackage } from "./check-package.ts";
import { findWaitingAtGate } from "./queries.ts";

const ACTOR: Actor = { kind: "system", job: checkQuestion.name };

/**
 * Checks one question version by its own submissions. Delivered twice it finds nothing left to do.
 * @throws whatever went wrong while tries are left; afterwards the version is refused with that as the reason.
 */
export async function handleCheckQuestion(
  judge: Judge,
  { questionVersionId }: { questionVersionId: string },
  meta: Pick<JobMeta, "isLastTry">,
): Promise<void> {
  const source = await findWaitingAtGate(questionVersionId);
  if (!source) return;
  try {
    await recordGate(
      ACTOR,
      questionVersionId,
      await checkPackage(judge, source, { at: now(), by: "worker" }),
    );
  } catch (error) {
    if (!meta.isLastTry) throw error;
    reportBug(error, { where: "job check-question", questionVersionId });
    await recordGate(ACTOR, questionVersionId, unchecked(source));
  }
}

function unchecked({ limits }: GatedPackage): GateReport {
  const { acToTimeLimit: factor, timeSeconds } = limits;
  return {
    checkedAt: now().toISOString(),
    by: "worker",
    toolchains: {},
    // Not measured, so the limit stays as it was.
    time: { limitSeconds: timeSeconds ?? 0, derived: false, factor, slowestMs: null },
    submissions: [],
    starters: [],
    reasons: ["The judge could not do its work; the fault is ours and was reported. Check it again later."],
    warnings: [],
  };
}
