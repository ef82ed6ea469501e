import { captureEvent, getClient } from "@sentry/core";

/** Longer than a Sentry that works needs; a person waits for it. */
const WAIT_MS = 4_000;

/** What became of a test event. */
export interface TestAnswer {
  /** As Sentry's search knows it: 32 hex digits. */
  eventId: string;
  /** The HTTP status that Sentry answered with; null when none came in time, */
  status: number | null;
  /** because the SDK sent nothing: Sentry asked it to wait, or too much is on its way. Then nobody was asked. */
  heldBack: boolean;
}

/**
 * Sends an event that says it is a test, on the way that every event takes, and waits for Sentry's answer.
 * @returns null when reporting is not switched on here.
 */
export async function sendTestEvent(part: "web" | "browser"): Promise<TestAnswer | null> {
  const client = getClient();
  if (!client) return null;
  const eventId = crypto.randomUUID().replaceAll("-", "");
  let stop: (() => void) | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A way that fails ends without this; one that ends well and without a status sent nothing.
  let passed = false;
  const stopPassing = client.on("afterEnvelope", ([header]) => {
    passed ||= "event_id" in header && header.event_id === eventId;
  });
  const answered = new Promise<Omit<TestAnswer, "eventId">>((done) => {
    timer = setTimeout(() => done({ status: null, heldBack: false }), WAIT_MS);
    stop = client.on("afterSendEvent", (event, { statusCode }) => {
      if (event.event_id !== eventId) return;
      done({ status: statusCode ?? null, heldBack: passed && statusCode === undefined });
    });
  });
  // Each is told from the last: the SDK drops what it takes for a repetition. The fingerprint keeps them one issue.
  const message = `Test event from Assay (${part}): reporting works (${eventId.slice(0, 8)})`;
  captureEvent({ message, level: "info", fingerprint: ["assay", "test", part] }, { event_id: eventId });
  const answer = await answered;
  clearTimeout(timer);
  stop?.();
  stopPassing();
  return { eventId, ...answer };
}
