import { partnerRoute, partnerRoutes } from "#app/_edge/partner-route.ts";
import { getCandidate } from "#lib/partners/intake/queries.ts";
import { getCandidateOperation } from "../../registry.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = partnerRoutes({
  GET: partnerRoute(getCandidateOperation, async ({ actor, params }) => ({
    body: await getCandidate(actor, params.id ?? ""),
  })),
});
