import { recordGate } from "#lib/assessments/gate/commands.ts";
import { checkQuestion } from "#lib/assessments/gate/jobs.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { reportFault } from "#lib/observability/report.ts";
import { now } from "#lib/platform/clock.ts";
import type { JobMeta } from "#lib/platform/queue.ts";
import type { Judge } from "../sandbox/detect.ts";
import { checkPackage } from "./check-package.ts";
import { recordUnchecked } from "./commands.ts";
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
  try {
    const source = await findWaitingAtGate(questionVersionId);
    if (!source) return;
    const report = await checkPackage(judge, source, { at: now(), by: "worker" });
    await recordGate(ACTOR, questionVersionId, report);
  } catch (error) {
    if (!meta.isLastTry) throw error;
    reportFault(error, { where: "job check-question", questionVersionId });
    await recordUnchecked(ACTOR, questionVersionId);
  }
}
