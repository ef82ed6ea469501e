import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { startAttempt } from "#lib/attempts/commands.ts";
import { StartBody } from "#lib/attempts/schema.ts";

export const POST = candidateRoute({ body: StartBody }, ({ actor, body }) =>
  startAttempt(actor, body.invitationId),
);
