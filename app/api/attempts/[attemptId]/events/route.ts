import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { recordEvents } from "#lib/attempts/events/commands.ts";
import { EventsBody } from "#lib/attempts/events/schema.ts";

export const POST = candidateRoute<{ attemptId: string }, typeof EventsBody>(
  { body: EventsBody },
  ({ actor, params, body }) => recordEvents(actor, params.attemptId, body),
);
