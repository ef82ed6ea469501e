import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { fileAnswer } from "#app/_edge/file-answer.ts";
import { openOwnFile } from "#lib/attempts/files/queries.ts";

export const GET = candidateRoute<{ attemptId: string; fileId: string }>(
  {},
  async ({ actor, params: { attemptId, fileId } }) => fileAnswer(await openOwnFile(actor, attemptId, fileId)),
);
