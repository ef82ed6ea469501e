import type { TestAnswer } from "#lib/observability/test-event.ts";

/** Why a test event did not arrive, in one sentence; null when it did. */
export function testFailed(answer: TestAnswer | null): string | null {
  if (!answer) return "Nothing was sent: reporting is not switched on here.";
  const { eventId, status, heldBack } = answer;
  if (heldBack)
    return `The event was held back here: Sentry had asked to wait, or too many events were on their way. Event ${eventId} was not sent; try again in a minute.`;
  if (status === 429)
    return `Sentry answered with 429: it asks to wait, and until then events are held back here. Event ${eventId} was not accepted; try again in a minute.`;
  if (status === null) return `Sentry did not answer. Event ${eventId} was not accepted.`;
  if (status < 200 || status >= 300)
    return `Sentry answered with ${status}. Event ${eventId} was not accepted.`;
  return null;
}

/** What to look for in Sentry after a test event that arrived. */
export function testPassed(answer: TestAnswer | null): string {
  return `Sentry accepted event ${answer?.eventId}.`;
}
