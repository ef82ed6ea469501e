import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { getTime } from "#lib/attempts/clock/queries.ts";

export const GET = candidateRoute<{ attemptId: string }>({}, ({ actor, params }) =>
  getTime(actor, params.attemptId),
);
