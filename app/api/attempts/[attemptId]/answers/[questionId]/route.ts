import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { clientAddress } from "#app/_edge/request.ts";
import { saveAnswer } from "#lib/attempts/answers/commands.ts";
import { noteAddress } from "#lib/attempts/events/commands.ts";
import { MAX_SAVE_BODY_BYTES, SaveBody } from "#lib/attempts/schema.ts";

type Params = { attemptId: string; questionId: string };

export const PUT = candidateRoute<Params, typeof SaveBody>(
  { body: SaveBody, maxBytes: MAX_SAVE_BODY_BYTES, commandChecksSession: true },
  async ({ actor, params, body, request }) => {
    const { attemptId, questionId: itemId } = params;
    const saved = await saveAnswer(actor, { attemptId, itemId }, body);
    const recorded = await noteAddress(attemptId, clientAddress(request.headers));
    return recorded.length === 0 ? saved : { ...saved, recorded };
  },
);
