import { captureEvent, getClient } from "@sentry/core";

/** Longer than a Sentry that works needs; a person waits for it. */
const WAIT_MS = 4_000;

/** What became of a test event. */
export interface TestAnswer {
  /** As Sentry's search knows it: 32 hex digits. */
  eventId: string;
  /** The HTTP status that Sentry answered with; null when it did not answer in time, or the SDK held the event back. */
  status: number | null;
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
  const answered = new Promise<number | null>((done) => {
    timer = setTimeout(() => done(null), WAIT_MS);
    stop = client.on("afterSendEvent", (event, response) => {
      if (event.event_id === eventId) done(response.statusCode ?? null);
    });
  });
  const message = `Test event from Assay (${part}): reporting works`;
  captureEvent({ message, level: "info", fingerprint: ["assay", "test", part] }, { event_id: eventId });
  const status = await answered;
  clearTimeout(timer);
  stop?.();
  return { eventId, status };
}
