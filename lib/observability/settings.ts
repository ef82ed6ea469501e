import { env } from "#lib/platform/env.ts";
import { DomainError, notFound } from "#lib/platform/errors.ts";
import { takeToken } from "#lib/platform/rate-limit.ts";
import { dsnOrigin } from "./options.ts";
import { sentrySearchFor } from "./report.ts";
import { sendTestEvent, type TestAnswer } from "./test-event.ts";
import type { EmailMode } from "./user.ts";

/** A person waits for the page; a Sentry slower than this is as good as away. */
const REACH_TIMEOUT_MS = 1_500;
/** Enough to try the wiring again and again by hand; too few to flood the project that everybody watches. */
const TEST_LIMIT = { capacity: 6, windowSeconds: 60 };

/** Who may see how errors are reported: a member of the team with at least a manager's role. */
export interface SettingsReader {
  kind: "staff";
  role: "owner" | "manager" | "reviewer";
  orgId: string;
}

export interface ReportingSettings {
  /** Host of SENTRY_DSN, never its key; null when none is set, "invalid" when it is no DSN. */
  server: string | null;
  /** The same of NEXT_PUBLIC_SENTRY_DSN. */
  browser: string | null;
  environment: string;
  release: string;
  emailMode: EmailMode;
}

function admit(reader: SettingsReader): void {
  if (reader.role === "reviewer") throw notFound("page");
}

function hostOf(dsn: string | undefined): string | null {
  if (!dsn) return null;
  const origin = dsnOrigin(dsn);
  return origin ? new URL(origin).host : "invalid";
}

/** How reporting is wired. @throws DomainError not_found */
export async function getReportingSettings(reader: SettingsReader): Promise<ReportingSettings> {
  admit(reader);
  const { SENTRY_DSN, NEXT_PUBLIC_SENTRY_DSN, reportingEnvironment, ASSAY_RELEASE } = env();
  return {
    server: hostOf(SENTRY_DSN),
    browser: hostOf(NEXT_PUBLIC_SENTRY_DSN),
    environment: reportingEnvironment,
    release: ASSAY_RELEASE,
    emailMode: env().SENTRY_SEND_EMAIL,
  };
}

/** Whether anything answers where the server's events go; null when they go nowhere. Takes 1.5 s at most. */
export async function isSentryReachable(): Promise<boolean | null> {
  const origin = dsnOrigin(env().SENTRY_DSN);
  if (!origin) return null;
  const signal = AbortSignal.timeout(REACH_TIMEOUT_MS);
  return fetch(origin, { method: "HEAD", redirect: "manual", cache: "no-store", signal }).then(
    () => true,
    () => false,
  );
}

/** Sends a test event from this server. @returns null without a usable SENTRY_DSN. @throws DomainError not_found */
export async function sendServerTest(reader: SettingsReader): Promise<TestAnswer | null> {
  admit(reader);
  const rate = await takeToken(`sentry-test:${reader.orgId}`, TEST_LIMIT);
  if (!rate.allowed) {
    throw new DomainError("throttled", `Wait ${rate.retryAfterSeconds} s before the next test event.`, {
      retryAfterSeconds: rate.retryAfterSeconds,
    });
  }
  return sendTestEvent("web");
}

/** What finds a person's events; null while addresses are not sent. @throws DomainError not_found */
export async function searchForPerson(reader: SettingsReader, email: string): Promise<string | null> {
  admit(reader);
  return sentrySearchFor(email);
}
