import * as Sentry from "@sentry/nextjs";
import { log } from "#lib/platform/log.ts";
import { serverOptions } from "./server.ts";

/** Starts reporting in a worker process. Call it before anything else; a wrong DSN never stops the worker. */
export function initWorkerObservability(): void {
  try {
    const options = serverOptions("worker");
    if (options) Sentry.initWithoutDefaultIntegrations(options);
  } catch (error) {
    log.warn("sentry.not_started", { error });
  }
}
