import type { DataCollection, ErrorEvent, EventHint } from "@sentry/core";
import { createNoiseLimiter } from "./noise.ts";
import { scrubBreadcrumb, scrubEvent } from "./scrub.ts";

/** What the SDK may gather by itself: nothing of what people send. `scrub` holds the line should a default change. */
export const dataCollection: DataCollection = {
  userInfo: false,
  cookies: false,
  httpHeaders: { request: { allow: ["user-agent", "x-request-id"] }, response: false },
  httpBodies: [],
  urlQueryParams: false,
  databaseQueryData: false,
  queues: false,
  stackFrameVariables: false,
  frameContextLines: 0,
  graphQL: { document: false, variables: false },
  genAI: { inputs: false, outputs: false },
};

export interface ReportingConfig {
  dsn: string;
  release: string;
  environment: string;
  /** Which of our processes speaks. */
  part: "web" | "worker" | "browser";
  /** Applies the policy for people's addresses. */
  showUser: (user: { id?: unknown; email?: unknown }) => { id?: string; email?: string };
  /** Epoch milliseconds. */
  clock: () => number;
}

/** Sent when scrubbing itself fails: that there was an error must be known, what it said must not. */
function unscrubbable(event: ErrorEvent): ErrorEvent {
  const { event_id, timestamp, level, release, environment, platform } = event;
  const message = "An event could not be scrubbed, so its content was dropped";
  return { event_id, timestamp, level, release, environment, platform, message, type: undefined };
}

/** Every event's way out: known noise is held, then secrets are removed, then the address policy is applied. */
export function createBeforeSend(config: Pick<ReportingConfig, "showUser" | "clock">) {
  const limit = createNoiseLimiter();
  return (event: ErrorEvent, hint: EventHint): ErrorEvent | null => {
    hint.attachments = [];
    try {
      const admitted = limit(event as Parameters<typeof limit>[0], config.clock()) as ErrorEvent | null;
      if (!admitted) return null;
      const clean = scrubEvent(admitted);
      return clean.user ? { ...clean, user: config.showUser(clean.user) } : clean;
    } catch {
      return unscrubbable(event);
    }
  };
}

/**
 * Options that server, worker and browser share. No tracing: `tracesSampleRate` is left out on purpose. No sampling
 * either: our own faults are never limited, known noise is limited by the beforeSend chain.
 */
export function sharedOptions(config: ReportingConfig) {
  return {
    dsn: config.dsn,
    release: config.release,
    environment: config.environment,
    dataCollection,
    attachStacktrace: false,
    sendClientReports: false,
    maxBreadcrumbs: 30,
    normalizeDepth: 4,
    initialScope: { tags: { part: config.part } },
    beforeSend: createBeforeSend(config),
    // Tracing could still be switched on from outside (SENTRY_TRACES_SAMPLE_RATE); its events are not scrubbed.
    traceLifecycle: "static" as const,
    beforeSendTransaction: () => null,
    beforeSendLog: () => null,
    beforeSendMetric: () => null,
    beforeBreadcrumb: scrubBreadcrumb,
  };
}

/** The origin that a DSN posts to, for the `connect-src` of the content security policy; null when it is no DSN. */
export function dsnOrigin(dsn: string | undefined): string | null {
  if (!dsn || !URL.canParse(dsn)) return null;
  const { protocol, host, username } = new URL(dsn);
  return username && /^https?:$/.test(protocol) ? `${protocol}//${host}` : null;
}
