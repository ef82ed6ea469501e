import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { requestRun } from "#lib/attempts/runs/commands.ts";
import { MAX_RUN_BODY_BYTES, RunBody } from "#lib/attempts/schema.ts";

export const POST = candidateRoute<{ attemptId: string }, typeof RunBody>(
  { body: RunBody, maxBytes: MAX_RUN_BODY_BYTES, status: 202 },
  ({ actor, params, body }) => requestRun(actor, params.attemptId, body),
);
