import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { parseJsonText, readText } from "#app/_edge/json-body.ts";
import { SubmitBody } from "#lib/attempts/schema.ts";
import { submitAttempt } from "#lib/attempts/submissions/commands.ts";

/** A flag, and room for more of its kind. */
const MAX_BYTES = 1024;

/** No body is needed, and none is refused for its form: a hand-in never fails over that. */
export const POST = candidateRoute<{ attemptId: string }>({}, async ({ actor, params, request }) => {
  const body = SubmitBody.safeParse(parseJsonText(await readText(request, MAX_BYTES)));
  return submitAttempt(actor, params.attemptId, body.data);
});
