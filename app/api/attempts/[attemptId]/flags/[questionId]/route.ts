import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { flagQuestion } from "#lib/attempts/flags/commands.ts";
import { FlagBody } from "#lib/attempts/flags/schema.ts";

type Params = { attemptId: string; questionId: string };

export const PUT = candidateRoute<Params, typeof FlagBody>({ body: FlagBody }, ({ actor, params, body }) =>
  flagQuestion(actor, { attemptId: params.attemptId, itemId: params.questionId }, body),
);
