import { recordGate } from "#lib/assessments/gate/commands.ts";
import { type GateReport, PendingReport } from "#lib/assessments/gate/schema.ts";
import { Definition } from "#lib/assessments/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { now } from "#lib/platform/clock.ts";
import { db } from "#lib/platform/db.ts";

/** As the format has it, where the package names none. */
const USUAL_FACTOR = 2;

/** Refuses a version that the judge could not check, with that as the reason: its authors may have it checked again. */
export async function recordUnchecked(actor: Actor, questionVersionId: string): Promise<void> {
  const version = await db.questionVersion.findUnique({
    where: { id: questionVersionId },
    select: { definition: true, gateReport: true },
  });
  if (!version) return;
  const definition = Definition.parse(version.definition);
  const { warnings } = PendingReport.parse(version.gateReport ?? { warnings: [] });
  await recordGate(actor, questionVersionId, unchecked(definition, warnings));
}

function unchecked(definition: Definition, warnings: string[]): GateReport {
  const limitSeconds = "limits" in definition ? definition.limits.timeSeconds : 0;
  const factor = (definition.type === "code" ? definition.timing?.factor : undefined) ?? USUAL_FACTOR;
  return {
    checkedAt: now().toISOString(),
    by: "worker",
    toolchains: {},
    // Not measured, so the limit stays as it was.
    time: { limitSeconds, derived: false, factor, slowestMs: null },
    submissions: [],
    starters: [],
    reasons: ["The judge could not do its work; the fault is ours and was reported. Check it again later."],
    warnings,
  };
}
