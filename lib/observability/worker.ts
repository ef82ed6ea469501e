/*
 * From @sentry/node, not @sentry/nextjs: outside Next's bundler Node gets the latter's CommonJS build, of which it sees
 * only the names that stand in its first file.
 */
import * as Sentry from "@sentry/node";
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
