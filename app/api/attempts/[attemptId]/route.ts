import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { getAttempt } from "#lib/attempts/room/queries.ts";

export const GET = candidateRoute<{ attemptId: string }>({}, ({ actor, params }) =>
  getAttempt(actor, params.attemptId),
);
