import type { Instrumentation } from "next";

/** Next calls this once, before the first request is served. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const [{ believeAddresses }, { allowSlowRequests }, { env }] = await Promise.all([
    import("#app/_edge/client-address.ts"),
    import("#app/_edge/slow-requests.ts"),
    import("#lib/platform/env.ts"),
  ]);
  believeAddresses(() => env().TRUST_PROXY);
  allowSlowRequests();
  await import("./sentry.server.config.ts").catch((error: unknown) => {
    // A portal without reporting is better than no portal.
    console.error("Sentry was not started:", error);
  });
  // After Sentry: it must be there before anything that it watches. A first beat that finds an outage gives the time
  // back before anybody's save can be called late.
  const { startPulse } = await import("#lib/attempts/outages/commands.ts");
  await startPulse();
}

/** Next calls this for every error that a page, a route or an action let through. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { reportRequestError } = await import("#lib/observability/request-error.ts");
  reportRequestError(error, request, context);
};
