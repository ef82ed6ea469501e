import { fieldErrors } from "#app/_edge/json-body.ts";
import { partnerRoute, partnerRoutes } from "#app/_edge/partner-route.ts";
import { problemFrom } from "#app/_edge/problem.ts";
import type { PartnerActor } from "#lib/auth/actor.ts";
import { takeCandidate } from "#lib/partners/intake/commands.ts";
import { assertScope } from "#lib/partners/intake/queries.ts";
import { type BatchResult, CandidateInput, Problem } from "#lib/partners/intake/schema.ts";
import { DomainError } from "#lib/platform/errors.ts";
import { createBatchOperation } from "../../registry.ts";

type Result = BatchResult["results"][number];

/** One item's own outcome: what it would have been answered alone. */
async function takeOne(actor: PartnerActor, item: unknown, requestId: string): Promise<Result> {
  try {
    const parsed = CandidateInput.safeParse(item);
    if (!parsed.success) {
      const errors = fieldErrors(parsed.error);
      throw new DomainError("invalid", "Some members of this candidate need a change.", { errors });
    }
    const { candidate, created } = await takeCandidate(actor, parsed.data, requestId);
    return { status: created ? 201 : 200, candidate };
  } catch (error) {
    const refusal = problemFrom(error, requestId);
    return { status: refusal.status, problem: Problem.parse(await refusal.json()) };
  }
}

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = partnerRoutes({
  POST: partnerRoute(createBatchOperation, async ({ actor, body, requestId }) => {
    assertScope(actor, "candidates:write");
    const results: Result[] = [];
    for (const item of body.candidates) results.push(await takeOne(actor, item, requestId));
    return { body: { results } };
  }),
});
