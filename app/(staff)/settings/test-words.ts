import type { TestAnswer } from "#lib/observability/test-event.ts";

/** Why a test event did not arrive, in one sentence; null when it did. */
export function testFailed(answer: TestAnswer | null): string | null {
  if (!answer) return "Nothing was sent: reporting is not switched on here.";
  const { eventId, status } = answer;
  if (status === null) return `Sentry did not answer. Event ${eventId} was not accepted.`;
  if (status < 200 || status >= 300)
    return `Sentry answered with ${status}. Event ${eventId} was not accepted.`;
  return null;
}

/** What to look for in Sentry after a test event that arrived. */
export function testPassed(answer: TestAnswer | null): string {
  return `Sentry accepted event ${answer?.eventId}.`;
}
