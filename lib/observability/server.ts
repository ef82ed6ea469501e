import http from "node:http";
import https from "node:https";
import type { Integration } from "@sentry/core";
import * as Sentry from "@sentry/node";
import { now } from "#lib/platform/clock.ts";
import { hmac } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { dsnOrigin, sharedOptions } from "./options.ts";
import { EMAIL_HASH_PURPOSE } from "./report.ts";
import { sentryUser } from "./user.ts";

/** A Sentry that accepts and never answers must not hold its place in the SDK's buffer of 64 for ever. */
const SEND_TIMEOUT_MS = 5_000;

type HttpModule = NonNullable<NonNullable<Sentry.NodeOptions["transportOptions"]>["httpModule"]>;

/** The platform's HTTP client with an end to every request; the SDK's transport has none. */
function impatient(platform: typeof http | typeof https): HttpModule {
  return {
    request: (options, onResponse) => {
      const sent = platform.request(options as http.RequestOptions, onResponse);
      const timer = setTimeout(
        () => sent.destroy(new Error("Sentry did not answer")),
        SEND_TIMEOUT_MS,
      ).unref();
      return sent.once("close", () => clearTimeout(timer));
    },
  };
}

/**
 * The integrations we use, and no others. Dedupe is missing on purpose (it drops a second identical error: an error
 * is never limited), as are those that patch console, fetch and outgoing HTTP on every call.
 */
function integrations(part: "web" | "worker"): Integration[] {
  const common = [
    Sentry.linkedErrorsIntegration(),
    Sentry.onUncaughtExceptionIntegration(),
    // Node's own rule for the worker (it ends); Next has its own listener and goes on.
    Sentry.onUnhandledRejectionIntegration({ mode: part === "worker" ? "strict" : "none" }),
  ];
  if (part === "worker") return common;
  const perRequestScope = Sentry.httpServerIntegration({ sessions: false, maxRequestBodySize: "none" });
  return [...common, perRequestScope, Sentry.requestDataIntegration()];
}

/**
 * Options for `Sentry.init` in the web server or a worker; null when no usable SENTRY_DSN is set, and then nothing of
 * the SDK is started. OpenTelemetry stays off: with it, and whatever the integrations, a no-op route serves half.
 */
export function serverOptions(part: "web" | "worker") {
  const { SENTRY_DSN: dsn, SENTRY_SEND_EMAIL, reportingEnvironment, ASSAY_RELEASE } = env();
  const origin = dsnOrigin(dsn);
  if (!dsn || !origin) return null;
  return {
    ...sharedOptions({
      dsn,
      release: ASSAY_RELEASE,
      environment: reportingEnvironment,
      part,
      showUser: (user) => sentryUser(user, SENTRY_SEND_EMAIL, (text) => hmac(EMAIL_HASH_PURPOSE, text)),
      clock: () => now().getTime(),
    }),
    defaultIntegrations: integrations(part),
    enableOpenTelemetrySetup: false,
    enableRuntimeChannelInjection: false,
    transportOptions: { httpModule: impatient(origin.startsWith("https:") ? https : http) },
  };
}
