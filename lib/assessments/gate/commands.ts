import type { Actor } from "#lib/auth/actor.ts";
import { db } from "#lib/platform/db.ts";
import { notFound } from "#lib/platform/errors.ts";
import type { Prisma } from "#lib/platform/generated/client.ts";
import { storableJson } from "#lib/platform/text.ts";
import { Definition } from "../schema.ts";
import { settled } from "./rules.ts";
import type { GateReport } from "./schema.ts";

/**
 * Writes what the gate said of a version: ready, with what the package leaves to the gate to find out, or refused. A
 * version that is not being checked (any more) stays as it is.
 */
export async function recordGate(actor: Actor, questionVersionId: string, report: GateReport): Promise<void> {
  if (actor.kind !== "system") throw notFound("question");
  await db.$transaction(async (tx) => {
    const version = await tx.questionVersion.findUnique({
      where: { id: questionVersionId },
      select: { definition: true, gate: true },
    });
    if (version?.gate !== "checking") return;
    const definition = settled(Definition.parse(version.definition), report);
    await tx.questionVersion.updateMany({
      where: { id: questionVersionId, gate: "checking", publishedAt: null },
      data: {
        gate: report.reasons.length === 0 ? "ready" : "refused",
        // A compiler's words and a validator's may hold what the database does not.
        gateReport: storableJson(report) as unknown as Prisma.InputJsonObject,
        definition,
      },
    });
  });
}
