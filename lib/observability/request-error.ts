import * as Sentry from "@sentry/core";
import { isBrokenOff, isDatabaseAway } from "#lib/platform/database-away.ts";
import type { DomainError } from "#lib/platform/errors.ts";
import { log } from "#lib/platform/log.ts";
import { reportBug, reportDatabaseAway } from "./report.ts";
import { cleanUrl } from "./scrub.ts";

/** What Next says of a request that failed. Structural, so that the worker's rooms stay free of Next. */
interface FailedRequest {
  path: string;
  method: string;
  headers: Record<string, string | string[] | undefined>;
}
interface FailedRoute {
  routePath: string;
  routeType: string;
}

/** Next's own signals (redirects, not-found, bail-outs) travel as errors with one of these digests. */
const CONTROL_FLOW =
  /^(NEXT_REDIRECT|NEXT_NOT_FOUND|NEXT_HTTP_ERROR_FALLBACK|HANGING_PROMISE_REJECTION|NEXT_PRERENDER_INTERRUPTED|DYNAMIC_SERVER_USAGE|BAILOUT_TO_CLIENT_SIDE_RENDERING)/;

/** What Next says of a server action that is not from our pages, not of this build, too large, or not readable. */
const REFUSED_ACTION =
  /Body exceeded .* limit|Invalid Server Actions request|Failed to find Server Action|Server Reference|Unexpected end of form|Missing boundary/;

function digestOf(error: unknown): string | undefined {
  const digest = (error as { digest?: unknown } | null)?.digest;
  return typeof digest === "string" ? digest : undefined;
}

/**
 * Reports an error that escaped a page, a route or an action. The digest is what the error page shows, so that a
 * person's screenshot leads to the event. Refusals that we meant are a log line.
 */
export function reportRequestError(error: unknown, request: FailedRequest, route: FailedRoute): void {
  const digest = digestOf(error);
  if (digest && CONTROL_FLOW.test(digest)) return;
  const id = request.headers["x-request-id"];
  const requestId = Array.isArray(id) ? id[0] : id;
  const facts = { method: request.method, route: route.routePath, path: cleanUrl(request.path), digest };
  // A stranger's post to a page: Next refuses it with an error of its own, which anybody could send us by the thousand.
  if (error instanceof Error && REFUSED_ACTION.test(error.message)) {
    log.info("request.refused", { code: "unknown_action", requestId, ...facts });
    return;
  }
  if (isBrokenOff(error)) {
    log.info("request.refused", { code: "broken_off", requestId, ...facts });
    return;
  }
  // Next bundles a class once per entry point, so its name is what all copies share.
  if (error instanceof Error && error.name === "DomainError") {
    log.info("request.refused", { code: (error as DomainError).code, requestId, ...facts });
    return;
  }
  const where = `next ${route.routeType}`;
  if (isDatabaseAway(error)) {
    reportDatabaseAway(error, { where, requestId, ...facts });
    return;
  }
  Sentry.withScope((scope) => {
    scope.setTransactionName(`${request.method} ${route.routePath}`);
    reportBug(error, { where, requestId, handled: false, ...facts });
  });
}
