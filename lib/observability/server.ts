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

/** Sentry's answer is an id of 32 digits; nobody reads more than its headers. */
const MAX_ANSWER_BYTES = 16 * 1024;
/** From its headers on, an answer may take this long; then its connection is of no use for the next event. */
const ANSWER_TIMEOUT_MS = 1_000;

type HttpModule = NonNullable<NonNullable<Sentry.NodeOptions["transportOptions"]>["httpModule"]>;

/**
 * The platform's HTTP client with an end to every request and every answer; the SDK's transport has none. A small
 * answer is left to end by itself, which keeps its connection; one that floods or trickles is cut off, because each
 * chunk of it would take the process's time from who signs in.
 */
function impatient(platform: typeof http | typeof https): HttpModule {
  return {
    request: (options, onResponse) => {
      const sent = platform.request(options as http.RequestOptions, (answer) => {
        cutShort(answer);
        onResponse?.(answer);
      });
      const timer = setTimeout(
        () => sent.destroy(new Error("Sentry did not answer")),
        SEND_TIMEOUT_MS,
      ).unref();
      return sent.once("close", () => clearTimeout(timer));
    },
  };
}

function cutShort(answer: http.IncomingMessage): void {
  let size = 0;
  // The SDK has what it needs from the headers: how the body ends is no error to anybody.
  answer.on("error", () => undefined);
  answer.on("data", (chunk: Buffer | string) => {
    size += chunk.length;
    if (size > MAX_ANSWER_BYTES) answer.destroy();
  });
  const timer = setTimeout(() => answer.destroy(), ANSWER_TIMEOUT_MS).unref();
  answer.once("close", () => clearTimeout(timer));
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
