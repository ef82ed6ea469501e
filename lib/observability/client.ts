/*
 * The browser's side. Only this small file is part of every page: it keeps errors that come early and fetches the SDK
 * when the page has settled. Without the meta element nothing is ever fetched.
 */
import type { BrowserReporter } from "./browser.ts";

/** More early errors than this are the same error in a loop. */
const MAX_EARLY = 10;
/** The SDK comes after everything that the candidate waits for, but not later than this. */
const IDLE_TIMEOUT_MS = 5_000;

interface Early {
  error: unknown;
  handled: boolean;
}

let early: Early[] = [];
let reporter: BrowserReporter | undefined;
let loading: Promise<void> | undefined;

const metaElement = () => document.querySelector<HTMLMetaElement>('meta[name="sentry-dsn"]');

function keep(error: unknown, handled: boolean): void {
  if (reporter) reporter.capture(error, handled);
  else {
    if (early.length < MAX_EARLY) early.push({ error, handled });
    void load();
  }
}

const onError = (event: ErrorEvent) => keep(event.error ?? event.message, false);
const onRejection = (event: PromiseRejectionEvent) => keep(event.reason, false);

async function start(meta: HTMLMetaElement): Promise<void> {
  const { startBrowserReporter } = await import("./browser.ts");
  reporter = startBrowserReporter({ dsn: meta.content, ...meta.dataset });
  removeEventListener("error", onError);
  removeEventListener("unhandledrejection", onRejection);
  for (const { error, handled } of early) reporter.capture(error, handled);
  early = [];
}

/** Fetches the SDK once; a failed fetch (offline, a deploy in between) is tried again at the next error. */
function load(): Promise<void> {
  const meta = metaElement();
  if (!meta?.content) return Promise.resolve();
  loading ??= start(meta).catch(() => {
    loading = undefined;
  });
  return loading;
}

/** Begins to listen, before hydration. Does nothing on a page without a DSN, and never throws. */
export function startClientReporting(): void {
  try {
    if (!metaElement()?.content) return;
    addEventListener("error", onError);
    addEventListener("unhandledrejection", onRejection);
    const whenIdle = () =>
      "requestIdleCallback" in window
        ? requestIdleCallback(() => void load(), { timeout: IDLE_TIMEOUT_MS })
        : setTimeout(() => void load(), 1);
    if (document.readyState === "complete") whenIdle();
    else addEventListener("load", whenIdle, { once: true });
  } catch {
    // A page without reporting is better than no page.
  }
}

/** Reports an error that an error boundary caught. One with a digest came from the server, which told of it. Never throws. */
export function captureClientError(error: unknown): void {
  try {
    if (typeof error === "object" && error !== null && "digest" in error) return;
    keep(error, true);
  } catch {
    // See above.
  }
}

/** Sends a test event from this browser. @returns null when the page reports nowhere, or the SDK could not be fetched. */
export async function sendClientTest(): Promise<Awaited<ReturnType<BrowserReporter["test"]>>> {
  await load();
  return reporter ? reporter.test() : null;
}

/** Leaves a trace of where the person went, for the events that follow. */
export function noteNavigation(url: string): void {
  reporter?.navigated(url);
}
