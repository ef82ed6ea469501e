import { partnerRoute, partnerRoutes } from "#app/_edge/partner-route.ts";
import { takeCandidate } from "#lib/partners/intake/commands.ts";
import { listCandidates } from "#lib/partners/intake/queries.ts";
import { createCandidateOperation, listCandidatesOperation } from "../registry.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = partnerRoutes({
  GET: partnerRoute(listCandidatesOperation, async ({ actor, query }) => ({
    body: await listCandidates(actor, query),
  })),
  POST: partnerRoute(createCandidateOperation, async ({ actor, body, requestId }) => {
    const { candidate, created } = await takeCandidate(actor, body, requestId);
    return { status: created ? 201 : 200, body: candidate };
  }),
});
