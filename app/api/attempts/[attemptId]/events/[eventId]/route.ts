import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { annotateEvent } from "#lib/attempts/events/commands.ts";
import { NoteBody } from "#lib/attempts/events/schema.ts";

export const PUT = candidateRoute<{ attemptId: string; eventId: string }, typeof NoteBody>(
  { body: NoteBody },
  ({ actor, params, body }) => annotateEvent(actor, params, body),
);
