import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { MAX_SAVE_BODY_BYTES, SaveBody } from "#lib/attempts/schema.ts";

type Params = { attemptId: string; questionId: string };

export const PUT = candidateRoute<Params, typeof SaveBody>(
  { body: SaveBody, maxBytes: MAX_SAVE_BODY_BYTES, commandChecksSession: true },
  ({ actor, params, body }) =>
    saveAnswer(actor, { attemptId: params.attemptId, itemId: params.questionId }, body),
);
