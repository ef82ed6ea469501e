import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { readLocale } from "#app/_words/server.tsx";
import { getAttempt } from "#lib/attempts/room/queries.ts";

export const GET = candidateRoute<{ attemptId: string }>({}, async ({ actor, params }) =>
  getAttempt(actor, params.attemptId, await readLocale()),
);
