import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";

export const POST = candidateRoute<{ attemptId: string }>({}, ({ actor, params }) =>
  submitAttempt(actor, params.attemptId),
);
