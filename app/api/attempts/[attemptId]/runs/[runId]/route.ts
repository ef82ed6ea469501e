import { candidateRoute } from "#app/_edge/candidate-route.ts";
import { waitForRun } from "#lib/attempts/runs/queries.ts";
import { MAX_RUN_WAIT_SECONDS } from "#lib/attempts/schema.ts";

/** `?wait=20`: answer when the run is over, or after that many seconds. */
function waitMs(request: Request): number {
  const seconds = Number(new URL(request.url).searchParams.get("wait") ?? 0);
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), MAX_RUN_WAIT_SECONDS) * 1000 : 0;
}

export const GET = candidateRoute<{ attemptId: string; runId: string }>(
  { takesItsTime: true },
  ({ actor, params, request }) => waitForRun(actor, params, waitMs(request), request.signal),
);
