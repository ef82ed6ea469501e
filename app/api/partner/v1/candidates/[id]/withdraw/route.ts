import { partnerRoute, partnerRoutes } from "#app/_edge/partner-route.ts";
import { withdraw } from "#lib/partners/intake/commands.ts";
import { withdrawCandidateOperation } from "../../../registry.ts";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = partnerRoutes({
  POST: partnerRoute(withdrawCandidateOperation, async ({ actor, params, body, requestId }) => ({
    body: await withdraw(actor, params.id ?? "", body, requestId),
  })),
});
