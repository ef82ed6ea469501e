import { partnerRoute, partnerRoutes } from "#app/_edge/partner-route.ts";
import { listAssessments } from "#lib/partners/intake/queries.ts";
import { listAssessmentsOperation } from "../registry.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = partnerRoutes({
  GET: partnerRoute(listAssessmentsOperation, async ({ actor }) => ({ body: await listAssessments(actor) })),
});
