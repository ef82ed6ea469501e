import {
  BrowserClient,
  defaultStackParser,
  globalHandlersIntegration,
  linkedErrorsIntegration,
  makeFetchTransport,
} from "@sentry/browser";
import {
  addBreadcrumb,
  captureException,
  dedupeIntegration,
  type ErrorEvent,
  type EventHint,
  getCurrentScope,
} from "@sentry/core";
import { sharedOptions } from "./options.ts";
import { sendTestEvent, type TestAnswer } from "./test-event.ts";
import { sentryUser } from "./user.ts";

export interface BrowserReporter {
  capture: (error: unknown, handled: boolean) => void;
  navigated: (url: string) => void;
  test: () => Promise<TestAnswer | null>;
}

interface BrowserSettings {
  dsn: string;
  /** From the meta element's data attributes. */
  release?: string | undefined;
  environment?: string | undefined;
}

/** Code that a browser extension put into the page is not ours to mend. */
function isForeign(event: ErrorEvent): boolean {
  const frames = event.exception?.values?.at(-1)?.stacktrace?.frames ?? [];
  return /^[a-z-]*extension:/.test(frames.at(-1)?.filename ?? "");
}

/** Layouts that know who is signed in say so in a meta element; the id is all that they say. */
function signedInUser(): { id: string } | undefined {
  const id = document.querySelector<HTMLMetaElement>('meta[name="sentry-user"]')?.content;
  return id ? { id } : undefined;
}

function browserOptions(settings: BrowserSettings) {
  const shared = sharedOptions({
    dsn: settings.dsn,
    release: settings.release ?? "unknown",
    environment: settings.environment ?? "production",
    part: "browser",
    // The browser is never told an address; the id is enough.
    showUser: (user) => sentryUser(user, "none", () => ""),
    clock: () => Date.now(),
  });
  return {
    ...shared,
    beforeSend: (event: ErrorEvent, hint: EventHint) => {
      const request = { url: location.href, headers: { "User-Agent": navigator.userAgent } };
      return isForeign(event) ? null : shared.beforeSend({ ...event, request, user: signedInUser() }, hint);
    },
  };
}

/** Starts a client with what we use and nothing else: no tracing, no replay, no sessions, no patched fetch or console. */
export function startBrowserReporter(settings: BrowserSettings): BrowserReporter {
  const client = new BrowserClient({
    ...browserOptions(settings),
    transport: makeFetchTransport,
    stackParser: defaultStackParser,
    integrations: [globalHandlersIntegration(), linkedErrorsIntegration(), dedupeIntegration()],
  });
  getCurrentScope().setClient(client);
  getCurrentScope().setTag("part", "browser");
  client.init();
  let from = location.pathname;
  return {
    capture: (error, handled) => {
      captureException(error, { mechanism: { handled, type: handled ? "boundary" : "early" } });
    },
    navigated: (url) => {
      addBreadcrumb({ category: "navigation", data: { from, to: url } });
      from = url;
    },
    test: () => sendTestEvent("browser"),
  };
}
